using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Reads a session from its Procedure and what belongs to it: the reverse of <see cref="NeedlingProcedureMapper"/>.</summary>
internal static class NeedlingProcedureFromFhir
{
    private const string Path = "Procedure";

    public static NeedlingProcedure Read(FhirReading reading, Procedure procedure)
    {
        var (start, end) = reading.Span(procedure.Performed, Path + ".performed");
        var counts = NeedleCountsFromFhir.Read(reading);
        var session = new NeedlingProcedure
        {
            Status = SessionStatusFromFhir.Read(reading, procedure),
            StatusReason = reading.Coded(procedure.StatusReason, "status-reason", Path + ".statusReason"),
            ContraindicatedBy = ProcedureExtensionsFromFhir.ContraindicatedBy(reading, procedure),
            Practitioners = Practitioners(reading, procedure),
            Location = reading.Identifier(procedure.Location, Path + ".location"),
            Start = start,
            End = end,
            Indications = ReasonsFromFhir.Read(reading, procedure),
            Position = reading.CodeExtension(procedure, Extensions.PatientPosition, "position", Path + ".extension(patient-position)"),
            Consent = ConsentAnswersFromFhir.Read(reading),
            Sites = SiteObservationsFromFhir.Read(reading, procedure),
            NeedlesInserted = counts.Inserted,
            NeedlesRemoved = counts.Removed,
            AdverseEffects = ComplicationsFromFhir.Read(reading, procedure),
            Outcome = reading.Coded(procedure.Outcome, "outcome", Path + ".outcome"),
            Aftercare = FollowUpsFromFhir.Aftercare(reading, procedure),
            FollowUp = FollowUpsFromFhir.Next(reading, procedure),
            Session = ProcedureExtensionsFromFhir.Session(reading, procedure),
            Note = reading.Note(procedure.Note, Path + ".note"),
        };
        return reading.WithHeader(session, procedure.Subject, procedure.Encounter, reading.LastChanged(procedure));
    }

    private static IReadOnlyList<Practitioner>? Practitioners(FhirReading reading, Procedure procedure) => procedure.Performer.Count == 0
        ? null
        : [.. procedure.Performer.Select((p, i) => Practitioner(reading, p, $"{Path}.performer[{i}]"))];

    private static Practitioner Practitioner(FhirReading reading, Procedure.PerformerComponent performer, string path) =>
        reading.Practitioner(performer.Actor, reading.Code(performer.Function, "practitioner-role", path + ".function"), path + ".actor") ?? new Practitioner();
}
