using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FhirAdapter.Host.Tests.Intake;

/// <summary>Every route against no key, a wrong one and a right one. A route that is new fails here until it is listed.</summary>
public sealed class AccessTests
{
    private static readonly Dictionary<string, (string Method, HttpStatusCode None, HttpStatusCode Wrong, HttpStatusCode Right)> Routes = new()
    {
        ["/health/live"] = ("GET", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK),
        ["/health/ready"] = ("GET", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK),
        ["/.well-known/jwks.json"] = ("GET", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK),
        ["/records"] = ("POST", HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest),
    };

    [Fact]
    public async Task Every_route_is_listed_and_answers_each_caller_as_listed()
    {
        await using var host = await IntakeHost.StartAsync();
        var known = host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!);

        Assert.Equal(Routes.Keys.Order(), known.Order());
        foreach (var (path, expected) in Routes)
        {
            Assert.Equal((path, expected.None), (path, await AskAsync(host, expected.Method, path, null)));
            Assert.Equal((path, expected.Wrong), (path, await AskAsync(host, expected.Method, path, "Bearer " + new string('x', 36))));
            Assert.Equal((path, expected.Wrong), (path, await AskAsync(host, expected.Method, path, "Basic " + IntakeHost.Key)));
            Assert.Equal((path, expected.Right), (path, await AskAsync(host, expected.Method, path, "Bearer " + IntakeHost.Key)));
        }
    }

    [Theory]
    [InlineData(IntakeHost.Key + "x")]
    [InlineData(IntakeHost.Key + ",x")]
    [InlineData("x" + IntakeHost.Key)]
    [InlineData("KEY-0123456789-0123456789-0123456789")]
    [InlineData("key-0123456789-0123456789-012345678")]
    public async Task A_key_that_is_nearly_right_is_wrong(string key)
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, "POST", "/records", "Bearer " + key));
    }

    [Fact]
    public async Task An_address_that_is_not_there_asks_for_a_key_too()
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, "GET", "/other", null));
    }

    [Fact]
    public async Task A_caller_without_a_key_is_told_how_to_bear_one_before_the_body_is_read()
    {
        await using var host = await IntakeHost.StartAsync();
        using var socket = new System.Net.Sockets.TcpClient(host.Address.Host, host.Address.Port);
        await using var stream = socket.GetStream();
        // No byte of the body is ever sent.
        await stream.WriteAsync(Encoding.UTF8.GetBytes("POST /records HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n"));
        using var reader = new StreamReader(stream);

        Assert.StartsWith("HTTP/1.1 401", await reader.ReadLineAsync(), StringComparison.Ordinal);
        var head = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            head.Add(line);
        Assert.Contains("WWW-Authenticate: Bearer realm=\"fhir-adapter\"", head);
        Assert.Contains("Content-Type: application/problem+json", head);
    }

    [Fact]
    public async Task A_second_key_is_valid_at_once_when_it_is_added_and_the_first_no_more_when_it_is_taken_out()
    {
        const string next = "next-0123456789-0123456789-0123456789";
        await using var host = await IntakeHost.StartAsync(("Intake:RequestsPerMinute", "1000000"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, "POST", "/records", "Bearer " + next));

        IntakeHost.Secret(host.Folder, "keys", IntakeHost.Key + "\n" + next + "\n");
        await BecomesAsync(host, next, HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(host, "POST", "/records", "Bearer " + IntakeHost.Key));

        IntakeHost.Secret(host.Folder, "keys", next);
        await BecomesAsync(host, IntakeHost.Key, HttpStatusCode.Unauthorized);

        IntakeHost.Secret(host.Folder, "keys", "short");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!host.Log.Contains("not usable", StringComparison.Ordinal))
        {
            limit.Token.ThrowIfCancellationRequested();
            Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(host, "POST", "/records", "Bearer " + next));
        }

        Assert.DoesNotContain(next, host.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_is_turned_to_a_new_key_file_is_followed()
    {
        if (OperatingSystem.IsWindows())
            return;
        const string next = "next-0123456789-0123456789-0123456789";
        var folder = Directory.CreateTempSubdirectory("fhir-adapter-keys-").FullName;
        // As secrets are mounted: a link to a file in a folder that is a link itself.
        foreach (var (name, key) in new[] { ("one", IntakeHost.Key), ("two", next) })
            IntakeHost.Secret(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, "keys", key);
        Directory.CreateSymbolicLink(Path.Combine(folder, "data"), "one");
        File.CreateSymbolicLink(Path.Combine(folder, "keys"), "data/keys");
        await using var host = await IntakeHost.StartAsync(("Intake:RequestsPerMinute", "1000000"), ("Intake:ApiKeyFile", Path.Combine(folder, "keys")));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(host, "POST", "/records", "Bearer " + IntakeHost.Key));

        File.SetLastWriteTimeUtc(Path.Combine(folder, "two", "keys"), DateTime.UnixEpoch.AddDays(1));
        Directory.Delete(Path.Combine(folder, "data"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "data"), "two");

        await BecomesAsync(host, next, HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, "POST", "/records", "Bearer " + IntakeHost.Key));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task BecomesAsync(IntakeHost host, string key, HttpStatusCode status)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await AskAsync(host, "POST", "/records", "Bearer " + key) != status)
            await timer.WaitForNextTickAsync(limit.Token);
    }

    private static async Task<HttpStatusCode> AskAsync(IntakeHost host, string method, string path, string? authorization)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent("", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
