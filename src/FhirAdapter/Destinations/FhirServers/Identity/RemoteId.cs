using System.Buffers;

namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>A resource's id and version at the server, as answers give them.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its id, checked against R4's form.</param>
/// <param name="Version">Its version, where it is known.</param>
internal readonly record struct RemoteId(string Type, string Id, string? Version)
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>R4's form of an id: 1 to 64 of <c>A-Z a-z 0-9 - .</c>; one of dots alone would change a path, so it is refused.</summary>
    public static bool IsId(ReadOnlySpan<char> id) =>
        id.Length is > 0 and <= 64 && !id.ContainsAnyExcept(IdCharacters) && id is not ("." or "..");

    /// <summary>Reads a <c>Location</c>, absolute or relative, with or without <c>/_history/version</c>.</summary>
    public static RemoteId? OfLocation(ReadOnlySpan<char> location)
    {
        if (location.IndexOfAny('?', '#') is var end and >= 0)
            location = location[..end];
        location = location.TrimEnd('/');
        var id = Last(ref location);
        var type = Last(ref location);
        string? version = null;
        if (type is "_history")
        {
            version = IsVersion(id) ? id.ToString() : null;
            id = Last(ref location);
            type = Last(ref location);
        }

        return IsType(type) && IsId(id) ? new RemoteId(type.ToString(), id.ToString(), version) : null;
    }

    /// <summary>Reads an <c>ETag</c>, weak or strong or without quotes.</summary>
    public static string? VersionOfETag(ReadOnlySpan<char> etag)
    {
        var text = etag.Trim();
        if (text.StartsWith("W/"))
            text = text[2..];
        text = text.Trim('"');
        return IsVersion(text) ? text.ToString() : null;
    }

    /// <summary>Takes the last segment off a path.</summary>
    private static ReadOnlySpan<char> Last(ref ReadOnlySpan<char> path)
    {
        var slash = path.LastIndexOf('/');
        var segment = path[(slash + 1)..];
        path = slash < 0 ? [] : path[..slash];
        return segment;
    }

    private static bool IsVersion(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 128 && !text.ContainsAnyExceptInRange('!', '~') && !text.ContainsAny('"', '\\');

    private static bool IsType(ReadOnlySpan<char> text) =>
        text.Length is > 1 and <= 64 && char.IsAsciiLetterUpper(text[0]) && !text.ContainsAnyExcept(Letters);
}
