using System.Net.Http.Headers;
using System.Text;
using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Tests.Sandbox.Validation;

public sealed class MutatedInputTests
{
    private static readonly string[] Pieces =
        ["\"", "{", "}", "[", "]", ",", "null", "\\ud800", "\\u0000", "1e999", "\"a\":", "reference", "?", "#", "urn:uuid:", "|", "/", "é", "-", "0"];

    [Fact]
    public async Task No_body_however_broken_is_a_500()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { UpdateCreate = true });
        using var http = new HttpClient();
        var bundle = Encoding.UTF8.GetBytes(Some.Transaction(
            Some.Entry("PUT", $"Patient?identifier={Some.System}|m", Some.Patient("m"), Some.Urn(1)),
            Some.Entry("POST", "Observation", Some.Observation("o", Some.Urn(1), "\"effectivePeriod\":{\"start\":\"2026-01-01\",\"end\":\"2026-01-02\"},"), Some.Urn(2)),
            Some.Entry("GET", "Observation?identifier=o")));
        var random = new Random(20261123);
        var statuses = new HashSet<int>();
        for (var round = 0; round < 1000; round++)
        {
            using var body = new ByteArrayContent(Mutate(bundle, random));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");
            using var reply = await http.PostAsync(round % 3 == 0 ? new Uri($"{sandbox.Server.BaseAddress}/Bundle/$validate") : sandbox.Server.BaseAddress, body);
            var text = await reply.Content.ReadAsStringAsync();
            statuses.Add((int)reply.StatusCode);
            Assert.True((int)reply.StatusCode < 500, $"round {round}: {text}");
            Assert.Contains("\"resourceType\":", text, StringComparison.Ordinal);
        }

        Assert.Contains(200, statuses);
        Assert.Contains(400, statuses);
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
