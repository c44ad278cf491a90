using System.Globalization;
using FhirAdapter.Records;
using FhirAdapter.Records.PainScores;
using Hl7.Fhir.Model;

namespace FhirAdapter.Benchmarks.Compare;

/// <summary>A pain score as an Observation, as somebody would write it by hand who needs just this one.</summary>
internal static class PlainMapping
{
    private const string IdentifierSystem = "https://clinic.example/id/pain-score";
    private const string OwnCodes = "https://fhir-adapter.example/CodeSystem/";

    public static Bundle.EntryComponent Entry(PainScore score) => new()
    {
        Resource = Observation(score),
        Request = new Bundle.RequestComponent { Method = Bundle.HTTPVerb.PUT, Url = $"Observation?identifier={IdentifierSystem}|{score.Id}" },
    };

    private static Observation Observation(PainScore score) => new()
    {
        Identifier = [new Identifier(IdentifierSystem, score.Id)],
        Status = ObservationStatus.Final,
        Category = [new CodeableConcept("http://terminology.hl7.org/CodeSystem/observation-category", "survey")],
        Code = new CodeableConcept
        {
            Coding = [new Coding("http://loinc.org", "72514-3"), new Coding(OwnCodes + "instrument", score.Instrument!)],
            Text = "Numeric rating scale 0-10",
        },
        Subject = new ResourceReference($"Patient?identifier={score.Patient!.System}|{score.Patient.Value}"),
        Effective = new FhirDateTime(score.When!.Value.Instant.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)),
        Performer = [Logical("Practitioner", score.Practitioner!.Identifier!)],
        Value = new Quantity { Value = score.Value, Unit = "score", System = "http://unitsofmeasure.org", Code = score.Unit },
        BodySite = new CodeableConcept
        {
            Coding = [new Coding("http://snomed.info/sct", "31764008"), new Coding(OwnCodes + "body-site", score.BodySite!.Code!)],
            Text = score.BodySite.Side + " " + score.BodySite.Part + " " + score.BodySite.Code,
        },
        Extension = [new Extension(OwnCodes + "assessment-phase", new Code(score.Phase))],
    };

    private static ResourceReference Logical(string type, BusinessIdentifier identifier) =>
        new() { Type = type, Identifier = new Identifier(identifier.System, identifier.Value) };
}
