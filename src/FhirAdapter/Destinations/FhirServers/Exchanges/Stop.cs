using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Why nothing more is sent to the server for now.</summary>
/// <param name="Failure">Why.</param>
/// <param name="NotBefore">How long to leave it alone, where that is known.</param>
/// <param name="UsesAttempt">Whether an attempt was used up.</param>
internal sealed record Stop(Failure Failure, TimeSpan? NotBefore, bool UsesAttempt)
{
    /// <summary>Reads from a reply whether it concerns the server rather than what was sent.</summary>
    public static Stop? Of(FhirReply reply, TimeSpan pause) => reply.Kind switch
    {
        ReplyKind.CircuitOpen => new(new Failure(FailureCode.CircuitOpen), reply.RetryAfter, false),
        ReplyKind.Withheld => new(reply.Failure ?? new Failure(FailureCode.Unauthorized), reply.RetryAfter ?? pause, false),
        ReplyKind.LeaseOver => new(new Failure(FailureCode.LeaseOver), null, false),
        ReplyKind.NotSent => new(reply.Failure ?? new Failure(FailureCode.Unavailable), null, false),
        ReplyKind.Unknown => null,
        _ => OfStatus(reply, pause),
    };

    /// <summary>Reads from a reply to a question whether the server failed to answer it at all: what hangs on the answer cannot go on.</summary>
    public static Stop? OfSilence(FhirReply reply) => reply.Kind == ReplyKind.Unknown || reply.Status >= 500
        ? new(new Failure(FailureCode.Unavailable, HttpStatus: reply.Status == 0 ? null : reply.Status), null, true)
        : null;

    private static Stop? OfStatus(FhirReply reply, TimeSpan pause) => reply.Status switch
    {
        401 => new(reply.Failure ?? new Failure(FailureCode.Unauthorized, HttpStatus: 401), reply.RetryAfter ?? pause, false),
        >= 300 and <= 399 => new(
            new Failure(FailureCode.Unavailable, "BaseAddress", "an answer from the address itself; redirects are not followed", reply.Status), pause, false),
        429 => new(new Failure(FailureCode.Throttled, HttpStatus: 429), reply.RetryAfter, reply.RetryAfter is null),
        503 when reply.RetryAfter is { } wait => new(new Failure(FailureCode.Throttled, HttpStatus: 503), wait, false),
        408 or 425 or 502 or 503 or 504 => new(new Failure(FailureCode.Unavailable, HttpStatus: reply.Status), null, true),
        _ => null,
    };
}
