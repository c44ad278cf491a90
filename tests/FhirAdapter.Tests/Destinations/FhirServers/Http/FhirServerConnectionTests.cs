using System.Buffers;
using System.IO.Pipelines;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.Http;

public sealed class FhirServerConnectionTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
    private readonly FhirServerOptions options = new() { BaseAddress = new Uri("https://ehr.example/fhir") };

    [Theory]
    [InlineData(503)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task What_passes_is_tried_again_at_once_where_that_is_harmless(int status)
    {
        var handler = new ScriptedHandler(ScriptedHandler.Answer(status), ScriptedHandler.Answer(200));

        using var reply = await SendAsync(handler, repeatable: true);

        Assert.Equal((ReplyKind.Answered, 200, 2), (reply.Kind, reply.Status, handler.Sent));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(500)]
    [InlineData(301)]
    public async Task What_does_not_pass_is_tried_once(int status)
    {
        var handler = new ScriptedHandler(ScriptedHandler.Answer(status));

        using var reply = await SendAsync(handler, repeatable: true);

        Assert.Equal((status, 1), (reply.Status, handler.Sent));
    }

    [Fact]
    public async Task A_plain_post_is_never_repeated()
    {
        foreach (var answer in (Func<CancellationToken, Task<HttpResponseMessage>>[])
            [ScriptedHandler.Answer(503), ScriptedHandler.Fail(HttpRequestError.ResponseEnded), ScriptedHandler.Stall])
        {
            var handler = new ScriptedHandler(answer);
            using var reply = await SendAsync(handler, repeatable: false);
            Assert.Equal(1, handler.Sent);
        }
    }

    [Fact]
    public async Task What_never_left_may_be_tried_again_whatever_it_is()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Fail(HttpRequestError.ConnectionError), ScriptedHandler.Answer(201));

        using var reply = await SendAsync(handler, repeatable: false);

        Assert.Equal((201, 2), (reply.Status, handler.Sent));
    }

    [Fact]
    public async Task At_most_two_repeats()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Answer(503));

        using var reply = await SendAsync(handler, repeatable: true);

        Assert.Equal((503, 3), (reply.Status, handler.Sent));
    }

    [Theory]
    [InlineData("120")]
    [InlineData("Fri, 20 Nov 2026 10:02:00 GMT")]
    public async Task A_long_retry_after_is_handed_back_and_not_waited_for(string value)
    {
        var handler = new ScriptedHandler(ScriptedHandler.Answer(429, retryAfter: value));

        await using var connection = Connect(handler);
        using var reply = await connection.SendAsync(Request(true), default);

        Assert.Equal((1, TimeSpan.FromMinutes(2)), (handler.Sent, reply.RetryAfter!.Value));
    }

    [Theory]
    [InlineData(-10, true)]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(0, false)]
    public async Task A_date_of_retry_after_is_read_by_the_clock_of_the_server_where_the_answer_tells_it(int minutes, bool tellsDate)
    {
        var there = time.GetUtcNow().AddMinutes(minutes);
        var handler = new ScriptedHandler(ScriptedHandler.Answer(429, retryAfter: there.AddSeconds(40).ToString("r"), date: tellsDate ? there : null));

        using var reply = await SendAsync(handler, repeatable: true);

        Assert.Equal((1, TimeSpan.FromSeconds(40)), (handler.Sent, reply.RetryAfter!.Value));
    }

    [Fact]
    public async Task A_short_retry_after_is_waited_for()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Answer(429, retryAfter: "2"), ScriptedHandler.Answer(200));
        await using var connection = Connect(handler);
        var sending = connection.SendAsync(Request(true), default);

        time.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.Equal(1, handler.Sent);
        time.Advance(TimeSpan.FromMilliseconds(1));
        using var reply = await sending;

        Assert.Equal((200, 2), (reply.Status, handler.Sent));
    }

    [Fact]
    public async Task The_deadline_of_an_attempt_covers_the_last_byte()
    {
        options.QuickRetries = 0;
        var handler = new ScriptedHandler(ScriptedHandler.StallInBody);
        await using var connection = Connect(handler);
        var sending = connection.SendAsync(Request(true), default);

        time.Advance(options.AttemptTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(ReplyKind.Unknown, (await sending).Kind);
    }

    [Fact]
    public async Task An_open_circuit_sends_nothing_until_its_break_is_over()
    {
        options.QuickRetries = 0;
        var handler = new ScriptedHandler([.. Enumerable.Repeat(ScriptedHandler.Answer(500), 10), ScriptedHandler.Answer(200)]);
        await using var connection = Connect(handler);
        for (var i = 0; i < 10; i++)
            (await connection.SendAsync(Request(true), default)).Dispose();

        var withheld = await connection.SendAsync(Request(true), default);
        Assert.Equal((ReplyKind.CircuitOpen, options.CircuitBreaker.Break, 10), (withheld.Kind, withheld.RetryAfter, handler.Sent));
        time.Advance(options.CircuitBreaker.Break);
        Assert.Equal((ReplyKind.Answered, 11), ((await connection.SendAsync(Request(true), default)).Kind, handler.Sent));
    }

    [Fact]
    public async Task A_request_that_waits_for_its_turn_has_not_left()
    {
        options.Concurrency = 1;
        options.QuickRetries = 0;
        options.AttemptTimeout = options.TotalTimeout;
        var handler = new ScriptedHandler(ScriptedHandler.Stall);
        await using var connection = Connect(handler);
        var first = connection.SendAsync(Request(true), default);
        var second = connection.SendAsync(Request(true), default);

        Assert.Equal(1, handler.Sent);
        time.Advance(options.TotalTimeout);

        Assert.Equal([ReplyKind.Unknown, ReplyKind.NotSent], [(await first).Kind, (await second).Kind]);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_or_packed_is_unusable()
    {
        options.MaxReplyBytes = 64 * 1024;
        options.QuickRetries = 0;
        var large = new ScriptedHandler(ScriptedHandler.Answer(200, new string('x', 64 * 1024 + 1)));
        // One whose length is not announced has to be counted as it comes.
        var unannounced = new ScriptedHandler(_ => Task.FromResult(
            new HttpResponseMessage { Content = new StreamContent(PipeReader.Create(new ReadOnlySequence<byte>(new byte[(64 * 1024) + 1])).AsStream()) }));
        var packed = new ScriptedHandler(_ =>
        {
            var answer = new HttpResponseMessage { Content = new StringContent("{}") };
            answer.Content.Headers.ContentEncoding.Add("gzip");
            return Task.FromResult(answer);
        });

        Assert.Equal(ReplyKind.Unknown, (await SendAsync(large, true)).Kind);
        Assert.Equal(ReplyKind.Unknown, (await SendAsync(unannounced, true)).Kind);
        Assert.Equal(ReplyKind.Unknown, (await SendAsync(packed, true)).Kind);
    }

    [Fact]
    public async Task The_callers_cancellation_is_thrown()
    {
        await using var connection = Connect(new ScriptedHandler(ScriptedHandler.Stall));
        using var cancellation = new CancellationTokenSource();
        var sending = connection.SendAsync(Request(true), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public void The_network_is_set_as_it_must_be()
    {
        using var handler = FhirServerConnection.Handler(options);

        Assert.Equal(
            (false, false, false, System.Net.DecompressionMethods.None, 4),
            (handler.AllowAutoRedirect, handler.UseCookies, handler.UseProxy, handler.AutomaticDecompression, handler.MaxConnectionsPerServer));
        Assert.Equal((options.ConnectTimeout, TimeSpan.FromMinutes(5)), (handler.ConnectTimeout, handler.PooledConnectionLifetime));
        Assert.Null(handler.ActivityHeadersPropagator);
        Assert.Null(handler.SslOptions.RemoteCertificateValidationCallback);
    }

    /// <summary>Sends with the clock running on whenever something waits for it.</summary>
    private async Task<FhirReply> SendAsync(ScriptedHandler handler, bool repeatable)
    {
        await using var connection = Connect(handler);
        var sending = connection.SendAsync(Request(repeatable), default);
        while (!sending.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
        return await sending;
    }

    private FhirServerConnection Connect(ScriptedHandler handler) => new("east", options, time, NullLogger.Instance, () => handler);

    private static FhirRequest Request(bool repeatable) => new(HttpMethod.Post, "", "{}"u8.ToArray(), repeatable);
}
