using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>
/// Maps a session to a Procedure with the needles used as Devices, effects that need looking after as Conditions, and an Observation for
/// each
/// place that was needled, for the needle count and for the consent.
/// </summary>
internal sealed class NeedlingProcedureMapper(MappingContext context) : RecordMapper<NeedlingProcedure>(context)
{
    public override RecordKind Kind => RecordKind.NeedlingProcedure;

    protected override void Fill(Draft draft, NeedlingProcedure record)
    {
        Parties.AddPatient(draft);
        Parties.AddPractitioners(draft, record.Practitioners ?? []);
        var parts = SessionParts.Of(draft, record);
        parts.Needles.AddDevices();
        Complications.AddConditions(draft, record);
        AddProcedure(draft, record, parts);
        SiteObservations.Add(draft, record, parts);
        NeedleCounts.Add(draft, record, parts);
        ConsentAnswers.Add(draft, record, parts);
    }

    private static void AddProcedure(Draft draft, NeedlingProcedure record, SessionParts parts)
    {
        var procedure = new Procedure
        {
            Identifier = Parties.Identifiers(parts.Procedure),
            Status = SessionStatus.Of(draft, record),
            StatusReason = draft.Concept("status-reason", record.StatusReason, "statusReason"),
            Code = ProcedureCode.Of(draft, record),
            Subject = Parties.Patient(draft),
            Encounter = Parties.Encounter(draft),
            Performed = parts.Performed,
            Location = Parties.Optional(draft, "Location", record.Location),
            ReasonCode = Reasons.Of(draft, record),
            BodySite = SiteObservations.BodySites(draft, record),
            Outcome = draft.Concept("outcome", record.Outcome, "outcome"),
            Complication = Complications.Of(draft, record),
            ComplicationDetail = Complications.References(draft, record),
            FollowUp = FollowUps.Of(draft, record),
            UsedReference = parts.Needles.References(),
        };
        if (Times.IsMixed(record.Start, record.End))
            draft.Lose(record.Start!.Value.DateOnly ? "end" : "start", "text-only");
        AddPerformers(draft, procedure, record);
        ProcedureExtensions.Add(draft, procedure, record);
        var lines = SessionWords.Lines(draft, record, parts.Sites, procedure.FollowUp.Select(f => f.Text));
        procedure.Note = Observations.Notes(record.Note);
        procedure.Note.Add(new Annotation { Author = new FhirString(draft.Words.SummaryAuthor), Text = string.Join('\n', lines) });
        procedure.Narrate(draft, string.IsNullOrWhiteSpace(record.Note) ? lines : lines.Append(record.Note));
        draft.Add(procedure, parts.Procedure, ResourceRole.Main);
    }

    private static void AddPerformers(Draft draft, Procedure procedure, NeedlingProcedure record)
    {
        for (var i = 0; i < (record.Practitioners?.Count ?? 0); i++)
        {
            var practitioner = record.Practitioners![i];
            var actor = Parties.Practitioner(draft, practitioner, $"practitioners[{i}]", out var role);
            procedure.Performer.Add(new() { Actor = actor, Function = role });
        }
    }
}
