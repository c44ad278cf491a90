using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Tests.Destinations.FhirServers.Http;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Cap = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData("120", 120)]
    [InlineData(" 7 ", 7)]
    [InlineData("0", 1)]
    [InlineData("900", 900)]
    [InlineData("901", 900)]
    [InlineData("315360000", 900)]
    [InlineData("99999999999999999999", 900)]
    [InlineData("Fri, 20 Nov 2026 10:02:00 GMT", 120)]
    [InlineData("Friday, 20-Nov-26 10:02:00 GMT", 120)]
    [InlineData("Fri Nov 20 10:02:00 2026", 120)]
    [InlineData("Fri, 20 Nov 2026 09:00:00 GMT", 1)]
    [InlineData("Sun, 20 Nov 2036 10:00:00 GMT", null)]
    [InlineData("Thu, 20 Nov 2036 10:00:00 GMT", 900)]
    [InlineData("-5", null)]
    [InlineData("1.5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Both_forms_are_read_and_bounded_and_anything_else_is_ignored(string? value, int? seconds) =>
        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, RetryAfter.Read(value, Now, Cap));
}
