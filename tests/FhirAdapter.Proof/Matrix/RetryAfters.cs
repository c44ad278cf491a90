using System.Globalization;

namespace FhirAdapter.Proof.Matrix;

/// <summary>The forms of <c>Retry-After</c>, and the least wait that each asks for.</summary>
internal static class RetryAfters
{
    /// <summary>The header that a cell meets, and the least wait that it asks for; where tokens are asked for, one that asks for a wait.</summary>
    public static (string Value, TimeSpan Least) Of(Cell cell, DateTimeOffset now) => All(now)[cell.Interaction switch
    {
        Interaction.Token => 0,
        Interaction.SmartConfiguration => 6,
        _ => cell.Variant % 7,
    }];

    private static (string Value, TimeSpan Least)[] All(DateTimeOffset now) =>
    [
        ("120", TimeSpan.FromSeconds(120)),
        (now.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture), TimeSpan.FromSeconds(85)),
        (now.AddHours(-30).ToString("R", CultureInfo.InvariantCulture), TimeSpan.Zero),
        ("0", TimeSpan.Zero),
        ("-5", TimeSpan.Zero),
        ("soon", TimeSpan.Zero),
        ("315360000", TimeSpan.FromMinutes(15)),
    ];
}
