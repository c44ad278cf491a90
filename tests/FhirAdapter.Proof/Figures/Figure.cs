using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FhirAdapter.Proof.Figures;

/// <summary>What one run of a harness gave: one line for a person, and JSON for the record. A figure without commit and seed is not one.</summary>
internal sealed class Figure(string verb, int count, int seed)
{
    private const string Changes = "+changes";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly string _commit = OwnCommit;
    private readonly double? _took;
    private long _ended = Stopwatch.GetTimestamp();
    private readonly List<(string Name, long Value, bool MustBeZero)> _values = [];

    /// <summary>One that a run has left in a file.</summary>
    public Figure(JsonElement kept)
        : this(kept.GetProperty("verb").GetString()!, kept.GetProperty("count").GetInt32(), kept.GetProperty("seed").GetInt32())
    {
        _commit = kept.GetProperty("commit").GetString()!;
        _took = kept.GetProperty("seconds").GetDouble();
        Skipped = kept.GetProperty("skipped").GetString();
        Failures.AddRange(kept.GetProperty("failures").EnumerateArray().Select(static each => each.GetString()!));
        var zeros = kept.GetProperty("mustBeZero").EnumerateArray().Select(static each => each.GetString()).ToHashSet();
        foreach (var each in kept.GetProperty("figures").EnumerateObject())
            Add((each.Name, each.Value.GetInt64(), zeros.Contains(each.Name)));
    }

    /// <summary>What went wrong, one line each; only the first ones are shown.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Notes something that went wrong, from whatever thread.</summary>
    public void Fail(string what)
    {
        lock (Failures)
            Failures.Add(what);
    }

    public string Verb => verb;

    /// <summary>Why nothing was run, where this machine cannot.</summary>
    public string? Skipped { get; set; }

    public bool IsGood => Failures.Count == 0 && _values.TrueForAll(each => !each.MustBeZero || each.Value == 0);

    public void Add(string name, long value) => Add((name, value, false));

    /// <summary>A number that fails the run unless it is zero.</summary>
    public void AddZero(string name, long value) => Add((name, value, true));

    public string Line()
    {
        var values = string.Join(", ", _values.Select(each => each.MustBeZero
            ? string.Create(CultureInfo.InvariantCulture, $"{each.Value:#,##0} {each.Name}")
            : string.Create(CultureInfo.InvariantCulture, $"{each.Name} {each.Value:#,##0}")));
        return Skipped is not null
            ? $"{verb}: skipped, {Skipped}"
            : string.Create(CultureInfo.InvariantCulture, $"{verb}: {values} (seed {seed}, {Seconds:0.0} s{Elsewhere}): {(IsGood ? "good" : "FAILED")}");
    }

    public object ToRecord() => new
    {
        verb,
        count,
        seed,
        commit = _commit,
        seconds = Math.Round(Seconds, 1),
        processors = Environment.ProcessorCount,
        good = IsGood,
        skipped = Skipped,
        figures = _values.ToDictionary(each => each.Name, each => each.Value),
        mustBeZero = _values.Where(static each => each.MustBeZero).Select(static each => each.Name),
        failures = Failures,
    };

    /// <summary>Prints the line, writes the file, and gives the exit code: 0 where all is as promised, 1 otherwise.</summary>
    public static int Report(FileInfo? file, params IReadOnlyList<Figure> figures)
    {
        foreach (var figure in figures)
        {
            foreach (var failure in figure.Failures.Take(20))
                Console.WriteLine("  " + failure);
            if (figure.Failures.Count > 20)
                Console.WriteLine($"  and {figure.Failures.Count - 20} more");
        }
        foreach (var figure in figures)
            Console.WriteLine(figure.Line());
        if (file is not null)
            Write(file.FullName, figures);
        return figures.All(each => each.IsGood) ? 0 : 1;
    }

    /// <summary>Writes them as JSON.</summary>
    public static void Write(string path, IReadOnlyList<Figure> figures) =>
        File.WriteAllText(path, JsonSerializer.Serialize(figures.Select(static each => each.ToRecord()), Indented));

    /// <summary>Where another commit than this one was run.</summary>
    private string Elsewhere => _commit == OwnCommit
        ? ""
        : $", at {_commit[(_commit.IndexOf('+', StringComparison.Ordinal) + 1)..][..7]}{(_commit.EndsWith(Changes, StringComparison.Ordinal) ? Changes : "")}";

    /// <summary>From the beginning to the last number.</summary>
    private double Seconds => _took ?? Stopwatch.GetElapsedTime(_started, _ended).TotalSeconds;

    private void Add((string, long, bool) value)
    {
        _values.Add(value);
        _ended = Stopwatch.GetTimestamp();
    }

    private static readonly string OwnCommit =
        (typeof(FhirAdapterServiceCollectionExtensions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown")
        + (SourceTree.IsChanged() ? Changes : "");
}
