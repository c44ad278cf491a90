namespace FhirAdapter.Proof.Matrix;

/// <summary>Why a fault has no meaning for an interaction; nothing where it has one.</summary>
internal static class Meaning
{
    private const string ReadsChangeNothing = "what is only read cannot be applied, doubled or half done";

    public static string? NotForReads(Interaction interaction) => interaction is >= Interaction.ReadBack ? ReadsChangeNothing : null;

    /// <summary>A token that is given out is something done, though it is harmless to do it again.</summary>
    public static string? NotForReadsButTokens(Interaction interaction) => interaction == Interaction.Token ? null : NotForReads(interaction);

    public static string? NotForUpdates(Interaction interaction) => NotForReads(interaction) ?? NotForUpdatesButReads(interaction);

    public static string? NotForUpdatesButReads(Interaction interaction) =>
        interaction is Interaction.PutById or Interaction.PutIfMatch or Interaction.Correction
            ? "an update by id names its resource itself, and no content was asked for: the answer is whole"
            : null;

    public static string? NotForMetadata(Interaction interaction) =>
        interaction == Interaction.Metadata ? "metadata that is another resource is not a CapabilityStatement: F18" : null;

    public static string? OnlyBundles(Interaction interaction) =>
        interaction is Interaction.Transaction or Interaction.Batch ? null : "only the reply to a bundle has entries";

    public static string? OnlyRecords(Interaction interaction) => Cell.IsWithoutKind(interaction) ? "only records come to us twice" : null;

    public static string? OnlyCreates(Interaction interaction) => interaction switch
    {
        Interaction.CreateConditional or Interaction.ConditionalPut or Interaction.Transaction or Interaction.Batch or Interaction.ReadBack => null,
        Interaction.PutById or Interaction.PutIfMatch or Interaction.Correction => "an update by id applied twice is applied once",
        Interaction.Token => "two tokens for one request are two good tokens",
        _ => ReadsChangeNothing,
    };
}
