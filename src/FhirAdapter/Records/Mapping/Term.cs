using FhirAdapter.Records.Mapping.Json;
using FhirAdapter.Terminology;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>One own code, ready to be put into resources.</summary>
/// <param name="Display">What it is called, in the language of the mapping.</param>
/// <param name="Codings">The own coding, then its translations, each with the unit or the number of muscles it is bound to. Shared by all
/// resources, never to be changed.</param>
internal sealed record Term(string Display, IReadOnlyList<(Coding Coding, string? Unit, MuscleCount? Muscles)> Codings)
{
    /// <summary>
    /// The term as a CodeableConcept that is called what the code is called. Shared by all resources, never to be changed: a record names
    /// dozens of
    /// codes, and a copy of each would be most of the cost of mapping.
    /// </summary>
    public CodeableConcept Concept { get; } = SharedElements.Share(
        new CodeableConcept { Coding = [.. Codings.Where(c => c.Unit is null && c.Muscles is null).Select(c => c.Coding)], Text = Display });

    /// <summary>Whether some of its codings are right for a number of muscles only.</summary>
    public bool CountsMuscles { get; } = Codings.Any(c => c.Muscles is not null);

    private readonly bool _bound = Codings.Any(c => c.Unit is not null);

    /// <summary>A new list of its codings for a value in that unit.</summary>
    public List<Coding> For(string? unit)
    {
        var list = new List<Coding>(Codings.Count);
        foreach (var (coding, bound, muscles) in Codings)
        {
            if (muscles is null && (!_bound || bound is null || bound == unit))
                list.Add(coding);
        }

        return list;
    }
}
