using System.Text.Json;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Validation;
using Microsoft.AspNetCore.WebUtilities;

namespace FhirAdapter.Sandbox.Bundles;

/// <summary>Writes the <c>response</c> of a Bundle entry.</summary>
internal static class EntryResponse
{
    /// <summary>Writes the property <c>response</c> into the entry object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, FhirResponse response)
    {
        writer.WriteStartObject("response");
        writer.WriteString("status", $"{response.Status} {ReasonPhrases.GetReasonPhrase(response.Status)}".TrimEnd());
        if (response.Location is not null) writer.WriteString("location", response.Location);
        if (response.ETag is not null) writer.WriteString("etag", response.ETag);
        if (response.LastModified is { } modified) writer.WriteString("lastModified", FhirTime.Text(modified));
        if (response is { BodyIsOutcome: true, Body: not null })
        {
            writer.WritePropertyName("outcome");
            writer.WriteRawValue(response.Body, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    /// <summary>A whole transaction-response or batch-response, the entries in the order of the request.</summary>
    public static byte[] Bundle(string type, IReadOnlyList<FhirResponse> responses) => JsonBytes.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", "Bundle");
        writer.WriteString("type", type);
        if (responses.Count > 0)
        {
            writer.WriteStartArray("entry");
            foreach (var response in responses)
            {
                writer.WriteStartObject();
                if (response is { BodyIsOutcome: false, Body: not null })
                {
                    writer.WritePropertyName("resource");
                    writer.WriteRawValue(response.Body, skipInputValidation: true);
                }

                Write(writer, response);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });
}
