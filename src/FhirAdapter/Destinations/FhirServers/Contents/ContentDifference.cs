namespace FhirAdapter.Destinations.FhirServers.Contents;

/// <summary>One element that differs.</summary>
/// <param name="Path">Its path without indexes, such as <c>Procedure.note.text</c>.</param>
/// <param name="Kind">How it differs.</param>
internal readonly record struct ContentDifference(string Path, DifferenceKind Kind)
{
    /// <summary>Whether it is an element or stands below it.</summary>
    public bool IsAt(string path) =>
        Path.StartsWith(path, StringComparison.Ordinal) && (Path.Length == path.Length || Path[path.Length] == '.');
}
