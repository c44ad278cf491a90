using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Reads whether the patient consented: the reverse of <see cref="ConsentAnswers"/>.</summary>
internal static class ConsentAnswersFromFhir
{
    private const string Path = "Observation(consent)";

    public static Consent? Read(FhirReading reading)
    {
        if (reading.Part<Observation>(reading.Identity.Consent(reading.Id)) is not { } answer)
            return null;
        return new Consent
        {
            Given = Given(reading, answer),
            Form = reading.Code(answer.Method, "consent-form", Path + ".method"),
            When = reading.Time(answer.Effective, Path + ".effective"),
        };
    }

    private static bool? Given(FhirReading reading, Observation answer)
    {
        switch (answer.Value is CodeableConcept value ? reading.Code(value, "presence", Path + ".value") : null)
        {
            case "present":
                return true;
            case "absent":
                return false;
            default:
                reading.Fail(Path + ".value", "present or absent");
                return null;
        }
    }
}
