using FhirAdapter.Terminology.Overlays;

namespace FhirAdapter.Terminology;

/// <summary>All that the mapping knows of codes: what is shipped, and over it what the operator's folder says.</summary>
/// <param name="CodeSystems">The own code systems.</param>
/// <param name="ConceptMaps">What their codes are called elsewhere.</param>
/// <param name="Warnings">One line each on what is used but could not be checked.</param>
internal sealed record TerminologySet(CodeSystems CodeSystems, ConceptMaps ConceptMaps, IReadOnlyList<string> Warnings)
{
    /// <summary>What is shipped and nothing else.</summary>
    public static TerminologySet Shipped { get; } = new(CodeSystems.Embedded, ConceptMaps.Embedded, []);

    /// <summary>What is shipped with the operator's folder over it, where the options name one.</summary>
    /// <param name="options">The options.</param>
    /// <param name="errors">One line for each fault: file, element, mend. Where there are any, what is shipped comes back alone.</param>
    public static TerminologySet Load(TerminologyOptions options, out IReadOnlyList<string> errors)
    {
        errors = [];
        if (string.IsNullOrEmpty(options.OverlayFolder))
            return Shipped;
        var faults = new OverlayFaults();
        var overlay = OverlayFolder.Read(options.OverlayFolder, Shipped.CodeSystems, faults);
        errors = faults.Errors;
        return errors.Count > 0
            ? Shipped
            : new TerminologySet(Shipped.CodeSystems.With(overlay.Displays), Shipped.ConceptMaps.With(overlay.Elements), faults.Warnings);
    }
}
