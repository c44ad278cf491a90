using FhirAdapter.Records;

namespace FhirAdapter.Proof.Matrix;

/// <summary>One fault at one interaction for one kind of record, once or for ever.</summary>
/// <param name="Variant">Chooses among the ways in which a fault can look; goes around with the cells.</param>
internal sealed record Cell(FaultRow Fault, RecordKind Kind, Interaction Interaction, Shape Shape, int Variant)
{
    /// <summary>The fault's verdict; but who gives no token refuses the destination and no record, whatever he says.</summary>
    public Verdict Verdict => Fault.VerdictOf(Shape) is Verdict.Park && IsSignIn ? Verdict.Stop : Fault.VerdictOf(Shape);

    public int Times => Shape == Shape.Once ? 1 : int.MaxValue;

    /// <summary>Whether the record is at the server already, so that the fault meets a change of it.</summary>
    public bool IsUpdate => Interaction is Interaction.PutById or Interaction.PutIfMatch or Interaction.Correction;

    public bool IsBundle => Interaction is Interaction.Transaction or Interaction.Batch;

    public bool IsSignIn => Interaction is Interaction.Token or Interaction.SmartConfiguration;

    /// <summary>Whether the fault is that of a token which was good before.</summary>
    public bool IsOfOldToken => Interaction == Interaction.Token && Fault.Number == 30;

    /// <summary>Whether the request that meets the fault comes of an answer to another one.</summary>
    public bool IsAfterAnswer => Interaction is Interaction.ReadBack || (Interaction is Interaction.NextPage && Fault.Number != 34);

    /// <summary>Whether the fault meets something that changes nothing at the server.</summary>
    public bool IsRead => IsSignIn || Interaction is Interaction.ReadBack or Interaction.Metadata or Interaction.Search or Interaction.NextPage;

    /// <summary>Whether the kind of record makes no difference.</summary>
    public static bool IsWithoutKind(Interaction interaction) => interaction >= Interaction.Token;

    public override string ToString() =>
        $"F{Fault.Number} {Fault.Words} | {(IsWithoutKind(Interaction) ? "any" : Kind)} | {Interaction} | {(Shape == Shape.Once ? "once" : "for ever")}";
}
