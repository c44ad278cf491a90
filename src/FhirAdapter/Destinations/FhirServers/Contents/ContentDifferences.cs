using System.Globalization;
using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.Contents;

/// <summary>Compares a resource at a server with what was sent, element by element. Pure.</summary>
/// <remarks>
/// Equal are: numbers of one value, times of one instant, a reference and its absolute form, lists in another order. Passed over: <c>id</c> and
/// <c>meta</c>, a reference that was still open when it was sent, and what the server adds, unless it can turn the meaning.
/// </remarks>
internal sealed class ContentDifferences
{
    private const int LongestUnordered = 200;

    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 64 };
    private static readonly HashSet<string> MeaningTurned =
        ["modifierExtension", "implicitRules", "status", "clinicalStatus", "verificationStatus", "doNotPerform", "statusReason", "dataAbsentReason"];

    private readonly HashSet<ContentDifference> found = [];

    private ContentDifferences()
    {
    }

    /// <summary>What differs, each once; <see langword="null"/> where what is there is not a whole resource of that type.</summary>
    public static IReadOnlyCollection<ContentDifference>? Between(ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> there, string type)
    {
        try
        {
            using var ours = JsonDocument.Parse(sent, Depth);
            using var theirs = JsonDocument.Parse(there, Depth);
            if (theirs.RootElement.ValueKind != JsonValueKind.Object
                || !theirs.RootElement.TryGetProperty("resourceType", out var named) || !named.ValueEquals(type))
                return null;
            var differences = new ContentDifferences();
            differences.Object(ours.RootElement, theirs.RootElement, type, isRoot: true);
            return differences.found;
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return null;
        }
    }

    private void Object(JsonElement ours, JsonElement theirs, string path, bool isRoot)
    {
        foreach (var each in ours.EnumerateObject())
        {
            if (isRoot && each.Name is "id" or "meta")
                continue;
            if (theirs.TryGetProperty(each.Name, out var other))
                Value(each.Value, other, $"{path}.{each.Name}", each.Name);
            else if (each.Name != "reference" || !IsOpen(each.Value))
                found.Add(new ContentDifference($"{path}.{each.Name}", DifferenceKind.Missing));
        }
        foreach (var each in theirs.EnumerateObject())
        {
            if (MeaningTurned.Contains(each.Name) && !ours.TryGetProperty(each.Name, out _))
                found.Add(new ContentDifference($"{path}.{each.Name}", DifferenceKind.Added));
        }
    }

    private void Value(JsonElement ours, JsonElement theirs, string path, string name)
    {
        if (ours.ValueKind == JsonValueKind.Object && theirs.ValueKind == JsonValueKind.Object)
            Object(ours, theirs, path, isRoot: false);
        else if (ours.ValueKind == JsonValueKind.Array && theirs.ValueKind == JsonValueKind.Array)
            Array([.. ours.EnumerateArray()], [.. theirs.EnumerateArray()], path, name);
        else if (!IsSame(ours, theirs, name))
            found.Add(new ContentDifference(path, IsShortened(ours, theirs) ? DifferenceKind.Shortened : DifferenceKind.Changed));
    }

    private void Array(List<JsonElement> ours, List<JsonElement> theirs, string path, string name)
    {
        if (ours.Count <= LongestUnordered && theirs.Count <= LongestUnordered)
        {
            ours.RemoveAll(mine =>
            {
                var at = theirs.FindIndex(other => IsWhole(mine, other, path, name));
                if (at >= 0)
                    theirs.RemoveAt(at);
                return at >= 0;
            });
        }
        for (var i = 0; i < ours.Count; i++)
        {
            if (i < theirs.Count)
                Value(ours[i], theirs[i], path, name);
            else
                found.Add(new ContentDifference(path, DifferenceKind.Missing));
        }
    }

    private static bool IsWhole(JsonElement mine, JsonElement other, string path, string name)
    {
        var differences = new ContentDifferences();
        differences.Value(mine, other, path, name);
        return differences.found.Count == 0;
    }

    private static bool IsSame(JsonElement ours, JsonElement theirs, string name)
    {
        if (ours.ValueKind != theirs.ValueKind)
            return false;
        return ours.ValueKind switch
        {
            JsonValueKind.Number => ours.TryGetDecimal(out var mine) && theirs.TryGetDecimal(out var other) && mine == other,
            JsonValueKind.String => JsonFault.Text(theirs) is { } text && (ours.ValueEquals(text) || IsSameText(ours.GetString()!, text, name)),
            _ => true,
        };
    }

    private static bool IsSameText(string ours, string theirs, string name) => name == "reference"
        ? IsOpen(ours) || theirs.EndsWith($"/{ours}", StringComparison.Ordinal) || theirs.StartsWith($"{ours}/_history/", StringComparison.Ordinal)
        : Instant(ours) is { } mine && mine == Instant(theirs);

    private static bool IsShortened(JsonElement ours, JsonElement theirs)
    {
        if (ours.ValueKind != JsonValueKind.String || theirs.ValueKind != JsonValueKind.String)
            return false;
        if (JsonFault.Text(theirs) is not { } there)
            return false;
        var sent = ours.GetString()!;
        var kept = there.AsSpan().TrimEnd().TrimEnd('.').TrimEnd('\u2026').TrimEnd();
        return kept.Length > 0 && (sent.AsSpan().StartsWith(kept, StringComparison.Ordinal) || there == GmtDate.Of(sent));
    }

    // Without a zone a time is no instant.
    private static DateTimeOffset? Instant(string text) =>
        text.Length is >= 17 and <= 40 && text[10] == 'T' && (text[^1] == 'Z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : null;

    private static bool IsOpen(JsonElement reference) => reference.ValueKind == JsonValueKind.String && IsOpen(reference.GetString()!);

    private static bool IsOpen(string reference) => reference.StartsWith("urn:uuid:", StringComparison.Ordinal);
}
