using System.Runtime.InteropServices;
using System.Text.Json;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Search;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Bundles;

/// <summary>A batch or transaction whose envelope has been checked; the resources in it are still bytes.</summary>
internal sealed record BundleRequest(bool IsTransaction, IReadOnlyList<BundleEntry> Entries)
{
    private static readonly JsonDocumentOptions JsonRules = new() { MaxDepth = 68, AllowDuplicateProperties = false };

    public static Answer<BundleRequest> Parse(ReadOnlyMemory<byte> body, SandboxOptions options)
    {
        try
        {
            using var document = JsonDocument.Parse(body, JsonRules);
            return Parse(document.RootElement, options);
        }
        catch (JsonException e)
        {
            return FhirFailure.Of(400, "structure", "The body is not one well-formed JSON object in UTF-8 without duplicate properties "
                + $"(line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or bytes that are not UTF-8: System.Text.Json notices when the text is asked for.
            return FhirFailure.Of(400, "structure", "A string in the Bundle is not valid Unicode.");
        }
    }

    private static Answer<BundleRequest> Parse(JsonElement root, SandboxOptions options)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("resourceType", out var named) || !IsText(named, "Bundle"))
            return FhirFailure.Of(400, "value", "What is sent to the base must be a Bundle.");
        JsonElement[] entries = root.TryGetProperty("entry", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
        if (entries.Length > options.MaxBundleEntries)
            return FhirFailure.Of(413, "too-costly", $"The Bundle has more entries than the server takes at once ({options.MaxBundleEntries}).", "Bundle.entry");

        // The envelope is checked by the SDK without the resources: in a batch each of them stands or falls alone.
        if (ResourceParser.Parse(JsonBytes.Of(writer => WithoutResources(writer, root))).Failed(out var failure, out var envelope)) return failure;
        var type = envelope.Root.GetProperty("type").GetString();
        if (type is not ("transaction" or "batch")) return FhirFailure.Of(400, "value", "Bundle.type must be transaction or batch.", "Bundle.type");

        var read = new List<BundleEntry>(entries.Length);
        for (var index = 0; index < entries.Length; index++)
        {
            if (Entry(index, entries[index]).Failed(out var refused, out var entry)) return refused.InEntry(index);
            read.Add(entry);
        }

        return new BundleRequest(type == "transaction", read);
    }

    private static bool IsText(JsonElement element, string text) => element.ValueKind == JsonValueKind.String && element.ValueEquals(text);

    private static void WithoutResources(Utf8JsonWriter writer, JsonElement root)
    {
        writer.WriteStartObject();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name != "entry" || property.Value.ValueKind != JsonValueKind.Array)
            {
                property.WriteTo(writer);
                continue;
            }

            writer.WriteStartArray("entry");
            foreach (var entry in property.Value.EnumerateArray())
            {
                if (entry.ValueKind != JsonValueKind.Object)
                {
                    entry.WriteTo(writer);
                    continue;
                }

                writer.WriteStartObject();
                foreach (var part in entry.EnumerateObject().Where(part => part.Name != "resource")) part.WriteTo(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static Answer<BundleEntry> Entry(int index, JsonElement entry)
    {
        var fullUrl = Text(entry, "fullUrl");
        if (!entry.TryGetProperty("request", out var request)) return FhirFailure.Of(400, "invariant", "bdl-3: the entry needs a request.");
        if (fullUrl?.Contains("/_history/", StringComparison.Ordinal) == true) return FhirFailure.Of(400, "invariant", "bdl-8: fullUrl must not name a version.");
        var verb = Text(request, "method")!;
        var url = Text(request, "url")!;
        var cut = url.IndexOf('?', StringComparison.Ordinal);
        var path = cut < 0 ? url : url[..cut];
        return new BundleEntry(index, fullUrl, new FhirRequest
        {
            Verb = verb == "HEAD" ? "GET" : verb,
            Segments = [.. path.Split('/').Select(Uri.UnescapeDataString)],
            Query = cut < 0 ? [] : QueryPair.Parse(url[cut..]),
            Body = entry.TryGetProperty("resource", out var resource) ? JsonMarshal.GetRawUtf8Value(resource).ToArray() : default,
            IfMatch = Text(request, "ifMatch"),
            IfNoneMatch = Text(request, "ifNoneMatch"),
            IfNoneExist = Text(request, "ifNoneExist"),
        });
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() : null;
}
