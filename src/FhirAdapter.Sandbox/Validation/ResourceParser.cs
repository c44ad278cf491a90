using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>
/// Bytes to <see cref="ParsedResource"/>: JSON, then the SDK in strict mode (both 400), then the rules the SDK does not know (422).
/// </summary>
internal static class ResourceParser
{
    private const int MaxDepth = 64;

    private static readonly FhirJsonDeserializer Strict = new(new DeserializerSettings().UsingMode(DeserializationMode.Strict));

    private static readonly JsonDocumentOptions JsonRules = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses and checks one resource; <paramref name="body"/> must outlive the result.</summary>
    public static Answer<ParsedResource> Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            // Not disposed: the elements are read until the resource is stored, and the garbage collector takes them then.
            return Check(body, JsonDocument.Parse(body, JsonRules).RootElement);
        }
        catch (JsonException e)
        {
            return NotJson($"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            // Thrown by System.Text.Json for half a surrogate pair, which is well-formed JSON but no text.
            return NotJson("a string is not valid Unicode");
        }
    }

    private static FhirFailure NotJson(string where) =>
        FhirFailure.Of(400, "structure", $"The body is not one well-formed JSON object in UTF-8 without duplicate properties, at most {MaxDepth} deep ({where}).");

    private static Answer<ParsedResource> Check(ReadOnlyMemory<byte> body, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return FhirFailure.Of(400, "structure", "The body must be a JSON object: one FHIR resource.");
        if (!root.TryGetProperty("resourceType", out var named) || named.ValueKind != JsonValueKind.String)
            return FhirFailure.Of(400, "structure", "The resource has no resourceType.");
        var type = named.GetString()!;
        if (!ModelInfo.IsKnownResource(type)) return FhirFailure.Of(400, "structure", "The resourceType is not known in FHIR R4.");

        if (CheckBySdk(body.Span, type) is { } failure) return failure;

        var walk = ResourceWalk.Through(root, type);
        if (walk.Malformed.Count > 0) return new FhirFailure(400, walk.Malformed);
        Issue[] broken = [.. walk.Broken, .. ResourceInvariants.Check(type, root), .. RequiredBindings.Check(type, root)];
        if (broken.Length > 0) return new FhirFailure(422, broken);

        var id = root.TryGetProperty("id", out var given) ? given.GetString() : null;
        return new ParsedResource(type, id, root, walk.Identifiers, walk.References);
    }

    private static FhirFailure? CheckBySdk(ReadOnlySpan<byte> body, string type)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return Strict.TryDeserializeResource(ref reader, out _, out var found) ? null : new FhirFailure(400, SdkIssues.From(found, type));
        }
        catch (Exception e) when (e is not (JsonException or InvalidOperationException))
        {
            // SDK 6.8.0 throws, rather than reports, on some malformed content (IndexOutOfRangeException on an empty property name).
            return FhirFailure.Of(400, "structure", "The resource cannot be read as FHIR R4.", type);
        }
    }
}
