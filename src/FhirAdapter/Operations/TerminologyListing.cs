using FhirAdapter.Terminology;

namespace FhirAdapter.Operations;

/// <summary>What maps where: the adapter's own codes and what they go out as. It holds nothing of any record.</summary>
/// <param name="CodeSystems">The own code systems, in the order of their names.</param>
/// <param name="Warnings">One line each on what the operator's files name and the adapter cannot check.</param>
public sealed record TerminologyListing(IReadOnlyList<CodeSystemListing> CodeSystems, IReadOnlyList<string> Warnings)
{
    internal static TerminologyListing Of(TerminologySet terminology) => new(
        [.. terminology.CodeSystems.Names.Order(StringComparer.Ordinal).Select(name => CodeSystemListing.Of(terminology, name))],
        terminology.Warnings);
}
