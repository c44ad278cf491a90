using System.Text.RegularExpressions;
using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary>A literal reference to a resource of this server: <c>Type/id</c>, <c>Type/id/_history/n</c>, or the same behind the server's own base.</summary>
internal sealed partial record LocalReference(ResourceKey Key, int? Version)
{
    public static LocalReference? Parse(string reference, Uri baseAddress)
    {
        var own = baseAddress.AbsoluteUri + "/";
        var relative = reference.StartsWith(own, StringComparison.Ordinal) ? reference[own.Length..] : reference;
        var match = Form().Match(relative);
        if (!match.Success || !Metadata.ResourceTypes.IsKnown(match.Groups[1].Value)) return null;
        int? version = match.Groups[3].Success && int.TryParse(match.Groups[3].ValueSpan, out var number) ? number : null;
        return new LocalReference(new ResourceKey(match.Groups[1].Value, match.Groups[2].Value), version);
    }

    [GeneratedRegex(@"\A([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/([0-9]{1,9}))?\z")]
    private static partial Regex Form();
}
