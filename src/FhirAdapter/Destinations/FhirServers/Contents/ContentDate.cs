using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Contents;

/// <summary>By which date a person finds a resource again. Pure.</summary>
internal static class ContentDate
{
    private const int ToTheMinute = 16;

    private static readonly string[] Elements =
        ["performedDateTime", "performedPeriod", "effectiveDateTime", "effectivePeriod", "recordedDate", "onsetDateTime", "date", "authored"];

    /// <summary>The date, with hour and minute where there are such; <see langword="null"/> where the resource has none.</summary>
    public static string? Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var name in Elements)
        {
            if (!document.RootElement.TryGetProperty(name, out var date))
                continue;
            if (date.ValueKind == JsonValueKind.Object && !date.TryGetProperty("start", out date))
                continue;
            if (JsonFault.Text(date) is { Length: > 0 } text)
                return text[..Math.Min(text.Length, ToTheMinute)].Replace('T', ' ');
        }
        return null;
    }
}
