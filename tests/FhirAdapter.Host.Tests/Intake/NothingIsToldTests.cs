using System.Net.Http.Headers;
using System.Text;
using static FhirAdapter.Host.Tests.Commands.CommandTests;

namespace FhirAdapter.Host.Tests.Intake;

public sealed class NothingIsToldTests
{
    private const string Name = "Zephyrine-Quoxworth";

    [Fact]
    public async Task A_name_in_a_bad_request_is_in_no_answer_and_in_no_log_line_at_any_level_whatever_the_log_settings_say()
    {
        await using var host = await IntakeHost.StartAsync(("Intake:Reading:MaxRecordBytes", "4096"));
        await host.PushAsync(Named(Score("PS-0", 1)));
        string[] bodies =
        [
            Named(Score("PS-1", 11)),
            Named(Score("PS-1", 4)).Replace("\"nrs\"", $"\"{Name}\"", StringComparison.Ordinal),
            Named(Score("PS-1", 4)).Replace("\"pain-score\"", $"\"{Name}\"", StringComparison.Ordinal),
            Named(Score("PS-1", 4)).Replace("2026-11-20T17:31:00+01:00", Name, StringComparison.Ordinal),
            Named(Score("PS-1", 4)).Replace("PS-1", Name + " PS-1", StringComparison.Ordinal),
            Named(Score("PS-1", 4))[..^10],
            Named(Score("PS-0", 5)),
            $"{{\"{Name}\":\"{Name}\"",
            $"\"{Name}\"",
            Name,
            Name + "\\ud800",
            new string(' ', 5000) + Name,
        ];
        var answers = new StringBuilder();
        foreach (var body in bodies)
        {
            foreach (var (type, prefer) in new[] { ("application/json", (string?)null), ("application/x-ndjson", null), ("application/x-ndjson", "handling=lenient"), ($"application/{Name}", null) })
            {
                var answer = await host.PushAsync(body, type, prefer);
                Assert.True((int)answer.Status is >= 400 and < 500, $"{answer.Status}: {answer.Body}");
                answers.Append(answer.Headers).AppendLine(answer.Body);
            }
        }

        foreach (var path in new[] { $"/records?patient={Name}", $"/{Name}", $"/records/{Name}", $"/health/{Name}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Name, Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("X-Patient", Name);
            var answer = await host.SendAsync(request);
            answers.Append(answer.Headers).AppendLine(answer.Body);
        }

        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Name);
        answers.AppendLine((await host.PushAsync(bodies[0])).Body);
        await GarbageAsync(host);
        // The name of a field that is not in the contract is told to the caller, who has to find it; the log has no use for it.
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", IntakeHost.Key);
        var unknown = await host.PushAsync(Named(Score("PS-1", 4)).Replace("\"phase\"", $"\"{Name}\"", StringComparison.Ordinal));
        Assert.Contains($"1 {Name} unknown-field", unknown.Faults);

        Assert.DoesNotContain(Name, answers.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Name, host.Log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("canary-7f3a", answers + host.Log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(IntakeHost.Key, answers + host.Log, StringComparison.OrdinalIgnoreCase);
        // The log that was searched is the real one.
        Assert.Contains("Records pushed: 1 in one request, answered 202.", host.Log, StringComparison.Ordinal);
    }

    private static string Named(string score) => score.Replace("\"note\":\"", $"\"note\":\"{Name} ", StringComparison.Ordinal);

    private static async Task GarbageAsync(IntakeHost host)
    {
        foreach (var head in new[] { $"{Name}\r\n\r\n", $"POST /records HTTP/9.9\r\n{Name}\r\n\r\n", $"POST /records HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {IntakeHost.Key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{Name}\r\n" })
        {
            using var socket = new System.Net.Sockets.TcpClient(host.Address.Host, host.Address.Port);
            await using var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.UTF8.GetBytes(head));
            using var reader = new StreamReader(stream);
            Assert.DoesNotContain(Name, await reader.ReadLineAsync() ?? "", StringComparison.Ordinal);
        }
    }
}
