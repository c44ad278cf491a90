using System.Text.Json;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>A score lies on its scale, in the scale's unit.</summary>
internal static class Scales
{
    public static IEnumerable<string> Faults(JsonElement resource)
    {
        if (!resource.TryGetProperty("referenceRange", out var ranges) || ValueOf(resource) is not { } value)
            yield break;
        foreach (var range in ranges.EnumerateArray())
        {
            var (low, high) = (range.GetProperty("low"), range.GetProperty("high"));
            if (value.Number < low.GetProperty("value").GetDecimal() || value.Number > high.GetProperty("value").GetDecimal())
                yield return "Observation.value: outside its scale";
            // A whole number has no unit to differ.
            if (value.Unit is not null && (value.Unit != Unit(low) || value.Unit != Unit(high)))
                yield return "Observation.value: in another unit than its scale";
        }
    }

    private static (decimal Number, string? Unit)? ValueOf(JsonElement resource) =>
        resource.TryGetProperty("valueQuantity", out var quantity) ? (quantity.GetProperty("value").GetDecimal(), Unit(quantity))
        : resource.TryGetProperty("valueInteger", out var integer) && integer.ValueKind == JsonValueKind.Number ? (integer.GetDecimal(), null)
        : null;

    private static string? Unit(JsonElement quantity) => quantity.TryGetProperty("code", out var code) ? code.GetString() : null;
}
