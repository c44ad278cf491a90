using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.Outcomes;

/// <summary>Finds what a server's answer means where its kind has words of its own. Texts are compared and never kept: they can echo a patient's data.</summary>
internal static class KnownAnswers
{
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 64 };

    /// <summary>What the answer to a single request means; nothing where FHIR says it.</summary>
    public static KnownAnswer? Of(WriteProfile? profile, int status, ReadOnlyMemory<byte> body)
    {
        if (profile is null || profile.Answers.Count == 0)
            return null;
        using var document = Parse(body);
        return Of(profile, status, document?.RootElement ?? default);
    }

    /// <summary>What the answers to the entries of a bundle mean, by their place; empty where none has words of its own.</summary>
    public static IReadOnlyDictionary<int, KnownAnswer> OfEach(WriteProfile? profile, IReadOnlyList<int> statuses, ReadOnlyMemory<byte> body)
    {
        var known = new Dictionary<int, KnownAnswer>();
        if (profile is null || profile.Answers.Count == 0)
            return known;
        using var document = Parse(body);
        if (document is null)
            return known;
        var place = 0;
        foreach (var entry in Items(document.RootElement, "entry"))
        {
            if (place < statuses.Count && Of(profile, statuses[place], Member(Member(entry, "response"), "outcome")) is { } answer)
                known[place] = answer;
            place++;
        }
        return known;
    }

    private static KnownAnswer? Of(WriteProfile profile, int status, JsonElement outcome)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        List<string> texts = [];
        foreach (var issue in Items(outcome, "issue"))
        {
            Add(codes, issue, "code");
            Add(texts, issue, "diagnostics");
            var details = Member(issue, "details");
            Add(texts, details, "text");
            foreach (var coding in Items(details, "coding"))
            {
                Add(codes, coding, "code");
                Add(texts, coding, "display");
            }
        }
        return profile.AnswerOf(status, codes, words => texts.Exists(text => text.Contains(words, StringComparison.OrdinalIgnoreCase)));
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.IsEmpty ? null : JsonDocument.Parse(body, Depth);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Add(ICollection<string> texts, JsonElement parent, string name)
    {
        if (JsonFault.Text(parent, name) is { } text)
            texts.Add(text);
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;
}
