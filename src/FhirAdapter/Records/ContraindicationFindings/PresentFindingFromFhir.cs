using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>
/// Reads a finding that is or was present from its Condition, which says all that its AllergyIntolerance says: the reverse of
/// <see cref="PresentFinding"/>.
/// </summary>
internal static class PresentFindingFromFhir
{
    private const string Path = "Condition";

    public static ContraindicationFinding Read(FhirReading reading, Condition condition)
    {
        var status = FindingStatusFromFhir.Read(reading, condition);
        // A deletion without content has no status, and the name of its Condition is none of the clinic's words.
        var finding = reading.InError && status is null ? new ContraindicationFinding() : new ContraindicationFinding
        {
            Finding = reading.Coded(condition.Code, "contraindication", Path + ".code"),
            Presence = "present",
            Strength = reading.CodeExtension(condition, Extensions.Strength, "contraindication-strength", Path + ".extension(strength)"),
            BodySite = reading.Place(condition.BodySite.FirstOrDefault(), Path + ".bodySite"),
            When = reading.Time(condition.RecordedDateElement, Path + ".recordedDate"),
            Practitioner = reading.Practitioner(condition.Recorder, Path + ".recorder"),
            Source = FindingPartsFromFhir.Source(reading, condition),
            Status = status,
            Resolved = Resolved(reading, condition),
            Evidence = Evidence(reading, condition),
            Screening = FindingPartsFromFhir.Screening(reading, condition),
            StoppedProcedure = FindingPartsFromFhir.StoppedProcedure(reading, condition),
            Note = reading.Note(condition.Note, Path + ".note"),
        };
        if (condition.BodySite.Count > 1)
            reading.Fail(Path + ".bodySite", "one place");
        return reading.WithHeader(finding, condition.Subject, condition.Encounter, reading.LastChanged(condition));
    }

    private static string? Evidence(FhirReading reading, Condition condition)
    {
        if (condition.Evidence.Count == 0)
            return null;
        if (condition.Evidence is [{ Code: [{ Coding.Count: 0, Text: { } words }] }])
            return words;
        reading.Fail(Path + ".evidence", "one piece of evidence in the practitioner's words");
        return null;
    }

    private static ClinicTime? Resolved(FhirReading reading, Condition condition) => reading.InError
        ? reading.Time(reading.Extension<FhirDateTime>(condition, Extensions.RecordedAbatement, Path + ".abatement"), Path + ".abatement")
        : reading.Time(condition.Abatement, Path + ".abatement");
}
