namespace FhirAdapter.Sources.Files;

/// <summary>How reading a file ended.</summary>
internal enum FileReadEnd
{
    /// <summary>It was read to its end and did not change meanwhile.</summary>
    Complete,

    /// <summary>It changed, or went away, while it was read: what was read of it may not be all.</summary>
    Changed,

    /// <summary>It could not be opened or read now.</summary>
    Unreadable,
}
