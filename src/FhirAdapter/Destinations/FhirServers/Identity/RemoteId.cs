namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>A resource's id and version at the server, as answers give them.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its id, checked against R4's form.</param>
/// <param name="Version">Its version, where it is known.</param>
internal readonly record struct RemoteId(string Type, string Id, string? Version)
{
    /// <summary>R4's form of an id: 1 to 64 of <c>A-Z a-z 0-9 - .</c>; one of dots alone would change a path, so it is refused.</summary>
    public static bool IsId(string? id) =>
        id is { Length: > 0 and <= 64 } && id.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '.') && id is not ("." or "..");

    /// <summary>Reads a <c>Location</c>, absolute or relative, with or without <c>/_history/version</c>.</summary>
    public static RemoteId? OfLocation(string? location)
    {
        if (string.IsNullOrEmpty(location))
            return null;
        var path = location.Split('?', '#')[0].TrimEnd('/').Split('/');
        string? version = null;
        if (path is [.., "_history", var last])
        {
            version = IsVersion(last) ? last : null;
            path = path[..^2];
        }
        return path is [.., var type, var id] && IsType(type) && IsId(id) ? new RemoteId(type, id, version) : null;
    }

    /// <summary>Reads an <c>ETag</c>, weak or strong or without quotes.</summary>
    public static string? VersionOfETag(string? etag)
    {
        var text = etag?.Trim() ?? "";
        if (text.StartsWith("W/", StringComparison.Ordinal))
            text = text[2..];
        text = text.Trim('"');
        return IsVersion(text) ? text : null;
    }

    private static bool IsVersion(string text) =>
        text.Length is > 0 and <= 128 && text.All(each => char.IsAscii(each) && !char.IsControl(each) && each is not ('"' or '\\' or ' '));

    private static bool IsType(string text) => text.Length is > 1 and <= 64 && char.IsAsciiLetterUpper(text[0]) && text.All(char.IsAsciiLetter);
}
