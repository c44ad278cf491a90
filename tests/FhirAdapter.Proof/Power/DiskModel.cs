namespace FhirAdapter.Proof.Power;

/// <summary>What is on the disk for certain, and what was written since the last flush and may be there or not, sector by sector.</summary>
internal sealed class DiskModel
{
    private const int Sector = 512;

    private readonly Dictionary<string, FileModel> _files = [];

    public void Apply(TraceEvent happened)
    {
        switch (happened)
        {
            case TraceEvent.Create create:
                _files.TryAdd(create.Path, new FileModel());
                break;
            case TraceEvent.Remove remove:
                _files.Remove(remove.Path);
                break;
            case TraceEvent.Write write:
                _files[write.Path].Pending.Add(write);
                break;
            case TraceEvent.Truncate truncate:
                _files[truncate.Path].Pending.Add(truncate);
                break;
            case TraceEvent.Sync sync:
                var file = _files[sync.Path];
                foreach (var each in file.Pending)
                    Put(file.Durable, each, _ => true);
                file.Pending.Clear();
                break;
        }
    }

    /// <summary>The files as the power may leave them: of what was not flushed each sector is kept or not, by chance.</summary>
    public Dictionary<string, byte[]> AfterPowerLoss(Random random)
    {
        // Nothing, all, and shares between: each finds other mistakes.
        var percent = random.Next(5) switch { 0 => 0, 1 => 100, 2 => 90, 3 => 50, _ => 10 };
        var left = new Dictionary<string, byte[]>();
        foreach (var (path, file) in _files)
        {
            var content = new List<byte>(file.Durable);
            foreach (var each in file.Pending)
                Put(content, each, _ => random.Next(100) < percent);
            left[path] = [.. content];
        }
        return left;
    }

    private static void Put(List<byte> content, TraceEvent happened, Func<long, bool> keep)
    {
        switch (happened)
        {
            case TraceEvent.Truncate truncate when keep(0):
                if (truncate.Size < content.Count)
                    content.RemoveRange((int)truncate.Size, content.Count - (int)truncate.Size);
                else
                    Grow(content, truncate.Size);
                break;
            case TraceEvent.Write write:
                for (var at = 0; at < write.Data.Length;)
                {
                    var offset = write.Offset + at;
                    var length = (int)Math.Min(write.Data.Length - at, Sector - (offset % Sector));
                    if (keep(offset))
                    {
                        Grow(content, offset + length);
                        for (var i = 0; i < length; i++)
                            content[(int)offset + i] = write.Data[at + i];
                    }
                    at += length;
                }
                break;
        }
    }

    private static void Grow(List<byte> content, long size)
    {
        if (size > content.Count)
            content.AddRange(new byte[size - content.Count]);
    }

    private sealed class FileModel
    {
        public List<byte> Durable { get; } = [];

        public List<TraceEvent> Pending { get; } = [];
    }
}
