using System.Text;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Tests.Records.Reading;

/// <summary>Reads what a test wrote, as a file of that name.</summary>
internal static class ReadFile
{
    public static Task<List<ReadRecord>> AllAsync(string content, string name, RecordReadingOptions? options = null) =>
        AllAsync(Encoding.UTF8.GetBytes(content), name, options);

    public static async Task<List<ReadRecord>> AllAsync(byte[] content, string name, RecordReadingOptions? options = null)
    {
        var all = new List<ReadRecord>();
        using var stream = new StutteringStream(content);
        await foreach (var record in new RecordFileReader(options ?? new RecordReadingOptions()).ReadAsync(stream, name, CancellationToken.None))
            all.Add(record);
        return all;
    }

    /// <summary>Each record as one or more lines: <c>good KEY</c>, or what is wrong.</summary>
    public static IEnumerable<string> Print(IEnumerable<ReadRecord> records) => records.SelectMany(r => r switch
    {
        ReadRecord.Good good => [$"good {good.Record.Id} on {good.Line}", .. good.Warnings.Select(w => $"warning {w}")],
        ReadRecord.Bad bad => bad.Faults.Select(f => f.ToString()),
        _ => throw new InvalidOperationException(),
    });

    public static async Task<string[]> PrintAsync(string content, string name, RecordReadingOptions? options = null) =>
        [.. Print(await AllAsync(content, name, options))];
}
