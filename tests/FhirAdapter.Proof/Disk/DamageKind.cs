namespace FhirAdapter.Proof.Disk;

/// <summary>How a file is damaged.</summary>
internal enum DamageKind
{
    /// <summary>One byte is another.</summary>
    Flipped,

    /// <summary>A sector of 512 bytes is zero.</summary>
    Blanked,

    /// <summary>The file ends early.</summary>
    Truncated,
}
