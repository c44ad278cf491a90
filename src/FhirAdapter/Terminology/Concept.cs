using System.Globalization;

namespace FhirAdapter.Terminology;

/// <summary>One code of an own code system.</summary>
/// <param name="Code">The code.</param>
/// <param name="Display">What it is called; in English where nothing else is asked for.</param>
/// <param name="Properties">Its properties by name, each with one or more values.</param>
internal sealed record Concept(string Code, string Display, ILookup<string, string> Properties)
{
    /// <summary>The first value of a property, where there is one.</summary>
    public string? Property(string name) => Properties[name].FirstOrDefault();

    /// <summary>The first value of a property as a number, where there is one.</summary>
    public decimal? Number(string name) =>
        Property(name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}
