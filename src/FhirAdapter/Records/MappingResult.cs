using FhirAdapter.Failures;

namespace FhirAdapter.Records;

/// <summary>What mapping a record gave: all its resources, or one reason why there are none.</summary>
internal abstract record MappingResult
{
    private MappingResult()
    {
    }

    /// <summary>The resources, each after those it refers to, and what could not be coded.</summary>
    /// <param name="Resources">At least one, with exactly one main resource.</param>
    /// <param name="Losses">What went out as own code and text only, or not at all.</param>
    public sealed record Mapped(IReadOnlyList<MappedResource> Resources, IReadOnlyList<MappingLoss> Losses) : MappingResult;

    /// <summary>The record cannot become FHIR; nothing of it is sent.</summary>
    /// <param name="Failure">The field and what was expected there.</param>
    public sealed record Unmappable(Failure Failure) : MappingResult;
}
