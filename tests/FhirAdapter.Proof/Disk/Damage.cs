namespace FhirAdapter.Proof.Disk;

/// <summary>One way of damaging one of a ledger's files.</summary>
/// <param name="InLog">Whether the write-ahead log is damaged, not the file itself.</param>
/// <param name="How">What is done.</param>
/// <param name="At">Where, in bytes.</param>
internal sealed record Damage(bool InLog, DamageKind How, int At)
{
    private const int Sector = 512;

    public static Damage Of(Random random, int fileSize, int logSize)
    {
        var inLog = logSize > 0 && random.Next(3) == 0;
        return new Damage(inLog, (DamageKind)random.Next(3), random.Next(inLog ? logSize : fileSize));
    }

    public byte[] Do(byte[] content, Random random)
    {
        var damaged = (byte[])content.Clone();
        switch (How)
        {
            case DamageKind.Flipped:
                damaged[At] ^= (byte)random.Next(1, 256);
                return damaged;
            case DamageKind.Blanked:
                var sector = At / Sector * Sector;
                damaged.AsSpan(sector, Math.Min(Sector, damaged.Length - sector)).Clear();
                return damaged;
            default:
                return damaged[..At];
        }
    }
}
