using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.Json;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>
/// Maps a score to an Observation, and a change from a baseline to an Observation of its own that is derived from both scores.
/// </summary>
internal sealed class PainScoreMapper(MappingContext context) : RecordMapper<PainScore>(context)
{
    private const int MostTitles = 4096;

    private readonly Instruments _instruments = new(context.CodeSystems["instrument"]);

    // There are few codes and units, but a record that nobody checked may hold any unit.
    private readonly BoundedCache<(string Instrument, string? Unit, string? Phase), CodeableConcept> _codes = new(MostTitles);
    private readonly ScoreScales _scales = new(context.Words);

    public override RecordKind Kind => RecordKind.PainScore;

    protected override void Fill(Draft draft, PainScore record)
    {
        Parties.AddPatient(draft);
        Parties.AddPractitioner(draft, record.Practitioner);
        var identifier = draft.Identity.Score(draft.Id);
        var instrument = Instrument(draft, record);
        var category = instrument?.Category ?? "survey";
        var observation = Observations.New(draft, identifier, Code(draft, record, instrument), category);
        observation.Effective = Times.DateTime(record.When);
        observation.BodySite = record.BodySite is { } site ? draft.Context.Places.Concept(draft, site, "bodySite.") : null;
        observation.Note = Observations.Notes(record.Note);
        ScoreValues.Set(draft, observation, record, instrument);
        if (record.Value is not null && instrument is { IsScale: true })
            observation.ReferenceRange.Add(_scales.Of(record.Instrument!, instrument, record.Unit));
        ScoreItems.Add(draft, observation, record);
        AddPerformers(draft, observation, record);
        AddContext(draft, observation, record);
        observation.Narrate(draft, ScoreWords.Lines(draft, record, observation));
        draft.Add(observation, identifier, ResourceRole.Main);
        if (record.Change is { } change)
            ScoreChange.Add(draft, record, change, observation, category);
    }

    private Instrument? Instrument(Draft draft, PainScore record)
    {
        var instrument = record.Instrument is { } code ? _instruments.Find(code) : null;
        if (instrument is null && (record.Instrument is not null || !draft.InError))
            draft.Fail("instrument", "a code of the CodeSystem instrument");
        return instrument;
    }

    private CodeableConcept Code(Draft draft, PainScore record, Instrument? instrument)
    {
        // Only a deleted record may lack its instrument.
        if (instrument is null || draft.Term("instrument", record.Instrument!, "instrument") is not { } term)
            return new CodeableConcept { Text = draft.Words.Score };
        var phase = record.Phase is { } code ? draft.Context.Vocabulary.Find("assessment-phase", code)?.Display : null;
        return _codes.Get((record.Instrument!, record.Unit, phase), (term, instrument, draft.Words), static (key, state) => SharedElements.Share(new CodeableConcept
        {
            Coding = state.term.For(key.Unit),
            Text = ScoreWords.Title(state.Words, state.term.Display, key.Unit, key.Phase, state.instrument),
        }));
    }

    private static void AddPerformers(Draft draft, Observation observation, PainScore record)
    {
        if (record.AnsweredBy == "patient")
            observation.Performer.Add(Parties.Patient(draft));
        else if (record.AnsweredBy == "proxy")
            observation.Performer.Add(new ResourceReference { Type = "RelatedPerson", Display = draft.Words.Proxy });
        // Patient and proxy are told by the performer as well.
        observation.Extend(Extensions.AnsweredBy, observation.Performer.Count > 0
            ? draft.Fixed("answered-by", record.AnsweredBy)
            : draft.Code("answered-by", record.AnsweredBy, "answeredBy"));
        if (Parties.Practitioner(draft, record.Practitioner, "practitioner") is { } practitioner)
            observation.Performer.Add(practitioner);
    }

    private static void AddContext(Draft draft, Observation observation, PainScore record)
    {
        observation.Extend(Extensions.AssessmentPhase, draft.Code("assessment-phase", record.Phase, "phase"));
        if (record.Procedure is { } procedure)
        {
            var reference = draft.Refer("Procedure", draft.Identity.Procedure(procedure), true, new RecordKey(RecordKind.NeedlingProcedure, procedure));
            // What is measured days later is no part of the Procedure.
            if (record.Phase is "follow-up" or "discharge")
                observation.Extend(Extensions.FollowUpOf, reference);
            else
                observation.PartOf.Add(reference);
        }

        if (record.Baseline is { } baseline)
            observation.Extend(Extensions.SequelTo, ScoreChange.Baseline(draft, baseline));
    }
}
