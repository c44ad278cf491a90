using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>An element that does not go, or is not kept as it goes.</summary>
/// <param name="Path">Where it stood.</param>
/// <param name="Element">What stood there.</param>
/// <param name="Reason">Why: a code of <see cref="LossReason"/>.</param>
internal sealed record LostElement(string Path, Base Element, string Reason)
{
    /// <summary>Whether something else stands in its place.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>Whether it goes, and the server keeps a part of it.</summary>
    public bool IsKeptInPart { get; init; }

    /// <summary>Whether a text says all that it does; <see langword="null"/> while that is not known.</summary>
    public bool? IsSaid { get; set; }
}
