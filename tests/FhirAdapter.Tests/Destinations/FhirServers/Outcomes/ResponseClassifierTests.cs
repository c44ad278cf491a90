using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Outcomes;
using FhirAdapter.Failures;

namespace FhirAdapter.Tests.Destinations.FhirServers.Outcomes;

public sealed class ResponseClassifierTests
{
    [Theory]
    [InlineData(200, null, "Accepted", "")]
    [InlineData(201, null, "Accepted", "")]
    [InlineData(204, null, "Accepted", "")]
    [InlineData(400, null, "Rejected", FailureCode.Invalid)]
    [InlineData(400, "structure", "Rejected", FailureCode.Invalid)]
    [InlineData(400, "multiple-matches", "Conflicted", FailureCode.IdentifierAmbiguous)]
    [InlineData(400, "not-supported", "Rejected", FailureCode.NotSupported)]
    [InlineData(400, "too-costly", "TooLarge", FailureCode.Invalid)]
    [InlineData(400, "too-long", "TooLarge", FailureCode.Invalid)]
    [InlineData(400, "throttled", "Deferred", FailureCode.Throttled)]
    [InlineData(400, "transient", "Deferred", FailureCode.Unavailable)]
    [InlineData(400, "forbidden", "Rejected", FailureCode.Forbidden)]
    [InlineData(401, null, "Unauthorized", FailureCode.Unauthorized)]
    [InlineData(402, null, "Rejected", FailureCode.Invalid)]
    [InlineData(403, null, "Rejected", FailureCode.Forbidden)]
    [InlineData(403, "expired", "Unauthorized", FailureCode.Unauthorized)]
    [InlineData(403, "throttled", "Deferred", FailureCode.Throttled)]
    [InlineData(404, null, "Rejected", FailureCode.NotSupported)]
    [InlineData(404, "deleted", "Rejected", FailureCode.Gone)]
    [InlineData(405, null, "Rejected", FailureCode.NotSupported)]
    [InlineData(406, null, "Rejected", FailureCode.NotSupported)]
    [InlineData(408, null, "Deferred", FailureCode.Unavailable)]
    [InlineData(409, null, "Conflicted", FailureCode.Conflict)]
    [InlineData(409, "lock-error", "Deferred", FailureCode.Unavailable)]
    [InlineData(410, null, "Rejected", FailureCode.Gone)]
    [InlineData(412, null, "Conflicted", FailureCode.Conflict)]
    [InlineData(412, "multiple-matches", "Conflicted", FailureCode.IdentifierAmbiguous)]
    [InlineData(413, null, "TooLarge", FailureCode.Invalid)]
    [InlineData(415, null, "Rejected", FailureCode.NotSupported)]
    [InlineData(422, null, "Rejected", FailureCode.Invalid)]
    [InlineData(422, "duplicate", "Conflicted", FailureCode.Conflict)]
    [InlineData(422, "business-rule", "Rejected", FailureCode.Invalid)]
    [InlineData(423, null, "Deferred", FailureCode.Unavailable)]
    [InlineData(424, null, "Deferred", FailureCode.Unavailable)]
    [InlineData(425, null, "Deferred", FailureCode.Unavailable)]
    [InlineData(429, null, "Deferred", FailureCode.Throttled)]
    [InlineData(500, null, "Deferred", FailureCode.Unavailable)]
    [InlineData(500, "exception", "Deferred", FailureCode.Unavailable)]
    [InlineData(501, null, "Rejected", FailureCode.NotSupported)]
    [InlineData(502, null, "Deferred", FailureCode.Unavailable)]
    [InlineData(503, null, "Deferred", FailureCode.Unavailable)]
    [InlineData(504, null, "Deferred", FailureCode.Unavailable)]
    [InlineData(507, null, "Deferred", FailureCode.Unavailable)]
    [InlineData(0, null, "Unknown", FailureCode.OutcomeUnknown)]
    [InlineData(100, null, "Unknown", FailureCode.OutcomeUnknown)]
    [InlineData(302, null, "Unknown", FailureCode.OutcomeUnknown)]
    [InlineData(999, null, "Unknown", FailureCode.OutcomeUnknown)]
    public void A_status_and_an_issue_code_have_one_meaning(int status, string? issue, string verdict, string code) =>
        Assert.Equal((Enum.Parse<Verdict>(verdict), code), ResponseClassifier.Classify(status, issue, null));

    [Fact]
    public void An_update_of_what_is_not_there_finds_it_gone() =>
        Assert.Equal((Verdict.Rejected, FailureCode.Gone), ResponseClassifier.Classify(404, null, Interaction.Update));

    [Fact]
    public void Every_status_has_a_meaning_and_only_2xx_is_success()
    {
        for (var status = 0; status < 1000; status++)
            Assert.Equal(status is >= 200 and <= 299, ResponseClassifier.Classify(status, null, null).Verdict == Verdict.Accepted);
    }
}
