using System.Text.Json;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>
/// Invariants of R4 data types that the SDK does not check, recognised by the shape of the JSON object:
/// per-1, rng-2, qty-3, ext-1, ref-1 has its own place. The text is constant, so that no value is repeated.
/// </summary>
internal static class ElementRules
{
    public static IEnumerable<string> Broken(JsonElement element, string? name)
    {
        if (element.TryGetProperty("start", out var start) && element.TryGetProperty("end", out var end) && IsAfter(start, end))
            yield return "per-1: a period must not end before it starts.";
        if (element.TryGetProperty("low", out var low) && element.TryGetProperty("high", out var high) && IsMore(low, high))
            yield return "rng-2: low must not be greater than high.";
        if (element.TryGetProperty("code", out var unit) && unit.ValueKind == JsonValueKind.String
            && element.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number && !element.TryGetProperty("system", out _))
            yield return "qty-3: a unit code needs its system.";
        if (name is "extension" or "modifierExtension" && HasValue(element) == element.TryGetProperty("extension", out _))
            yield return "ext-1: an extension has either a value or extensions, not both and not neither.";
    }

    /// <summary>Compares as FHIRPath does: where the precisions differ, only what both have counts, and doubt is no fault.</summary>
    internal static bool IsAfter(JsonElement start, JsonElement end)
    {
        if (start.ValueKind != JsonValueKind.String || end.ValueKind != JsonValueKind.String) return false;
        var (from, to) = (start.GetString()!, end.GetString()!);
        if (from.Contains('T', StringComparison.Ordinal) && to.Contains('T', StringComparison.Ordinal))
            return FhirTime.TryInstant(from, out var a) && FhirTime.TryInstant(to, out var b) && a > b;
        var shared = Math.Min(Math.Min(from.Length, to.Length), "yyyy-MM-dd".Length);
        return string.CompareOrdinal(from, 0, to, 0, shared) > 0;
    }

    private static bool IsMore(JsonElement low, JsonElement high) =>
        Number(low) is { } from && Number(high) is { } to && from > to && Text(low, "code") == Text(high, "code");

    private static decimal? Number(JsonElement quantity) =>
        quantity.ValueKind == JsonValueKind.Object && quantity.TryGetProperty("value", out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static bool HasValue(JsonElement extension) =>
        extension.EnumerateObject().Any(property => property.Name.TrimStart('_').StartsWith("value", StringComparison.Ordinal));
}
