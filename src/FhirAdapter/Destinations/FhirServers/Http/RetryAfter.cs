using System.Globalization;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Reads <c>Retry-After</c> in both its forms (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait: at least a second, at most the cap; nothing for a value that is neither form or is negative.</summary>
    /// <param name="value">The header, where there is one.</param>
    /// <param name="now">The moment by the clock of whoever wrote it.</param>
    /// <param name="cap">The longest wait.</param>
    public static TimeSpan? Read(string? value, DateTimeOffset now, TimeSpan cap)
    {
        value = value?.Trim();
        if (string.IsNullOrEmpty(value))
            return null;
        if (value.All(char.IsAsciiDigit))
            return Bound(value.Length > 9 ? cap : TimeSpan.FromSeconds(int.Parse(value, CultureInfo.InvariantCulture)), cap);
        return DateTimeOffset.TryParseExact(
            value,
            ["ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", "dddd, dd-MMM-yy HH':'mm':'ss 'GMT'", "ddd MMM d HH':'mm':'ss yyyy"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite,
            out var date)
            ? Bound(date - now, cap)
            : null;
    }

    private static TimeSpan Bound(TimeSpan wait, TimeSpan cap) => wait < AtLeast ? AtLeast : wait > cap ? cap : wait;
}
