using System.Globalization;
using System.Text.Json;

namespace FhirAdapter.Host.Output;

/// <summary>The plan that the ledger keeps with a delivery, as lines for a person.</summary>
internal static class StoredPlan
{
    /// <summary>Who planned and which way, then a line for each thing that is done: what is sent, and what of the record is dropped, moved or said in text.</summary>
    /// <param name="json">As the journal has it.</param>
    public static IEnumerable<string> Lines(string json)
    {
        using var plan = JsonDocument.Parse(json);
        var heads = plan.RootElement.EnumerateObject().Where(each => each.Value.ValueKind != JsonValueKind.Object).Select(each => $"{each.Name} {each.Value}");
        yield return string.Join(", ", heads);
        foreach (var done in plan.RootElement.EnumerateObject().Where(each => each.Value.ValueKind == JsonValueKind.Object))
            yield return $"  {done.Name.Replace('-', ' ')}: {string.Join(", ", done.Value.EnumerateObject().Select(Counted))}";
    }

    private static string Counted(JsonProperty each) =>
        each.Value.ToString() == "1" ? each.Name : string.Create(CultureInfo.InvariantCulture, $"{each.Name} ({each.Value})");
}
