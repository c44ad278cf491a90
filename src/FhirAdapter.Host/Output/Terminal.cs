using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace FhirAdapter.Host.Output;

/// <summary>Where the command writes: tables and JSON to standard output, everything else to standard error.</summary>
internal static class Terminal
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new RecordKeyJson() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static TextWriter Error => Console.Error;

    public static IAnsiConsole Out => AnsiConsole.Console;

    public static void WriteJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>A table in the style of all listings; a narrow or redirected terminal never cuts a column short.</summary>
    public static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column).NoWrap());
        return table;
    }

    public static void Write(Table table)
    {
        if (Console.IsOutputRedirected)
            Out.Profile.Width = 400;
        Out.Write(table);
    }
}
