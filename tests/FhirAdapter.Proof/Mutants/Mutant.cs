namespace FhirAdapter.Proof.Mutants;

/// <summary>One defect that is planted in the product's source, and the harness that must turn red on it.</summary>
/// <param name="Name">What it does wrong.</param>
/// <param name="File">The file, below <c>src</c>.</param>
/// <param name="Old">What stands there, once.</param>
/// <param name="New">What is put in its place.</param>
/// <param name="Harness">
/// A verb and its options, or <c>test</c>, a test project and a part of tests' names; without the defect it finds nothing of what it must find with it.
/// </param>
internal sealed record Mutant(string Name, string File, string Old, string New, string Harness);
