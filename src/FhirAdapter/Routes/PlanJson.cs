using System.Buffers;
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
            foreach (var code in planned.Changes.GroupBy(change => change.Code).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(code.Key);
                // There are only so many elements; the bound is for what nobody thought of.
                foreach (var element in code.CountBy(change => change.Element).OrderBy(each => each.Key, StringComparer.Ordinal).Take(MostElements))
                    json.WriteNumber(element.Key, element.Value);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
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
