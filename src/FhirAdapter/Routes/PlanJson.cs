using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FhirAdapter.Routes;

/// <summary>A plan for the ledger: the profile, the way, what goes, and how often each element met what. It holds types and names of elements only.</summary>
internal static class PlanJson
{
    private const int MostElements = 100;

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
}
