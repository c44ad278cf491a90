using System.Globalization;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Proof.Kill;

/// <summary>
/// A clinic that drops files of records, corrections and deletions into the watched folder and pushes others by HTTP, for as long as it is asked to, as
/// many as it is allowed.
/// </summary>
internal sealed class Feeder(string inbox, Pusher pusher, Random random)
{
    public const int Lanes = 40;
    private const int MostRecords = 8;

    /// <summary>So many are dropped as files for each that is pushed, and that one.</summary>
    private const int PushedEvery = 3;

    private readonly List<(RecordKey Key, string Patient, string? Procedure)> _records = [];
    private readonly Dictionary<RecordKey, (long Version, bool Deleted)> _newest = [];
    private readonly Dictionary<string, List<(RecordKey Key, long Version, bool Deleted)>> _files = [];
    private int _number;
    private int _allowed;

    public IReadOnlyDictionary<RecordKey, (long Version, bool Deleted)> Newest => _newest;

    /// <summary>How many versions stand in the files that were moved to done.</summary>
    public int Accepted => Directory.Exists(Path.Combine(inbox, "done"))
        ? Directory.EnumerateFiles(Path.Combine(inbox, "done"), "*.ndjson").Sum(file => _files.TryGetValue(Path.GetFileName(file), out var records) ? records.Count : 0)
        : 0;

    public int Dropped => _files.Values.Sum(each => each.Count);

    public static IEnumerable<string> Patients => Enumerable.Range(0, Lanes).Select(Patient);

    /// <summary>Allows so many more files. On a slow machine a clinic is then no larger than on a quick one.</summary>
    public void Allow(int files) => Interlocked.Add(ref _allowed, files);

    public async Task FeedAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_number < Volatile.Read(ref _allowed))
            {
                if (++_number % PushedEvery == 0)
                    pusher.Push(Some(random.Next(1, MostRecords + 1), []));
                else
                    Drop();
            }

            await pusher.TryAsync(cancellationToken);
            await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Nobody said that it was taken: it is brought once more, by the other way.
        foreach (var lines in pusher.Waiting)
            Drop(lines, []);
    }

    private void Drop()
    {
        List<(RecordKey, long, bool)> written = [];
        Drop(Some(random.Next(1, MostRecords + 1), written), written);
    }

    private void Drop(ReadOnlySpan<byte> lines, List<(RecordKey, long, bool)> written)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_files.Count + 1:D6}.ndjson");
        var unfinished = Path.Combine(inbox, "." + name);
        File.WriteAllBytes(unfinished, lines);
        // Known before it can be read, and renamed in, so that it is whole at once.
        _files[name] = written;
        File.Move(unfinished, Path.Combine(inbox, name));
    }

    private byte[] Some(int count, List<(RecordKey, long, bool)> written)
    {
        using var lines = new MemoryStream();
        for (var i = 0; i < count; i++)
        {
            var record = Next();
            lines.Write(RecordJson.Write(record));
            lines.Write("\n"u8);
            written.Add((record.Key, record.Version, record.Deleted));
            _newest[record.Key] = (record.Version, record.Deleted);
        }

        return lines.ToArray();
    }

    private ClinicRecord Next()
    {
        if (_records.Count > 0 && random.Next(4) == 0)
        {
            var (key, patient, procedure) = _records[random.Next(_records.Count)];
            return ClinicRecords.Record(key.Kind, key.Id, patient, _newest[key].Version + 1, deleted: random.Next(5) == 0, procedure);
        }
        var kind = (RecordKind)random.Next(3);
        var lane = random.Next(Lanes);
        var refersTo = kind == RecordKind.PainScore
            ? _records.FindLast(each => each.Key.Kind == RecordKind.NeedlingProcedure && each.Patient == Patient(lane)).Key.Id
            : null;
        var id = string.Create(CultureInfo.InvariantCulture, $"R-{_records.Count + 1}");
        _records.Add((new RecordKey(kind, id), Patient(lane), refersTo));
        return ClinicRecords.Record(kind, id, Patient(lane), 1, procedure: refersTo);
    }

    private static string Patient(int lane) => string.Create(CultureInfo.InvariantCulture, $"P-{lane}");
}
