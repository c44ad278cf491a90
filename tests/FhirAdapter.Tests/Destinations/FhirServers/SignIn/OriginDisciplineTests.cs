using System.Globalization;
using System.Net;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;
using Microsoft.AspNetCore.Http;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>Whatever a server says, not one byte goes to another host.</summary>
public sealed class OriginDisciplineTests : IDisposable
{
    private readonly EvilListener[] evil = [.. Enumerable.Range(2, 8).Select(i => new EvilListener(string.Create(CultureInfo.InvariantCulture, $"127.0.0.{i}")))];

    public static TheoryData<int, string> Redirects
    {
        get
        {
            var cells = new TheoryData<int, string>();
            foreach (var status in (int[])[301, 302, 303, 307, 308])
            {
                foreach (var path in (string[])["/fhir/.well-known/smart-configuration", "/token", "/fhir/metadata", "/fhir/Patient/_search", "/fhir"])
                    cells.Add(status, path);
            }
            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_is_followed_nowhere(int status, string path)
    {
        await using var site = await SignInSite.OpenAsync();
        var told = 0;
        site.Server.Instead = context =>
        {
            if (context.Request.Path != path)
                return false;
            told++;
            (context.Response.StatusCode, context.Response.Headers.Location) = (status, $"http://{evil[0].Host}{path}");
            return true;
        };

        var deferred = await site.DeferredAsync();

        Assert.Equal((FailureCode.Unavailable, status, false), (deferred.Failure.Code, deferred.Failure.HttpStatus, deferred.UsesAttempt));
        Assert.True(told > 0, "nothing was redirected");
        NothingReachedThem();
    }

    [Fact]
    public async Task A_token_endpoint_elsewhere_is_refused_with_the_line_to_add()
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.NamedTokenAddress = $"http://{evil[0].Host}/token";

        var deferred = await site.DeferredAsync();

        Assert.Equal((FailureCode.AddressNotAllowed, "AllowedOrigins", false), (deferred.Failure.Code, deferred.Failure.Path, deferred.UsesAttempt));
        Assert.StartsWith($"http://{evil[0].Host} in that list", deferred.Failure.Expected, StringComparison.Ordinal);
        NothingReachedThem();
    }

    [Fact]
    public async Task A_token_endpoint_elsewhere_is_forgotten_as_soon_as_the_server_names_its_own()
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.NamedTokenAddress = $"http://{evil[0].Host}/token";
        var deferred = await site.DeferredAsync();
        site.Server.NamedTokenAddress = null;

        site.Time.Advance(deferred.NotBefore!.Value);

        await site.DeliveredAsync();
        NothingReachedThem();
    }

    [Theory]
    [InlineData("http://{good}@{evil}/token")]
    [InlineData("http://{good}:80@{evil}/token")]
    [InlineData("http://{evil}\\@{good}/token")]
    [InlineData("http://{evil}#@{good}/token")]
    [InlineData("http://{evil}?http://{good}/token")]
    [InlineData("//{evil}/token")]
    [InlineData("HTTP://{EVIL}/token")]
    public async Task A_token_endpoint_that_only_looks_like_the_servers_own_is_refused(string trick)
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.NamedTokenAddress = trick.Replace("{good}", site.Server.Base.Authority, StringComparison.Ordinal)
            .Replace("{evil}", evil[1].Host, StringComparison.OrdinalIgnoreCase).Replace("\\", "\\\\", StringComparison.Ordinal);

        var deferred = await site.DeferredAsync();

