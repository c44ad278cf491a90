using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>Reads a score from its Observation: the reverse of <see cref="PainScoreMapper"/>.</summary>
internal static class PainScoreFromFhir
{
    private const string Path = "Observation";

    public static PainScore Read(FhirReading reading, Observation observation)
    {
        var instrument = reading.CodeIfAny(observation.Code ?? new CodeableConcept(), "instrument", Path + ".code");
        var score = new PainScore
        {
            Instrument = instrument,
            Items = ScoreItemsFromFhir.Read(reading, observation),
            Phase = reading.CodeExtension(observation, Extensions.AssessmentPhase, "assessment-phase", Path + ".extension(assessment-phase)"),
            When = reading.Time(observation.Effective, Path + ".effective"),
            BodySite = reading.Place(observation.BodySite, Path + ".bodySite"),
            AnsweredBy = reading.CodeExtension(observation, Extensions.AnsweredBy, "answered-by", Path + ".extension(answered-by)"),
            Practitioner = reading.Performer(observation),
            Procedure = Procedure(reading, observation),
            Baseline = Score(reading, reading.Extension<ResourceReference>(observation, Extensions.SequelTo, Path + ".extension(sequelTo)")),
            Note = reading.Note(observation.Note, Path + ".note"),
        };
        if (instrument is not null)
            score = ScoreValuesFromFhir.Read(reading, observation, score, instrument);
        return reading.WithHeader(
            score with { Change = ScoreChangeFromFhir.Read(reading, score.Unit) }, observation.Subject, observation.Encounter, observation.Issued);
    }

    private static string? Procedure(FhirReading reading, Observation observation)
    {
        if (observation.PartOf.Count > 1)
            reading.Fail(Path + ".partOf", "one Procedure");
        var reference = observation.PartOf.FirstOrDefault()
            ?? reading.Extension<ResourceReference>(observation, Extensions.FollowUpOf, Path + ".extension(follow-up-of)");
        return reading.RecordId(reference, reading.Identity.Procedure("").System!, Path + ".partOf");
    }

    private static string? Score(FhirReading reading, ResourceReference? reference) =>
        reading.RecordId(reference, reading.Identity.Score("").System!, Path + ".extension(sequelTo)");
}
