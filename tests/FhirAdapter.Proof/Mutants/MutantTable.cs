namespace FhirAdapter.Proof.Mutants;

/// <summary>The planted defects, as data. One that no longer fits the source is reported, not passed over.</summary>
internal static class MutantTable
{
    public static readonly Mutant[] All = [.. MutantsOfVerbs.All, .. MutantsOfTests.All, .. MutantsOfPlans.All];
}
