namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>A request as it left.</summary>
internal sealed record RecordedRequest(string Method, string Path, string Body, string? Authorization)
{
    public bool IsWrite => Method is "PUT" || (Method == "POST" && !Path.EndsWith("_search", StringComparison.Ordinal));
}
