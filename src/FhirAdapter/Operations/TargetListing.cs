using FhirAdapter.Terminology;

namespace FhirAdapter.Operations;

/// <summary>One code that an own code goes out as.</summary>
/// <param name="System">The code system's URI.</param>
/// <param name="SystemName">What people call it; the URI where it is not known.</param>
/// <param name="Code">The code.</param>
/// <param name="Display">Its name there, where it is sent.</param>
/// <param name="Equivalence">How it relates to the own code (FHIR R4 concept-map-equivalence).</param>
/// <param name="OnlyFor">What it is right for, such as a unit or a number of muscles; <see langword="null"/> where always.</param>
/// <param name="Origin">The operator's file it comes from; <see langword="null"/> for what is shipped.</param>
public sealed record TargetListing(
    string System, string SystemName, string Code, string? Display, string Equivalence, string? OnlyFor, string? Origin)
{
    internal static TargetListing Of(Translation translation) => new(
        translation.System,
        TargetSystem.Find(translation.System)?.Name ?? translation.System,
        translation.Code,
        translation.Display,
        translation.Equivalence,
        string.Join(", ", new[] { translation.Unit, translation.Muscles?.ToString() }.OfType<string>()) is { Length: > 0 } condition ? condition : null,
        translation.Origin);
}
