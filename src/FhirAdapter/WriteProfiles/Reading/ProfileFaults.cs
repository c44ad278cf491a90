namespace FhirAdapter.WriteProfiles.Reading;

/// <summary>All that is wrong with a write profile, at most a hundred lines.</summary>
internal sealed class ProfileFaults(string key)
{
    private const int Most = 100;

    private readonly List<string> _lines = [];
    private int _count;

    public IReadOnlyList<string> Lines => _count <= Most ? _lines : [.. _lines, $"{key}: and {_count - Most} more."];

    /// <summary>Says what is wrong.</summary>
    /// <param name="place">File and JSON pointer; empty for the setting itself.</param>
    /// <param name="text">What is wrong and how it is mended.</param>
    public void Add(string place, string text)
    {
        if (++_count <= Most)
            _lines.Add((place.Length == 0 ? $"{key} {text}" : $"{key}: {place} {text}") + (text[^1] is '.' or '?' ? "" : "."));
    }
}
