using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;
using FhirAdapter.Sandbox.Writing;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>The answer to one interaction, before it becomes an HTTP response or an entry of a Bundle.</summary>
internal sealed record FhirResponse(int Status)
{
    private static readonly Issue Done = new("information", "informational", "Done.");

    public byte[]? Body { get; init; }

    /// <summary>Whether <see cref="Body"/> is an OperationOutcome rather than what was asked for.</summary>
    public bool BodyIsOutcome { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary><c>Type/id/_history/n</c> of what a write left, relative to the base.</summary>
    public string? Location { get; init; }

    /// <summary>Whether <see cref="Location"/> goes out as it is.</summary>
    public bool LocationIsRelative { get; init; }

    /// <summary>What the answer says it is, where that is not FHIR JSON.</summary>
    public string? MediaType { get; init; }

    /// <summary>Why what was asked for was not done.</summary>
    public FhirFailure? Failure { get; init; }

    /// <summary>The methods of a 405, for the Allow header.</summary>
    public string? Allow { get; init; }

    public static FhirResponse Of(FhirFailure failure) =>
        new(failure.Status) { Body = OperationOutcomes.Json(failure.Issues), BodyIsOutcome = true, Failure = failure };

    public static FhirResponse Of(int status, byte[] body) => new(status) { Body = body };

    public static FhirResponse Of(ResourceVersion version) =>
        new(200) { Body = version.Json, ETag = version.ETag, LastModified = version.LastUpdated };

    public static FhirResponse Of(WriteResult result, string preferredReturn)
    {
        var response = new FhirResponse(result.Status)
        {
            ETag = result.Version?.ETag,
            LastModified = result.Version?.LastUpdated,
            Location = result.Version is { Deleted: false } live ? live.Location : null,
        };
        return preferredReturn switch
        {
            _ when result.Status == 204 => response,
            "representation" => response with { Body = result.Version!.Json },
            "OperationOutcome" => response with { Body = OperationOutcomes.Json([Done]), BodyIsOutcome = true },
            _ => response,
        };
    }
}
