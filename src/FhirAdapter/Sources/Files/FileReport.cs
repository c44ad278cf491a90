using System.Text.Encodings.Web;
using System.Text.Json;
using FhirAdapter.Records;

namespace FhirAdapter.Sources.Files;

/// <summary>Writes <c>NAME.report.json</c>: what is wrong with a file, or was passed over in it, for a person to mend. It quotes no value of a record.</summary>
internal static class FileReport
{
    public const string Ending = ".report.json";

    // A person reads it: a plus sign is to stand as one.
    private static readonly JsonWriterOptions ForPeople = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report beside a file that was moved away, whole or not at all; one already there is replaced.</summary>
    /// <param name="folder">The folder the file goes to.</param>
    /// <param name="name">The name the file has there.</param>
    /// <param name="original">The name the file came under.</param>
    /// <param name="tally">What became of its records.</param>
    /// <param name="readAt">When it was read.</param>
    public static void Write(string folder, string name, string original, FileTally tally, DateTimeOffset readAt)
    {
        var path = Path.Combine(folder, name + Ending);
        var unfinished = Path.Combine(folder, "." + name + Ending + ".tmp");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(unfinished, options))
        {
            using (var json = new Utf8JsonWriter(stream, ForPeople))
                Write(json, original, tally, readAt);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private static void Write(Utf8JsonWriter json, string original, FileTally tally, DateTimeOffset readAt)
    {
        json.WriteStartObject();
        json.WriteString("file", original);
        json.WriteString("readAt", readAt);
        json.WriteStartObject("records");
        json.WriteNumber("accepted", tally.Accepted);
        json.WriteNumber("unchanged", tally.Unchanged);
        json.WriteNumber("stale", tally.Stale);
        json.WriteNumber("refused", tally.Refused);
        json.WriteEndObject();
        Write(json, "faults", tally.Faults);
        json.WriteNumber("faultsNotListed", tally.FaultsNotListed);
        if (tally.HasWarnings)
            Write(json, "warnings", tally.Warnings);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<RecordFault> faults)
    {
        json.WriteStartArray(name);
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteNumber("line", fault.Line);
            json.WriteString("field", fault.Field);
            json.WriteString("code", fault.Code);
            json.WriteString("expected", fault.Expected);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
