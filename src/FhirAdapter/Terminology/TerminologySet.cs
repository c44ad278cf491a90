using FhirAdapter.Terminology.Overlays;

namespace FhirAdapter.Terminology;

/// <summary>All that the mapping knows of codes: what is shipped, and over it what the operator's folder says.</summary>
/// <param name="CodeSystems">The own code systems.</param>
/// <param name="ConceptMaps">What their codes are called elsewhere.</param>
/// <param name="Language">The language that the codes are called in.</param>
/// <param name="Warnings">One line each on what is used but could not be checked.</param>
internal sealed record TerminologySet(CodeSystems CodeSystems, ConceptMaps ConceptMaps, string Language, IReadOnlyList<string> Warnings)
{
    private const string English = "en";

    /// <summary>What is shipped and nothing else.</summary>
    public static TerminologySet Shipped { get; } = new(CodeSystems.Embedded, ConceptMaps.Embedded, English, []);

    /// <summary>The languages that codes can be called in.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Displays.Languages.Append(English).Order(StringComparer.Ordinal)];

    /// <summary>What is shipped, in the language of the options, with the operator's folder over it, where the options name one.</summary>
    /// <param name="options">The options.</param>
    /// <param name="errors">One line for each fault: setting, file, element, mend. Where there are any, what is shipped comes back alone.</param>
    public static TerminologySet Load(TerminologyOptions options, out IReadOnlyList<string> errors)
    {
        errors = [];
        if (options is { Language: English, OverlayFolder: null or "" })
            return Shipped;
        var faults = new OverlayFaults();
        var overlay = string.IsNullOrEmpty(options.OverlayFolder) ? new Overlay() : OverlayFolder.Read(options.OverlayFolder, Shipped.CodeSystems, faults);
        errors = [.. LanguageFaults(options), .. faults.Errors];
        if (errors.Count > 0)
            return Shipped;
        var named = options.Language == English ? Shipped.CodeSystems : Shipped.CodeSystems.With(Displays.In(options.Language));
        return new TerminologySet(named.With(overlay.Displays), Shipped.ConceptMaps.With(overlay.Elements), options.Language, faults.Warnings);
    }

    private static IEnumerable<string> LanguageFaults(TerminologyOptions options) =>
        Languages.Contains(options.Language, StringComparer.Ordinal) ? [] : [$"FhirAdapter:Terminology:Language must be one of {string.Join(", ", Languages)}."];
}
