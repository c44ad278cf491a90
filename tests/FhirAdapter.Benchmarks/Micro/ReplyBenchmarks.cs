using System.Text;
using BenchmarkDotNet.Attributes;
using FhirAdapter.Benchmarks.NullSink;
using FhirAdapter.Destinations.FhirServers.Bundles;

namespace FhirAdapter.Benchmarks.Micro;

/// <summary>Reading the answer to a transaction of 500; the figure is per entry.</summary>
public class ReplyBenchmarks
{
    private const int Entries = 500;
    private byte[] _reply = [];

    [GlobalSetup]
    public async Task AskSinkAsync()
    {
        await using var sink = await SinkServer.StartAsync(CancellationToken.None);
        using var http = new HttpClient();
        using var transaction = new StringContent(
            """{"resourceType":"Bundle","type":"transaction","entry":[""" +
            string.Join(",", Enumerable.Repeat("""{"resource":{"resourceType":"Observation"},"request":{"method":"POST","url":"Observation"}}""", Entries)) + "]}",
            Encoding.UTF8, "application/fhir+json");
        using var answer = await http.PostAsync(sink.BaseUrl, transaction);
        _reply = await answer.Content.ReadAsByteArrayAsync();
    }

    [Benchmark(OperationsPerInvoke = Entries)]
    public int Read() => BundleReplyReader.Read(_reply, Entries)!.Count;
}
