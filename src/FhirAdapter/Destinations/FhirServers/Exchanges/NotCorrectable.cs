using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>What a person has to ask the hospital for where the server gives no way to correct or to take back what it has.</summary>
internal static class NotCorrectable
{
    /// <param name="entry">What was to be written.</param>
    /// <param name="literal">What is there, as <c>Type/id</c>.</param>
    public static Failure Of(Entry entry, string literal) => new(
        FailureCode.NotCorrectable, entry.Type, entry.TakesBack
            ? $"a server that lets it be taken back; ask the hospital to mark {literal} as entered in error"
            : $"a server that can update it; ask the hospital to correct {literal} by hand");
}
