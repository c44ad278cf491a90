using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>Reads what was asked for and not found, or not asked for: the reverse of <see cref="ScreeningAnswer"/>.</summary>
internal static class ScreeningAnswerFromFhir
{
    private const string Path = "Observation";

    public static ContraindicationFinding Read(FhirReading reading, Observation observation)
    {
        var finding = new ContraindicationFinding
        {
            Finding = reading.Coded(observation.Code, "contraindication", Path + ".code"),
            Presence = Answer(reading, observation),
            BodySite = reading.Place(observation.BodySite, Path + ".bodySite"),
            When = reading.Time(observation.Effective, Path + ".effective"),
            Practitioner = reading.Performer(observation),
            Source = FindingPartsFromFhir.Source(reading, observation),
            Screening = FindingPartsFromFhir.Screening(reading, observation),
            StoppedProcedure = FindingPartsFromFhir.StoppedProcedure(reading, observation),
            Note = reading.Note(observation.Note, Path + ".note"),
        };
        return reading.WithHeader(finding, observation.Subject, observation.Encounter, observation.Issued);
    }

    private static string? Answer(FhirReading reading, Observation observation)
    {
        if (observation.Value is { } value)
            return reading.Code(value as CodeableConcept ?? new CodeableConcept(), "presence", Path + ".value");
        switch (observation.DataAbsentReason?.Coding.Find(c => c.System == Observations.AbsentSystem)?.Code)
        {
            case "asked-declined":
                return "declined";
            case "not-asked":
                return "not-asked";
            default:
                reading.Fail(Path + ".dataAbsentReason", "asked-declined or not-asked, where there is no value");
                return null;
        }
    }
}
