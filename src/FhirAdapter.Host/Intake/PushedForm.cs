using FhirAdapter.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FhirAdapter.Host.Intake;

/// <summary>Tells from its head how a request's body is laid out.</summary>
internal static class PushedForm
{
    /// <summary>The media types that are taken, as the header Accept-Post lists them.</summary>
    public const string Accepted = "application/json, application/x-ndjson";

    /// <summary>The layout, or <see langword="null"/> for one that is not taken: another type, another charset, or anything compressed.</summary>
    public static IntakeForm? Of(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Any(coding => !string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase))
            || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)))
            return null;
        return type.MediaType.Value?.ToUpperInvariant() switch
        {
            "APPLICATION/JSON" => IntakeForm.Json,
            "APPLICATION/X-NDJSON" => IntakeForm.NdJson,
            _ => null,
        };
    }
}
