namespace FhirAdapter.Sources.Files;

/// <summary>Decides which files are whole: those renamed in, and those that stayed the same for the quiet period. No I/O, no clock.</summary>
/// <param name="quietPeriod">How long a file must stay the same.</param>
internal sealed class SettlingFiles(TimeSpan quietPeriod)
{
    private readonly Dictionary<string, Sighting> _sightings = new(StringComparer.Ordinal);

    /// <summary>When the next file may become whole, or <see langword="null"/> where none is settling.</summary>
    public TimeSpan? NextDue => _sightings.Count == 0 ? null : _sightings.Values.Min(sighting => sighting.Due);

    /// <summary>Notes what is in the folder and gives the whole files, in name order.</summary>
    /// <param name="files">All files of the folder that are wanted.</param>
    /// <param name="renamedIn">The names that were given by renaming since the last call.</param>
    /// <param name="now">The time since any fixed moment; it never goes back.</param>
    public IReadOnlyList<SeenFile> Observe(IReadOnlyCollection<SeenFile> files, IReadOnlySet<string> renamedIn, TimeSpan now)
    {
        ForgetAllBut(files);
        var whole = new List<SeenFile>();
        foreach (var file in files)
        {
            var known = _sightings.TryGetValue(file.Name, out var sighting) && sighting.Snapshot == file.Snapshot;
            if (renamedIn.Contains(file.Name))
                sighting = new Sighting(file.Snapshot, now, default);
            else if (!known)
                sighting = new Sighting(file.Snapshot, Later(now + quietPeriod, sighting.NotBefore), sighting.NotBefore);
            _sightings[file.Name] = sighting;
            if (sighting.Due <= now)
                whole.Add(file);
        }

        whole.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return whole;
    }

    /// <summary>Leaves a file alone until then, even where it changes, unless one of its name is renamed in.</summary>
    public void PutOff(SeenFile file, TimeSpan until) => _sightings[file.Name] = new Sighting(file.Snapshot, until, until);

    /// <summary>Forgets a file: the next one of that name has to settle anew.</summary>
    public void Forget(SeenFile file) => _sightings.Remove(file.Name);

    private void ForgetAllBut(IReadOnlyCollection<SeenFile> files)
    {
        var present = files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _sightings.Keys.Where(name => !present.Contains(name)).ToList())
            _sightings.Remove(name);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private readonly record struct Sighting(FileSnapshot Snapshot, TimeSpan Due, TimeSpan NotBefore);
}
