using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Says whether a resource at the server is what this adapter sent, whatever the server adds by itself. Pure.</summary>
/// <remarks>
/// Passed over: <c>id</c>, <c>meta</c>, a narrative where none was sent, how an address of a reference is written, and how a number is.
/// Anything more at the server is somebody else's, and makes it another content.
/// </remarks>
internal static class ContentComparison
{
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 64 };

    public static bool IsSame(ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> there)
    {
        try
        {
            using var ours = JsonDocument.Parse(sent, Depth);
            using var theirs = JsonDocument.Parse(there, Depth);
            return Same(ours.RootElement, theirs.RootElement, isRoot: true);
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return false;
        }
    }

    private static bool Same(JsonElement ours, JsonElement theirs, bool isRoot)
    {
        if (ours.ValueKind != theirs.ValueKind)
            return false;
        return ours.ValueKind switch
        {
            JsonValueKind.Object => SameObject(ours, theirs, isRoot),
            JsonValueKind.Array => SameArray(ours, theirs),
            JsonValueKind.Number => ours.TryGetDecimal(out var mine) && theirs.TryGetDecimal(out var other) && mine == other,
            JsonValueKind.String => ours.ValueEquals(theirs.GetString()),
            _ => true,
        };
    }

    private static bool SameObject(JsonElement ours, JsonElement theirs, bool isRoot)
    {
        foreach (var each in ours.EnumerateObject())
        {
            if (isRoot && each.Name is "id" or "meta")
                continue;
            if (!theirs.TryGetProperty(each.Name, out var other))
            {
                if (each.Name != "reference" || !IsOpen(each.Value.GetString()))
                    return false;
            }
            else if (each.Name == "reference" && each.Value.ValueKind == JsonValueKind.String && other.ValueKind == JsonValueKind.String)
            {
                if (!SameReference(each.Value.GetString()!, other.GetString()!))
                    return false;
            }
            else if (!Same(each.Value, other, isRoot: false))
            {
                return false;
            }
        }
        foreach (var each in theirs.EnumerateObject())
        {
            if (!ours.TryGetProperty(each.Name, out _) && !(isRoot && each.Name is "id" or "meta" or "text"))
                return false;
        }
        return true;
    }

    private static bool SameArray(JsonElement ours, JsonElement theirs)
    {
        if (ours.GetArrayLength() != theirs.GetArrayLength())
            return false;
        for (var i = 0; i < ours.GetArrayLength(); i++)
        {
            if (!Same(ours[i], theirs[i], isRoot: false))
                return false;
        }
        return true;
    }

    private static bool IsOpen(string? reference) => reference?.StartsWith("urn:uuid:", StringComparison.Ordinal) == true;

    /// <summary>One that had no address yet when it was sent is compared by its identifier, which stands beside it.</summary>
    private static bool SameReference(string ours, string theirs) =>
        IsOpen(ours)
        || theirs == ours
        || (theirs.EndsWith(ours, StringComparison.Ordinal) && theirs[^(ours.Length + 1)] == '/')
        || theirs.StartsWith(ours + "/_history/", StringComparison.Ordinal);
}
