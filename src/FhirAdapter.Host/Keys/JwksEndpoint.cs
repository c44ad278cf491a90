using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Host.Keys;

/// <summary>Serves the public key set of every key folder in the settings, for servers that fetch it.</summary>
internal static class JwksEndpoint
{
    public const string Path = "/.well-known/jwks.json";

    /// <summary>How long a server may keep what it fetched; <see cref="Destinations.FhirServers.SignIn.SignInOptions.PublishTime"/> must be longer.</summary>
    private const string CacheControl = "public, max-age=300";

    /// <summary>Adds the endpoint. It needs no sign-in: what it gives is public, and the folders are read anew each time.</summary>
    public static IEndpointConventionBuilder MapJwks(this IEndpointRouteBuilder endpoints, IConfiguration configuration)
    {
        string[] folders = [.. KeyFolderSetting.All(configuration).Select(each => each.Folder)];
        return endpoints.MapGet(Path, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = CacheControl;
            return Results.Bytes(ClientKeys.PublicKeySet(folders), "application/json");
        }).AllowAnonymous();
    }
}
