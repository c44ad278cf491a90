namespace FhirAdapter.Records.PainScores;

/// <summary>What the CodeSystem <c>instrument</c> says of one instrument.</summary>
/// <param name="Form">The form of its values: <c>quantity</c>, <c>integer</c> or <c>words</c>.</param>
/// <param name="Category">The Observation's category: <c>survey</c> or <c>exam</c>.</param>
/// <param name="Answers">The own code system of its answers, for an instrument of words.</param>
/// <param name="Unit">The first unit its values may have, the unit of <paramref name="Min"/> and <paramref name="Max"/>.</param>
/// <param name="Min">The least value.</param>
/// <param name="Max">The greatest value.</param>
internal sealed record Instrument(string Form, string Category, string? Answers, string? Unit, decimal? Min, decimal? Max)
{
    /// <summary>
    /// Whether least and greatest value are the ends of a scale that the value can only be read against. Of an angle or a pressure they are
    /// only
    /// the bounds of what is believed.
    /// </summary>
    public bool IsScale => Min is not null && Max is not null && (Category == "survey" || Unit == "{score}");

    /// <summary>The greatest value in a unit: a visual analogue line of 100 mm is one of 10 cm, and a percentage ends at 100.</summary>
    public decimal? MaxIn(string? unit) => (Unit, unit) switch
    {
        ("mm", "cm") => Max / 10,
        ("{score}", "%") => 100,
        _ => Max,
    };
}
