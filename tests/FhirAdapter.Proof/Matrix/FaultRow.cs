namespace FhirAdapter.Proof.Matrix;

/// <summary>One fault of the matrix: what it is, what must come of it, and how a cell is given it.</summary>
/// <param name="Number">Its number, F1 to F36.</param>
/// <param name="Words">What goes wrong.</param>
/// <param name="Once">The verdict where it happens once.</param>
/// <param name="ForEver">The verdict where it does not end.</param>
/// <param name="Arm">Arms a cell's world with it.</param>
/// <param name="Meaningless">Why it has no meaning for an interaction; nothing where it has one.</param>
internal sealed record FaultRow(
    int Number, string Words, Verdict Once, Verdict ForEver, Action<CellWorld, Cell> Arm, Func<Interaction, string?>? Meaningless = null)
{
    public Verdict VerdictOf(Shape shape) => shape == Shape.Once ? Once : ForEver;
}
