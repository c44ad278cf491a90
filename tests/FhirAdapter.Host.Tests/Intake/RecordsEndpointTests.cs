using System.Net;
using System.Text;
using static FhirAdapter.Host.Tests.Commands.CommandTests;

namespace FhirAdapter.Host.Tests.Intake;

public sealed class RecordsEndpointTests
{
    [Fact]
    public async Task One_record_is_answered_202_when_it_is_in_the_ledger_and_again_without_effect()
    {
        await using var host = await IntakeHost.StartAsync();

        var first = await host.PushAsync(Score("PS-1", 4), "application/json; charset=utf-8");
        var accepted = (await host.CountsAsync()).Accepted;
        var again = await host.PushAsync(Score("PS-1", 4), "application/json");

        Assert.Equal((HttpStatusCode.Accepted, 1), (first.Status, accepted));
        Assert.Equal(["1 pain-score/PS-1 accepted"], first.Outcomes);
        Assert.Equal(HttpStatusCode.Accepted, again.Status);
        Assert.Equal(["1 pain-score/PS-1 already-known"], again.Outcomes);
        Assert.Equal(1, (await host.CountsAsync()).Accepted);
        Assert.True(first.Headers.CacheControl!.NoStore);
        Assert.Empty(first.Headers.Server);
    }

    [Fact]
    public async Task What_was_pushed_is_delivered()
    {
        await using var host = await IntakeHost.StartAsync();

        await host.PushAsync(Score("PS-1", 4));

        await Commands.Until.TrueAsync(() => host.Operations.Progress.Delivered == 1, TimeSpan.FromSeconds(30), "the score is delivered");
    }

    [Fact]
    public async Task Many_records_are_told_one_by_one_by_line()
    {
        await using var host = await IntakeHost.StartAsync();

        var answer = await host.PushAsync(Score("PS-1", 4) + "\n\n" + Score("PS-2", 5) + "\r\n" + Score("PS-1", 4));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(["1 pain-score/PS-1 accepted", "3 pain-score/PS-2 accepted", "4 pain-score/PS-1 already-known"], answer.Outcomes);
    }

    [Fact]
    public async Task Of_a_request_with_a_bad_record_nothing_is_taken_and_the_fault_is_told_as_for_files()
    {
        await using var host = await IntakeHost.StartAsync();

        var answer = await host.PushAsync(Score("PS-1", 4) + "\n" + Score("PS-2", 11));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json", "invalid-record"), (answer.Status, answer.MediaType, answer.Type));
        Assert.Equal(["2 value out-of-range"], answer.Faults);
        Assert.Equal(0, answer.Json.GetProperty("faultsNotListed").GetInt64());
        Assert.Equal(422, answer.Json.GetProperty("status").GetInt32());
        Assert.Equal(0, (await host.CountsAsync()).Accepted);
    }

    [Fact]
    public async Task With_lenient_handling_the_good_ones_are_taken_and_the_bad_ones_told()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.PushAsync(Score("PS-9", 1));

