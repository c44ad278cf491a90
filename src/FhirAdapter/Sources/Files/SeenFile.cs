namespace FhirAdapter.Sources.Files;

/// <summary>A file as it was seen in the watched folder.</summary>
/// <param name="Name">Its name without folders. It may name a patient: it is never logged.</param>
/// <param name="Snapshot">What tells whether it changed.</param>
internal readonly record struct SeenFile(string Name, FileSnapshot Snapshot)
{
    /// <summary>Prints nothing of the name.</summary>
    public override string ToString() => "[redacted]";
}
