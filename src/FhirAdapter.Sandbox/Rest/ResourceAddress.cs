using System.Text.RegularExpressions;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>Ids as R4 allows them in an address.</summary>
internal static partial class ResourceAddress
{
    public static bool IsId(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9\-.]{1,64}\z")]
    private static partial Regex Form();
}
