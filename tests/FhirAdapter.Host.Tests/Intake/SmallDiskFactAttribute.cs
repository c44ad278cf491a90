namespace FhirAdapter.Host.Tests.Intake;

/// <summary>A test that needs a disk of its own, and says so where there can be none.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsPossible)
            Skip = "This user cannot mount a file system in memory.";
    }
}
