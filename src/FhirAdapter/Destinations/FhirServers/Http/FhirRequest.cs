namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>One request, in bytes that can be sent again.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Relative to the base address, without a leading slash; empty for the base itself.</param>
/// <param name="Body">The body; empty for none. It must not change while the request is under way.</param>
/// <param name="Repeatable">Whether carrying it out twice has the effect of once.</param>
internal sealed record FhirRequest(HttpMethod Method, string Path, ReadOnlyMemory<byte> Body, bool Repeatable)
{
    /// <summary>The body's media type.</summary>
    public string ContentType { get; init; } = "application/fhir+json; charset=utf-8";

    /// <summary>The version that is to be replaced, without quotes.</summary>
    public string? IfMatch { get; init; }

    /// <summary>The search that must have no match, escaped.</summary>
    public string? IfNoneExist { get; init; }

    /// <summary>The lease that must not be over when it is sent; nothing for what only reads.</summary>
    public Lease? Lease { get; init; }

    /// <summary>Whether bytes of it may have left: without that, a failure cannot have had an effect.</summary>
    public bool Sent => Tries > 0;

    /// <summary>How often it may have left.</summary>
    public int Tries { get; set; }

    /// <summary>Whether it was sent and nothing is known of what came of it, so far.</summary>
    public bool IsUnanswered { get; set; }

    /// <summary>Whether it was sent again though nothing was known of what came of it.</summary>
    public bool WasUnknown { get; set; }
}
