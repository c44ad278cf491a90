using FhirAdapter.Tests.Records;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>The SDK's strict reading with its attribute validation, and R4's invariants on what was read.</summary>
internal static class SdkCheck
{
    public static IEnumerable<string> Faults(WrittenResource written)
    {
        try
        {
            return [.. Invariants.BrokenBy(Mapped.ReadStrictly(written.Json))];
        }
        catch (DeserializationFailedException failure)
        {
            return failure.Exceptions.Select(e => e.Message);
        }
    }
}
