namespace FhirAdapter.Terminology.Overlays;

/// <summary>What one file says of one own code in one target system. It stands in the place of all that is shipped of the two.</summary>
/// <param name="Source">The URL of the own code system.</param>
/// <param name="Code">The own code.</param>
/// <param name="Target">The URI of the target system.</param>
/// <param name="Translations">The targets; none takes the shipped ones away.</param>
/// <param name="File">The file's name.</param>
internal sealed record OverlayElement(string Source, string Code, string Target, IReadOnlyList<Translation> Translations, string File);
