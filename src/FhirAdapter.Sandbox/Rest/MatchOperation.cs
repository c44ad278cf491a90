using System.Text.Json;
using FhirAdapter.Sandbox.Search;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>
/// <c>Patient/$match</c> (R4 patient-operation-match) by identifier alone: one patient who bears one of the identifiers sent is certain,
/// of several each is probable.
/// </summary>
internal sealed class MatchOperation(Uri baseAddress)
{
    private const string Grade = "http://hl7.org/fhir/StructureDefinition/match-grade";

    public FhirResponse Run(StoreState state, FhirRequest request)
    {
        if (Parse(request.Body).Failed(out var failure, out var asked)) return FhirResponse.Of(failure);
        var tokens = asked.Tokens.ToArray();
        var found = tokens.Length == 0 ? [] : new SearchQuery("Patient", [new IdentifierClause("Patient", tokens)], Paging.DefaultPageSize, CountOnly: false, []).Run(state).ToList();
        if (found.Count > 1 && asked.OnlyCertain) found.Clear();
        return FhirResponse.Of(200, JsonBytes.Of(writer =>
        {
            BundleHead.Write(writer, "searchset", found.Count, baseAddress, "Patient/$match", next: null);
            if (found.Count > 0)
            {
                writer.WriteStartArray("entry");
                foreach (var patient in found) Entry(writer, patient, isCertain: found.Count == 1);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }));
    }

    private void Entry(Utf8JsonWriter writer, ResourceVersion patient, bool isCertain)
    {
        writer.WriteStartObject();
        writer.WriteString("fullUrl", $"{baseAddress.AbsoluteUri}/{patient.Key}");
        writer.WritePropertyName("resource");
        writer.WriteRawValue(patient.Json, skipInputValidation: true);
        writer.WriteStartObject("search");
        writer.WriteStartArray("extension");
        writer.WriteStartObject();
        writer.WriteString("url", Grade);
        writer.WriteString("valueCode", isCertain ? "certain" : "probable");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("mode", "match");
        writer.WriteNumber("score", isCertain ? 1m : 0.5m);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static Answer<Asked> Parse(ReadOnlyMemory<byte> body)
    {
        if (ResourceParser.Parse(body).Failed(out var failure, out _)) return failure;
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.GetProperty("resourceType").GetString() != "Parameters") return Refused();
        List<IdentifierToken>? tokens = null;
        var onlyCertain = false;
        foreach (var parameter in Items(document.RootElement, "parameter"))
        {
            switch (parameter.GetProperty("name").GetString())
            {
                case "resource" when parameter.TryGetProperty("resource", out var patient) && patient.GetProperty("resourceType").GetString() == "Patient":
                    tokens = [.. Items(patient, "identifier").Select(Token).OfType<IdentifierToken>()];
                    break;
                case "onlyCertainMatches" when parameter.TryGetProperty("valueBoolean", out var value):
                    onlyCertain = value.GetBoolean();
                    break;
                case "count":
                    break;
                default:
                    return Refused();
            }
        }

        return tokens is null ? Refused() : new Asked(tokens, onlyCertain);
    }

    private static IdentifierToken? Token(JsonElement identifier) =>
        identifier.TryGetProperty("value", out var value)
            ? new IdentifierToken(identifier.TryGetProperty("system", out var system) ? system.GetString() : "", value.GetString())
            : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var array) ? array.EnumerateArray() : default;

    private static FhirFailure Refused() => FhirFailure.Of(
        400, "required", "The body must be Parameters with a Patient named resource; onlyCertainMatches is a valueBoolean.");

    private sealed record Asked(IReadOnlyList<IdentifierToken> Tokens, bool OnlyCertain);
}
