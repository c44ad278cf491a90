using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>Reads who made an Observation.</summary>
internal static class Performers
{
    /// <summary>The practitioner among the performers: patient and proxy answered, and are told of elsewhere.</summary>
    public static Practitioner? Performer(this FhirReading reading, Observation observation)
    {
        const string Path = "Observation.performer";
        var practitioners = observation.Performer.Where(IsPractitioner).ToList();
        if (practitioners.Count > 1)
            reading.Fail(Path, "one practitioner");
        return reading.Practitioner(practitioners.FirstOrDefault(), Path);
    }

    // A server may leave out the type where the literal reference tells it.
    private static bool IsPractitioner(ResourceReference reference) => reference.Type is { } type
        ? type == "Practitioner"
        : reference.Reference?.Contains("Practitioner/", StringComparison.Ordinal) == true || reference.Extension.Count > 0;
}