        Assert.False(deferred.UsesAttempt);
        Assert.Equal(0, site.Server.TokenRequests);
        NothingReachedThem();
    }

    [Fact]
    public async Task A_listed_origin_is_asked_for_the_token_and_gets_nothing_else()
    {
        await using var site = await SignInSite.OpenAsync();
        await using var other = await StrictServer.StartAsync(site.Time);
        other.KeySet = site.Server.KeySet;
        site.Server.NamedTokenAddress = other.TokenAddress.AbsoluteUri;
        site.Options.AllowedOrigins = [other.TokenAddress.GetLeftPart(UriPartial.Authority)];

        var deferred = await site.DeferredAsync();

        Assert.Empty(other.Reasons);
        // The server does not know the other's tokens; what matters is where they went.
        Assert.Equal(FailureCode.Unauthorized, deferred.Failure.Code);
        Assert.Equal((1, 0), (other.TokenRequests, other.FhirRequests));
        Assert.Equal(0, site.Server.TokenRequests);
    }

    [Fact]
    public async Task Links_and_locations_of_another_host_are_not_followed()
    {
        await using var site = await SignInSite.OpenAsync();
        site.Options.Write = WriteMode.Single;
        site.Options.Identity = IdentityMode.SearchThenCreate;
        var (searches, ids) = (0, new Dictionary<string, string>());
        site.Server.Instead = context => context.Request.Path.Value switch
        {
            "/fhir/Patient/_search" => Found(context, [("Patient", "pa", "patient", "A")]),
            "/fhir/Observation/_search" => Found(context, [.. ids.Select(each => ("Observation", each.Value, "observation", each.Key))]),
            "/fhir/Observation" => Created(context),
            _ => false,
        };

        await site.DeliveredAsync();
        var second = Assert.IsType<DeliveryOutcome.Delivered>(await site.DeliverAsync("S2"));

        Assert.Equal("Observation/o2/_history/1", second.RemoteId);
        Assert.True(searches > 1 && ids.Count == 2, $"{searches} searches, {ids.Count} writes");
        NothingReachedThem();

        bool Found(HttpContext context, (string Type, string Id, string Kind, string Value)[] known)
        {
            using var body = new StreamReader(context.Request.Body);
            var asked = body.ReadToEndAsync().GetAwaiter().GetResult();
            var matches = known.Where(each => asked.Contains("%7C" + each.Value, StringComparison.Ordinal)).ToList();
            var next = matches.Count == 0 ? "" : $",{{\"relation\":\"next\",\"url\":\"http://{evil[2].Host}/fhir?page=2\"}}";
            var entries = matches.Select(each =>
                $"{{\"fullUrl\":\"http://{evil[4].Host}/fhir/{each.Type}/{each.Id}\",\"resource\":{{\"resourceType\":\"{each.Type}\",\"id\":\"{each.Id}\"," +
                $"\"identifier\":[{{\"system\":\"{SomeDeliveries.Ids}{each.Kind}\",\"value\":\"{each.Value}\"}}]}}}}");
            return Say(context, ++searches, 200,
                $"{{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{{\"relation\":\"self\",\"url\":\"http://{evil[3].Host}/fhir\"}}{next}]," +
                $"\"entry\":[{string.Join(',', entries)}]}}");
        }

        bool Created(HttpContext context)
        {
            using var body = new StreamReader(context.Request.Body);
            var written = body.ReadToEndAsync().GetAwaiter().GetResult();
            var id = $"o{ids.Count + 1}";
            ids.Add(written.Contains("\"S2\"", StringComparison.Ordinal) ? "S2" : "S1", id);
            context.Response.Headers.Location = $"http://{evil[5].Host}/fhir/Observation/{id}/_history/1";
            context.Response.Headers.ContentLocation = $"http://{evil[6].Host}/fhir/Observation/{id}";
            context.Response.Headers.ETag = "W/\"1\"";
            return Say(context, 0, 201, "");
        }
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_refused_also_when_it_led_elsewhere_before()
    {
        var addresses = new Queue<string>(["127.0.0.2", "::ffff:127.0.0.3", "169.254.169.254", "10.0.0.1"]);
        var options = new FhirServerOptions { BaseAddress = new Uri($"http://ehr.example:{evil[0].Host.Split(':')[1]}/fhir"), AllowInsecure = true, QuickRetries = 0 };
        await using var connection = new FhirServerConnection(
            "east", options, TimeProvider.System, new Microsoft.Extensions.Logging.Testing.FakeLogger(),
            () => NetworkHandler.Create(options, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(addresses.Dequeue())])));

        while (addresses.TryPeek(out var address))
        {
            using var reply = await connection.SendAsync(new FhirRequest(HttpMethod.Get, "metadata", default, Repeatable: true), SignInSite.Soon);

            Assert.Equal((ReplyKind.Withheld, FailureCode.AddressNotAllowed, "AllowedNetworks"), (reply.Kind, reply.Failure!.Code, reply.Failure.Path));
            Assert.StartsWith(address, reply.Failure.Expected, StringComparison.Ordinal);
        }
        NothingReachedThem();
    }

    [Fact]
    public async Task A_name_that_leads_to_a_listed_network_is_connected_to()
    {
        await using var site = await SignInSite.OpenAsync();
        var options = new FhirServerOptions
        {
            BaseAddress = new Uri($"http://ehr.example:{site.Server.Base.Port}/fhir"), AllowInsecure = true, AllowedNetworks = ["127.0.0.0/30"],
        };
        await using var connection = new FhirServerConnection(
            "east", options, TimeProvider.System, site.Logger, () => NetworkHandler.Create(options, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])));

        using var reply = await connection.SendAsync(new FhirRequest(HttpMethod.Get, "metadata", default, Repeatable: true), SignInSite.Soon);

        Assert.Equal(401, reply.Status);
    }

    [Theory]
    [InlineData("/token", false)]
    [InlineData("/token", true)]
    [InlineData("/fhir/.well-known/smart-configuration", false)]
    [InlineData("/fhir/.well-known/smart-configuration", true)]
    public async Task An_answer_of_the_sign_in_that_is_too_long_or_packed_is_not_read(string path, bool packed)
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.Instead = context =>
        {
            if (context.Request.Path != path)
                return false;
            if (packed)
                context.Response.Headers.ContentEncoding = "gzip";
            return Say(context, 0, 200, packed ? "{}" : new string(' ', 1024 * 1024 + 1));
        };

        var deferred = await site.DeferredAsync();

        Assert.Equal((FailureCode.Unavailable, "an answer of at most 1048576 bytes, not packed"), (deferred.Failure.Code, deferred.Failure.Expected));
    }

    [Theory]
    [InlineData("/fhir/metadata", false)]
    [InlineData("/fhir/metadata", true)]
    [InlineData("/fhir/Patient/_search", false)]
    [InlineData("/fhir/Patient/_search", true)]
    [InlineData("/fhir", false)]
    [InlineData("/fhir", true)]
    public async Task An_answer_of_the_server_that_is_nested_without_end_or_packed_confirms_nothing(string path, bool packed)
    {
        await using var site = await SignInSite.OpenAsync();
        site.Options.QuickRetries = 0;
        site.Server.Instead = context =>
        {
            if (context.Request.Path != path)
                return false;
            if (packed)
                context.Response.Headers.ContentEncoding = "gzip";
            return Say(context, 0, 200, packed ? "{}" : new string('[', 200_000));
        };

        Assert.StartsWith("deferred.", (await site.DeferredAsync()).Failure.Code, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (var each in evil)
            each.Dispose();
    }

    private static bool Say(HttpContext context, int _, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/fhir+json";
        context.Response.WriteAsync(body).GetAwaiter().GetResult();
        return true;
    }

    private void NothingReachedThem() => Assert.All(evil, each => Assert.Equal((0, 0L), each.Got));
}
