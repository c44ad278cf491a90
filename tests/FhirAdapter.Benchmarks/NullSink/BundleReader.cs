using System.IO.Pipelines;
using System.Text.Json;

namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>Reads a transaction or batch as it comes in and keeps of each entry only what its answer needs.</summary>
internal static class BundleReader
{
    public static async ValueTask<EntryScan> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        var entries = new EntryScan();
        var state = default(JsonReaderState);
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var json = new Utf8JsonReader(read.Buffer, read.IsCompleted, state);
            while (json.Read())
                entries.Take(ref json);
            state = json.CurrentState;
            body.AdvanceTo(json.Position, read.Buffer.End);
            if (read.IsCompleted)
                return entries;
        }
    }
}
