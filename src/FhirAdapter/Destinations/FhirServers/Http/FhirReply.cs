using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>What came back of a request: its answer whole, or why there is none.</summary>
internal sealed class FhirReply(ReplyKind kind, int status = 0, PooledBytes? body = null) : IDisposable
{
    public ReplyKind Kind { get; } = kind;

    public int Status { get; } = status;

    public ReadOnlyMemory<byte> Body => body?.WrittenMemory ?? default;

    /// <summary>The <c>Location</c> header as it came.</summary>
    public string? Location { get; init; }

    /// <summary>The <c>ETag</c> header as it came.</summary>
    public string? ETag { get; init; }

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What a person can mend, where there was no answer or credentials were refused.</summary>
    public Failure? Failure { get; init; }

    public bool IsSuccess => Kind == ReplyKind.Answered && Status is >= 200 and <= 299;

    /// <summary>Its status and headers, without the bytes.</summary>
    public FhirReply WithoutBody() => new(Kind, Status) { Location = Location, ETag = ETag, RetryAfter = RetryAfter, Failure = Failure };

    public void Dispose() => body?.Dispose();
}
