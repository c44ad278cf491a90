using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.WriteProfiles;

public sealed class GmtDateTests
{
    [Theory]
    [InlineData("2026-11-20T17:05:00-08:00", "2026-11-21")]
    [InlineData("2026-11-21T00:30:00.5+01:00", "2026-11-20")]
    [InlineData("2026-11-20T23:59:59Z", "2026-11-20")]
    [InlineData("2026-11-20", null)]
    [InlineData("2026-11", null)]
    [InlineData("2026-11-20Then", null)]
    [InlineData("Tolerated well", null)]
    public void A_time_has_a_date_in_GMT(string text, string? date) => Assert.Equal(date, GmtDate.Of(text));
}
