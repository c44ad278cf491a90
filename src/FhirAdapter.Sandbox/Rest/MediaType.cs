using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>Which representation a client sends and wants: FHIR JSON, and HTML for a person with a browser.</summary>
internal static class MediaType
{
    public const string FhirJson = "application/fhir+json; fhirVersion=4.0; charset=utf-8";
    public const string Html = "text/html; charset=utf-8";

    private static readonly string[] Json = ["application/fhir+json", "application/json", "text/json"];

    /// <summary>What to answer in, or null when nothing that is acceptable can be had (406).</summary>
    public static string? Answer(HttpRequest request)
    {
        // "+" in an address that was not encoded arrives as a space; R4 http.html asks servers to bear with it.
        var format = request.Query["_format"].ToString().Replace(' ', '+');
        if (format.Length > 0) return format == "json" || (MediaTypeHeaderValue.TryParse(format, out var asked) && IsJson(asked)) ? FhirJson : null;
        if (request.Headers.Accept.Count == 0) return FhirJson;
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) return null;
        foreach (var type in accepted.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.MatchesAllTypes || IsJson(type) || type.MediaType == "application/*") return FhirJson;
            if (type.MediaType == "text/html" && !HttpMethods.IsPost(request.Method) && !HttpMethods.IsPut(request.Method)) return Html;
        }

        return null;
    }

    /// <summary>Whether a body of this type can be read as FHIR R4 JSON.</summary>
    public static bool CanRead(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type) && IsJson(type);

    public static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType == "application/x-www-form-urlencoded";

    private static bool IsJson(MediaTypeHeaderValue type) =>
        Json.Any(known => type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && type.Parameters.All(parameter => parameter.Name != "fhirVersion" || parameter.Value is { } version && HeaderUtilities.RemoveQuotes(version) == "4.0");
}
