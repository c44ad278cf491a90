namespace FhirAdapter.Terminology.Overlays;

/// <summary>What is wrong or doubtful in the operator's files; of each file at most a hundred lines are kept.</summary>
internal sealed class OverlayFaults
{
    private const int MostOfFile = 100;
    private const string Key = "FhirAdapter:Terminology:OverlayFolder";

    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, int> _ofFile = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Errors =>
        [.. _errors, .. _ofFile.Where(f => f.Value > MostOfFile).Select(f => $"{Key}: {f.Key}: and {f.Value - MostOfFile} more.")];

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Says what keeps the folder from being used.</summary>
    /// <param name="file">The file's name; empty for the folder itself.</param>
    /// <param name="element">The element; empty for the whole file.</param>
    /// <param name="text">What is wrong and how it is mended.</param>
    public void Error(string file, string element, string text)
    {
        if ((_ofFile[file] = _ofFile.GetValueOrDefault(file) + 1) <= MostOfFile)
            _errors.Add(Line(file, element, text));
    }

    /// <summary>Says what is used all the same.</summary>
    public void Warn(string file, string element, string text) => _warnings.Add(Line(file, element, text));

    private static string Line(string file, string element, string text) =>
        string.Join(": ", new[] { Key, file, element, text }.Where(part => part.Length > 0)) + ".";
}
