using System.Globalization;
using System.Text.RegularExpressions;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Rest;

/// <summary><c>If-Match</c>: one version as <c>W/"n"</c> or <c>"n"</c>.</summary>
internal static partial class EntityTag
{
    /// <summary>Null when the write may go on; 400 for a tag that is no tag, 412 for another version than the current one.</summary>
    public static FhirFailure? Check(string? ifMatch, ResourceVersion? current)
    {
        if (ifMatch is null) return null;
        var match = Form().Match(ifMatch);
        if (!match.Success) return FhirFailure.Of(400, "value", "If-Match must be one version in the form W/\"n\".");
        return current is { Deleted: false } && match.Groups[1].ValueSpan.SequenceEqual(current.VersionId.ToString(CultureInfo.InvariantCulture))
            ? null
            : FhirFailure.Of(412, "conflict", "If-Match does not name the current version.");
    }

    [GeneratedRegex("\\A(?:W/)?\"([A-Za-z0-9\\-.]{1,64})\"\\z")]
    private static partial Regex Form();
}
