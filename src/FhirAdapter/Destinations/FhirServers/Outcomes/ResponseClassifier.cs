using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Outcomes;

/// <summary>Says by a table what a status and an <c>OperationOutcome.issue.code</c> mean. The first row that fits counts.</summary>
internal static class ResponseClassifier
{
    private static readonly Row[] Table =
    [
        new(200, 299, null, Verdict.Accepted, ""),

        new(401, 401, null, Verdict.Unauthorized, FailureCode.Unauthorized),
        new(403, 403, ["login", "expired"], Verdict.Unauthorized, FailureCode.Unauthorized),

        new(413, 413, null, Verdict.TooLarge, FailureCode.Invalid),
        new(400, 599, ["too-costly", "too-long"], Verdict.TooLarge, FailureCode.Invalid),

        new(400, 599, ["throttled"], Verdict.Deferred, FailureCode.Throttled),
        new(400, 499, ["lock-error", "timeout", "transient", "no-store", "incomplete"], Verdict.Deferred, FailureCode.Unavailable),
        new(429, 429, null, Verdict.Deferred, FailureCode.Throttled),
        new(408, 408, null, Verdict.Deferred, FailureCode.Unavailable),
        new(423, 425, null, Verdict.Deferred, FailureCode.Unavailable),

        new(400, 499, ["multiple-matches"], Verdict.Conflicted, FailureCode.IdentifierAmbiguous),
        new(400, 422, ["conflict", "duplicate"], Verdict.Conflicted, FailureCode.Conflict),
        new(409, 409, null, Verdict.Conflicted, FailureCode.Conflict),
        new(412, 412, null, Verdict.Conflicted, FailureCode.Conflict),

        new(410, 410, null, Verdict.Rejected, FailureCode.Gone),
        new(400, 404, ["deleted"], Verdict.Rejected, FailureCode.Gone),
        new(403, 403, null, Verdict.Rejected, FailureCode.Forbidden),
        new(400, 422, ["forbidden", "suppressed"], Verdict.Rejected, FailureCode.Forbidden),
        new(404, 406, null, Verdict.Rejected, FailureCode.NotSupported),
        new(415, 415, null, Verdict.Rejected, FailureCode.NotSupported),
        new(400, 422, ["not-supported"], Verdict.Rejected, FailureCode.NotSupported),
        new(501, 501, null, Verdict.Rejected, FailureCode.NotSupported),
        new(400, 499, null, Verdict.Rejected, FailureCode.Invalid),

        new(500, 599, null, Verdict.Deferred, FailureCode.Unavailable),
        new(int.MinValue, int.MaxValue, null, Verdict.Unknown, FailureCode.OutcomeUnknown),
    ];

    /// <summary>What it means, and the code of failure where it is one.</summary>
    /// <param name="status">The HTTP status, or that of a bundle's entry.</param>
    /// <param name="issue">The first error's code in the OperationOutcome, where there was one.</param>
    /// <param name="interaction">What was asked; <see langword="null"/> for a whole bundle.</param>
    public static (Verdict Verdict, string Code) Classify(int status, string? issue, Interaction? interaction)
    {
        if (status == 404 && interaction == Interaction.Update)
            return (Verdict.Rejected, FailureCode.Gone);
        // The last row fits whatever there is.
        var row = 0;
        while (!Table[row].Fits(status, issue))
            row++;
        return (Table[row].Verdict, Table[row].Code);
    }

    private sealed record Row(int From, int To, string[]? Issues, Verdict Verdict, string Code)
    {
        public bool Fits(int status, string? issue) =>
            status >= From && status <= To && (Issues is null || (issue is not null && Issues.Contains(issue)));
    }
}
