using System.Globalization;
using System.Text;

namespace FhirAdapter.Proof.Power;

/// <summary>Reads what strace wrote. Calls that another thread interrupted stand in two lines there, and a missed one would look like lost data.</summary>
internal sealed class TraceReader(string ledger)
{
    private const string Unfinished = "<unfinished ...>";

    private readonly Dictionary<string, string> _begun = [];
    private readonly Dictionary<int, string> _open = [];

    public static List<TraceEvent> Read(string trace, string ledger)
    {
        var reader = new TraceReader(ledger);
        return [.. File.ReadLines(trace).Select(reader.Line).Where(each => each is not null).Select(each => each!)];
    }

    private TraceEvent? Line(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var (process, call) = (line[..space], line[(space + 1)..].TrimStart());
        if (call.EndsWith(Unfinished, StringComparison.Ordinal))
        {
            _begun[process] = call[..^Unfinished.Length].TrimEnd();
            return null;
        }
        if (call.StartsWith("<... ", StringComparison.Ordinal))
        {
            if (!_begun.Remove(process, out var begun))
                throw new InvalidDataException("A call is resumed that was never begun.");
            call = begun + call[(call.IndexOf('>', StringComparison.Ordinal) + 1)..];
        }
        return call.StartsWith("+++", StringComparison.Ordinal) || call.StartsWith("---", StringComparison.Ordinal) ? null : Call(call);
    }

    private TraceEvent? Call(string call)
    {
        var result = call[(call.LastIndexOf('=') + 1)..].Trim();
        if (result.StartsWith('-') || result.StartsWith('?'))
            return null;
        var name = call[..call.IndexOf('(', StringComparison.Ordinal)];
        switch (name)
        {
            case "openat":
                var path = Encoding.UTF8.GetString(Bytes(call));
                var number = int.Parse(result, CultureInfo.InvariantCulture);
                _open.Remove(number);
                if (!IsLedgers(path))
                    return null;
                _open[number] = path;
                return call.Contains("O_CREAT", StringComparison.Ordinal) ? new TraceEvent.Create(path) : null;
            case "close":
                _open.Remove(Number(call, name));
                return null;
            case "unlink":
                var removed = Encoding.UTF8.GetString(Bytes(call));
                return IsLedgers(removed) ? new TraceEvent.Remove(removed) : null;
            case "write" when !_open.ContainsKey(Number(call, name)):
                // Standard output is written through a copy of its descriptor, so it is known by what is said.
                return Encoding.ASCII.GetString(Bytes(call)) is { } said && Workload.IsSaid(said) ? new TraceEvent.Said(said.TrimEnd()) : null;
        }
        if (!_open.TryGetValue(Number(call, name), out var file))
            return null;
        return name switch
        {
            "pwrite64" => new TraceEvent.Write(file, Last(call), Bytes(call)),
            "ftruncate" => new TraceEvent.Truncate(file, Last(call)),
            "fsync" or "fdatasync" => new TraceEvent.Sync(file),
            _ => throw new InvalidDataException($"The ledger is written by {name}, which the replayer does not know."),
        };
    }

    // The shared memory is made anew from the log, so nothing in it counts.
    private bool IsLedgers(string path) => path.StartsWith(ledger, StringComparison.Ordinal) && !path.EndsWith("-shm", StringComparison.Ordinal);

    private static int Number(string call, string name)
    {
        var digits = call.AsSpan(name.Length + 1);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return end <= 0 ? -1 : int.Parse(digits[..end], CultureInfo.InvariantCulture);
    }

    /// <summary>The last argument.</summary>
    private static long Last(string call)
    {
        var arguments = call[..call.LastIndexOf(')')];
        return long.Parse(arguments[(arguments.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>The one quoted argument, every byte of which stands as \xNN.</summary>
    private static byte[] Bytes(string call)
    {
        var start = call.IndexOf('"', StringComparison.Ordinal) + 1;
        var text = call.AsSpan(start, call.IndexOf('"', start) - start);
        if (call.AsSpan(start + text.Length + 1).StartsWith("..."))
            throw new InvalidDataException("A traced write is cut short.");
        var bytes = new byte[text.Length / 4];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = byte.Parse(text.Slice((i * 4) + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return bytes;
    }
}
