using System.Text.Encodings.Web;
using System.Text.Json;

namespace FhirAdapter.Sandbox.Pages;

/// <summary>A FHIR answer for a person: the JSON, indented and encoded.</summary>
internal static class ResourcePage
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string path, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return Html.Page(path, $"""
            <p><a href="/">FhirAdapter sandbox</a></p>
            <h1>{Html.Encode(path)}</h1>
            <pre>{Html.Encode(JsonSerializer.Serialize(document.RootElement, Indented))}</pre>
            """);
    }
}
