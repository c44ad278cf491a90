using System.Text.Json.Nodes;
using FhirAdapter.Host.Intake;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FhirAdapter.Host.Tests.Intake;

/// <summary>Holds the description for callers to what there is.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonNode Description = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), "openapi.json")))!;

    [Fact]
    public async Task It_describes_every_route_and_no_other()
    {
        await using var host = await IntakeHost.StartAsync();
        var routes = host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(route => $"{route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {route.RoutePattern.RawText}");

        Assert.Equal(
            routes.Order(),
            Description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}")).Order());
    }

    [Fact]
    public void It_names_the_media_types_that_are_taken_and_only_references_that_lead_somewhere()
    {
        var content = Description["paths"]!["/records"]!["post"]!["requestBody"]!["content"]!.AsObject();
        Assert.Equal(PushedForm.Accepted, string.Join(", ", content.Select(one => one.Key)));

        Assert.All(References(Description), reference => Assert.True(
            reference.StartsWith('#')
                ? reference[2..].Split('/').Aggregate((JsonNode?)Description, (node, name) => node?[name]) is not null
                : File.Exists(Path.Combine(Folder(), reference)),
            reference));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => member.Key == "$ref" ? [member.Value!.GetValue<string>()] : References(member.Value)),
        JsonArray many => many.SelectMany(References),
        _ => [],
    };

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FhirAdapter.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "profiles", "records");
    }
}
