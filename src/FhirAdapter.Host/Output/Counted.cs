using System.Globalization;

namespace FhirAdapter.Host.Output;

/// <summary>A number and the word that fits it, for a person.</summary>
internal static class Counted
{
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="more">The word for any other number.</param>
    public static string Of(long count, string one, string more) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : more)}");
}
