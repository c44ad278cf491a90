namespace FhirAdapter.Proof.Clinic;

/// <summary>Folders for what a harness leaves behind, in memory where the machine has such a place.</summary>
internal static class ScratchFolder
{
    private static readonly string Root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    public static string Make(string harness) =>
        Directory.CreateDirectory(Path.Combine(Root, $"fhir-adapter-proof-{harness}-{Guid.NewGuid():N}")).FullName;

    /// <summary>One on a real disk, for harnesses that trace or damage what reaches it.</summary>
    public static string MakeOnDisk(string harness) => Directory.CreateTempSubdirectory($"fhir-adapter-proof-{harness}-").FullName;
}
