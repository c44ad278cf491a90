using FhirAdapter.Tests.Records;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>The SDK's strict reading with its attribute validation.</summary>
internal static class SdkCheck
{
    public static IEnumerable<string> Faults(WrittenResource written)
    {
        try
        {
            Mapped.ReadStrictly(written.Json);
            return [];
        }
        catch (DeserializationFailedException failure)
        {
            return failure.Exceptions.Select(e => e.Message);
        }
    }
}