        var answer = await host.PushAsync(
            Score("PS-1", 4) + "\n" + Score("PS-2", 11) + "\n{\n" + Score("PS-9", 2) + "\n" + Score("PS-3", 0), prefer: "respond-async, handling=lenient");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(
            ["1 pain-score/PS-1 accepted", "2 - refused", "3 - refused", "4 pain-score/PS-9 refused", "5 pain-score/PS-3 accepted"], answer.Outcomes);
        Assert.Equal("version-conflict", answer.Json.GetProperty("results")[3].GetProperty("faults")[0].GetProperty("code").GetString());
        Assert.Equal(["handling=lenient"], answer.Headers.GetValues("Preference-Applied"));
        Assert.Equal(3, (await host.CountsAsync()).Accepted);
    }

    [Fact]
    public async Task The_same_version_with_other_content_is_a_conflict_and_nothing_beside_it_is_taken()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.PushAsync(Score("PS-1", 4));

        var answer = await host.PushAsync(Score("PS-2", 4) + "\n" + Score("PS-1", 5));

        Assert.Equal((HttpStatusCode.Conflict, "version-conflict"), (answer.Status, answer.Type));
        Assert.Equal(["2 version version-conflict"], answer.Faults);
        Assert.Equal(1, (await host.CountsAsync()).Accepted);
        Assert.Equal(["1 pain-score/PS-2 accepted"], (await host.PushAsync(Score("PS-2", 4))).Outcomes);
    }

    [Theory]
    [InlineData("application/json", "{\"kind\":", "malformed")]
    [InlineData("application/json", "", "empty")]
    [InlineData("application/json", " \n ", "empty")]
    [InlineData("application/x-ndjson", "", "empty")]
    [InlineData("application/x-ndjson", "dear sir", "malformed")]
    public async Task What_is_not_JSON_is_answered_400(string mediaType, string body, string code)
    {
        await using var host = await IntakeHost.StartAsync();

        var answer = await host.PushAsync(body, mediaType);

        Assert.Equal((HttpStatusCode.BadRequest, "malformed"), (answer.Status, answer.Type));
        Assert.EndsWith(" " + code, Assert.Single(answer.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    public async Task JSON_that_is_no_record_is_answered_422(string body)
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.PushAsync(body, "application/json")).Status);
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/fhir+json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task Another_media_type_is_answered_415_with_those_that_are_taken(string mediaType)
    {
        await using var host = await IntakeHost.StartAsync();

        var answer = await host.PushAsync(Score("PS-1", 4), mediaType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Equal(["application/json, application/x-ndjson"], answer.Headers.GetValues("Accept-Post"));
    }

    [Fact]
    public async Task A_compressed_body_is_answered_415()
    {
        await using var host = await IntakeHost.StartAsync();
        using var content = new StringContent("x", Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/records") { Content = content };

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await host.SendAsync(request)).Status);
    }

    [Fact]
    public async Task Too_many_bytes_too_many_records_and_too_long_a_record_are_answered_413()
    {
        await using var host = await IntakeHost.StartAsync(
            ("Intake:MaxRequestBytes", "4096"), ("Intake:MaxRecords", "2"), ("Intake:Reading:MaxRecordBytes", "1024"));
        var scores = Enumerable.Range(0, 3).Select(i => Score($"PS-{i}", 4)).ToArray();

        var many = await host.PushAsync(string.Join('\n', scores));
        var bytes = await host.PushAsync(new string('\n', 5000));
        var large = await host.PushAsync(scores[0] + "\n" + new string('[', 2000));
        var one = await host.PushAsync(new string(' ', 2000) + scores[0], "application/json");
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/records") { Content = new StringContent(new string('\n', 5000), Encoding.UTF8, "application/x-ndjson") };
        chunked.Headers.TransferEncodingChunked = true;

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "0  too-many"), (many.Status, Assert.Single(many.Faults)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (bytes.Status, bytes.Type));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "2  too-long"), (large.Status, Assert.Single(large.Faults)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, one.Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await host.SendAsync(chunked)).Status);
        Assert.Equal(0, (await host.CountsAsync()).Accepted);
    }

    [Fact]
    public async Task Faults_beyond_the_limit_are_counted()
    {
        await using var host = await IntakeHost.StartAsync(("Intake:MaxReportedFaults", "2"));

        var answer = await host.PushAsync(string.Join('\n', Enumerable.Range(0, 5).Select(i => Score($"PS-{i}", 11))));

        Assert.Equal(["1 value out-of-range", "2 value out-of-range"], answer.Faults);
        Assert.Equal(3, answer.Json.GetProperty("faultsNotListed").GetInt64());
    }

    [Fact]
    public async Task More_requests_than_allowed_are_told_when_to_come_back()
    {
        await using var host = await IntakeHost.StartAsync(("Intake:RequestsPerMinute", "8"));
        var answers = new List<IntakeHost.Answer>();
        for (var i = 0; i < 3; i++)
            answers.Add(await host.PushAsync(Score("PS-1", 4)));

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests], answers.Select(a => a.Status));
        Assert.InRange(answers[2].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("too-many-requests", answers[2].Type);
    }

    [Fact]
    public async Task More_requests_at_once_than_may_wait_are_told_to_come_back_and_those_that_are_in_are_answered()
    {
        await using var host = await IntakeHost.StartAsync(("Intake:MaxConcurrentRequests", "1"));
        var score = Score("PS-1", 4);
        // One is worked on and two wait for it, which ends only when its body does.
        var sockets = Enumerable.Range(0, 3).Select(_ => new System.Net.Sockets.TcpClient(host.Address.Host, host.Address.Port)).ToArray();
        var head = Encoding.UTF8.GetBytes(
            $"POST /records HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {IntakeHost.Key}\r\nContent-Type: application/json\r\nContent-Length: {score.Length}\r\nExpect: 100-continue\r\n\r\n");
        await sockets[0].GetStream().WriteAsync(head);
        using var reader = new StreamReader(sockets[0].GetStream());
        Assert.StartsWith("HTTP/1.1 100", await reader.ReadLineAsync(), StringComparison.Ordinal);
        await reader.ReadLineAsync();
        await sockets[1].GetStream().WriteAsync(head);
        await sockets[2].GetStream().WriteAsync(head);
        IntakeHost.Answer? refused = null;
        for (var attempt = 0; attempt < 50 && refused is null; attempt++)
        {
            // The other two may be a moment on their way; until then this one waits, and is given up.
            var push = host.PushAsync(score);
            if (await Task.WhenAny(push, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None)) == push)
                refused = await push;
            else
                host.Client.CancelPendingRequests();
        }

        await sockets[0].GetStream().WriteAsync(Encoding.UTF8.GetBytes(score));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "busy", TimeSpan.FromSeconds(2)), (refused!.Status, refused.Type, refused.Headers.RetryAfter!.Delta!.Value));
        Assert.StartsWith("HTTP/1.1 202", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Array.ForEach(sockets, socket => socket.Dispose());
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_is_answered_503_with_Retry_After_and_takes_records_again_by_itself()
    {
        await using var host = await IntakeHost.StartAsync(("Outbox:BusyTimeout", "00:00:00"));
        await host.CountsAsync();
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(host.Folder, "ledger.db")};Pooling=False");
        await other.OpenAsync();
        IntakeHost.Answer refused;
        await using (var held = other.BeginTransaction(deferred: false))
            refused = await host.PushAsync(Score("PS-1", 4));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "ledger-unavailable"), (refused.Status, refused.Type));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(["1 pain-score/PS-1 accepted"], (await host.PushAsync(Score("PS-1", 4))).Outcomes);
    }

    [Fact]
    public async Task A_body_that_stops_coming_is_cut_off_at_the_timeout_and_nothing_of_it_is_taken()
    {
        await using var host = await IntakeHost.StartAsync(("Intake:RequestTimeout", "00:00:01"));
        var line = Score("PS-1", 4);
        using var socket = new System.Net.Sockets.TcpClient(host.Address.Host, host.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"POST /records HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {IntakeHost.Key}\r\nContent-Type: application/x-ndjson\r\nContent-Length: 9999\r\n\r\n{line}\n"));
        using var reader = new StreamReader(stream);

        Assert.StartsWith("HTTP/1.1 503", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal(0, (await host.CountsAsync()).Accepted);
    }

    [Fact]
    public async Task Another_method_is_answered_405_and_another_address_is_not_there()
    {
        await using var host = await IntakeHost.StartAsync();
        using var get = new HttpRequestMessage(HttpMethod.Get, "/records");
        using var other = new HttpRequestMessage(HttpMethod.Post, "/other");

        var (wrongMethod, wrongAddress) = (await host.SendAsync(get), await host.SendAsync(other));

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"), (wrongMethod.Status, wrongMethod.MediaType));
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (wrongAddress.Status, wrongAddress.MediaType));
    }
}
