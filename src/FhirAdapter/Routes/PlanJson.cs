using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirAdapter.Routes;

/// <summary>A plan for the ledger: the profile, the way, what goes, and how often each element met what. It holds types and names of elements only.</summary>
internal static class PlanJson
{
    private const int MostElements = 100;

    private static readonly JsonSerializerOptions Compactly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string profile, PlannedRecord planned)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("profile", profile);
            if (planned.Failure is null or { Code: Failures.FailureCode.UnacceptableLoss })
                json.WriteString("way", RouteCode.Of(planned.Way));
            json.WriteStartObject("sends");
            foreach (var type in planned.Resources.Where(r => r.Role != Records.ResourceRole.Party).CountBy(r => r.Resource.TypeName))
                json.WriteNumber(type.Key, type.Value);
            json.WriteEndObject();
            foreach (var (code, often) in CountedByCode(planned.Changes))
            {
                json.WriteStartObject(code);
                string[] elements = [.. often.Keys];
                Array.Sort(elements, StringComparer.Ordinal);
                // There are only so many elements; the bound is for what nobody thought of.
                foreach (var element in elements.AsSpan(0, Math.Min(elements.Length, MostElements)))
                    json.WriteNumber(element, often[element]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static SortedDictionary<string, Dictionary<string, int>> CountedByCode(IReadOnlyList<PlannedChange> changes)
    {
        var byCode = new SortedDictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        (string? Code, Dictionary<string, int>? Often) last = default;
        foreach (var change in changes)
        {
            // Much of the same comes one after the other.
            if (!ReferenceEquals(change.Code, last.Code))
            {
                if (!byCode.TryGetValue(change.Code, out var often))
                    byCode[change.Code] = often = new Dictionary<string, int>(StringComparer.Ordinal);
                last = (change.Code, often);
            }

            CollectionsMarshal.GetValueRefOrAddDefault(last.Often!, change.Element, out _)++;
        }

        return byCode;
    }

    /// <summary>A plan as it was carried out, where resources did not go that only the server's own word could rule out.</summary>
    /// <param name="plan">What <see cref="Of"/> gave.</param>
    /// <param name="leftOut">The types of those, once each.</param>
    public static string Without(string plan, IReadOnlyList<string> leftOut)
    {
        var json = JsonNode.Parse(plan)!.AsObject();
        foreach (var type in leftOut)
        {
            json["sends"]?.AsObject().Remove(type);
            if (json[PlannedChange.Added] is JsonObject added && added.Remove(type) && added.Count == 0)
                json.Remove(PlannedChange.Added);
            if (json[PlannedChange.Dropped] is not JsonObject dropped)
                json[PlannedChange.Dropped] = dropped = [];
            dropped[type] = 1;
        }

        return json.ToJsonString(Compactly);
    }
}
