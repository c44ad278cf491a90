using FhirAdapter.Terminology;

namespace FhirAdapter.Operations;

/// <summary>One own code system and what its codes go out as.</summary>
/// <param name="Name">Its name, the last part of its URL.</param>
/// <param name="Codes">Its codes, in its order.</param>
public sealed record CodeSystemListing(string Name, IReadOnlyList<CodeListing> Codes)
{
    /// <summary>The codes that go out as own code and text only.</summary>
    public IReadOnlyList<string> WithoutTarget => [.. Codes.Where(c => c.Targets.Count == 0).Select(c => c.Code)];

    internal static CodeSystemListing Of(TerminologySet terminology, string name)
    {
        var system = terminology.CodeSystems[name];
        return new CodeSystemListing(name, [.. system.Codes.Select(code => new CodeListing(
            code,
            system.Find(code)!.Display,
            [.. terminology.ConceptMaps.Translate(name, code).Select(TargetListing.Of)]))]);
    }
}
