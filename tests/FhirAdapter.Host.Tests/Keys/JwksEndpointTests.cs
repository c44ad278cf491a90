using System.Net;
using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using FhirAdapter.Host.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Host.Tests.Keys;

public sealed class JwksEndpointTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fhir-adapter-jwks-").FullName;

    [Fact]
    public async Task The_keys_of_all_destinations_are_served_as_they_stand_and_no_private_part()
    {
        var (east, west) = (new ClientKeys(Path.Combine(folder, "east"), TimeProvider.System), new ClientKeys(Path.Combine(folder, "west"), TimeProvider.System));
        var (first, second) = (east.Create(SigningAlgorithm.ES384), west.Create(SigningAlgorithm.RS384));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FhirAdapter:Destinations:FhirServers:east:SignIn:KeyFolder"] = Path.Combine(folder, "east"),
            ["FhirAdapter:Destinations:FhirServers:west:SignIn:KeyFolder"] = Path.Combine(folder, "west"),
            ["FhirAdapter:Destinations:FhirServers:north:SignIn:KeyFolder"] = Path.Combine(folder, "missing"),
        });
        await using var application = builder.Build();
        application.MapJwks(application.Configuration);
        await application.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };

        Assert.Equal([first.Id, second.Id], await KeysAsync(client));
        var third = east.Create(SigningAlgorithm.ES384);
        east.Retire(first.Id, evenTheLast: false);
        Assert.Equal([third.Id, second.Id], await KeysAsync(client));
        using var answer = await client.GetAsync(new Uri("/.well-known/jwks.json", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "application/json", TimeSpan.FromMinutes(5)), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.CacheControl?.MaxAge));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<IReadOnlyList<string?>> KeysAsync(HttpClient client)
    {
        using var set = JsonDocument.Parse(await client.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative)));
        var keys = set.RootElement.GetProperty("keys").EnumerateArray().ToList();
        Assert.All(keys, each => Assert.False(each.TryGetProperty("d", out _) || each.TryGetProperty("p", out _)));
        return keys.ConvertAll(each => each.GetProperty("kid").GetString());
    }
}
