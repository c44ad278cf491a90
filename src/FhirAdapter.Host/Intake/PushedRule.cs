using FhirAdapter.Sources;
using Microsoft.AspNetCore.Http;

namespace FhirAdapter.Host.Intake;

/// <summary>What the caller wants done with good records beside bad ones: all or none, unless it prefers lenient handling (RFC 7240 section 4.4).</summary>
internal static class PushedRule
{
    public const string Lenient = "handling=lenient";

    public static IntakeRule Of(HttpRequest request) =>
        request.Headers["Prefer"]
            .SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Any(preference => preference.Equals(Lenient, StringComparison.OrdinalIgnoreCase))
            ? IntakeRule.GoodOnes
            : IntakeRule.AllOrNone;
}
