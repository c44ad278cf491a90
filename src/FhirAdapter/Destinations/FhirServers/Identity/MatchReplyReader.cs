using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>Reads the answer to <c>$match</c>: how many patients the server is certain of, and which is the first. Pure.</summary>
/// <remarks>
/// Certain is what the extension match-grade calls <c>certain</c>, or, where there is no grade, a score of 1. One who bears another identifier
/// of the system that was asked for, and not the one asked for, is somebody else, however certain the server is.
/// </remarks>
internal static class MatchReplyReader
{
    private const string Grade = "http://hl7.org/fhir/StructureDefinition/match-grade";

    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 64 };

    /// <summary>The answer; <see langword="null"/> where the bytes are no whole searchset of patients.</summary>
    public static SearchAnswer? Read(ReadOnlyMemory<byte> body, ResourceIdentity patient)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Depth);
            var root = document.RootElement;
            if (Text(root, "resourceType") != "Bundle" || Text(root, "type") != "searchset")
                return null;
            var answer = default(SearchAnswer);
            foreach (var entry in Items(root, "entry"))
            {
                if (!entry.TryGetProperty("resource", out var resource) || Text(resource, "resourceType") == "OperationOutcome")
                    continue;
                if (Text(resource, "resourceType") != "Patient" || Text(resource, "id") is not { } id || !RemoteId.IsId(id))
                    return null;
                if (IsCertain(entry) && !IsAnother(resource, patient))
                    answer = new SearchAnswer(answer.Matches + 1, answer.Remote ?? new RemoteId("Patient", id, null));
            }
            return answer;
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return null;
        }
    }

    private static bool IsCertain(JsonElement entry)
    {
        if (!entry.TryGetProperty("search", out var search))
            return false;
        foreach (var extension in Items(search, "extension"))
        {
            if (Text(extension, "url") == Grade)
                return Text(extension, "valueCode") == "certain";
        }
        return search.TryGetProperty("score", out var score) && score.TryGetDecimal(out var value) && value == 1;
    }

    private static bool IsAnother(JsonElement resource, ResourceIdentity patient)
    {
        var values = Items(resource, "identifier").Where(each => Text(each, "system") == patient.System).Select(each => Text(each, "value")).ToList();
        return values.Count > 0 && !values.Contains(patient.Value, StringComparer.Ordinal);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : default;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? JsonFault.Text(value) : null;
}
