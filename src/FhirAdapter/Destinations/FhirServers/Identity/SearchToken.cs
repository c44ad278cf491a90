using System.Buffers;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>Writes token search values (R4 search.html 3.1.1.5.5 and 3.1.1.4.0.1), fit for a URL and for a form body.</summary>
internal static class SearchToken
{
    private const string Bar = "%7C";

    // RFC 3986 2.3.
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    // The systems of one clinic are few and come again with every record; the last one is mostly the next one.
    private static volatile Tuple<string, string>? last;

    /// <summary><c>system|value</c>: first FHIR's own escapes, then percent-encoding.</summary>
    public static string Of(string system, string value) => string.Concat(System(system), Bar, Encode(value));

    /// <summary>The same, into a request's body.</summary>
    public static void Write(PooledBytes output, string system, string value)
    {
        output.WriteAscii(System(system));
        output.WriteAscii(Bar);
        output.WriteAscii(Encode(value));
    }

    private static string System(string system)
    {
        if (last is { } known && known.Item1 == system)
            return known.Item2;
        var encoded = Encode(system);
        last = Tuple.Create(system, encoded);
        return encoded;
    }

    private static string Encode(string text) => text.AsSpan().ContainsAnyExcept(Unreserved) ? Uri.EscapeDataString(Escape(text)) : text;

    private static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(@"\|,$") < 0)
            return text;
        return text
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("|", @"\|", StringComparison.Ordinal)
            .Replace(",", @"\,", StringComparison.Ordinal)
            .Replace("$", @"\$", StringComparison.Ordinal);
    }
}
