using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FhirAdapter.Sandbox.Search;

/// <summary>
/// Where a page begins. The token in a <c>next</c> link holds the whole query and the last place served, so that a client has
/// nothing to take apart and writes between two pages neither repeat nor skip a resource that stays.
/// </summary>
/// <param name="After">The ordinal (searches) or sequence (histories) of the last item of the page before.</param>
/// <param name="Query">The query of the first page.</param>
internal sealed record Paging(long After, string Query)
{
    public const string Parameter = "_page";
    public const int DefaultPageSize = 50;
    public const int MaxPageSize = 1000;

    public string Token => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{After.ToString(CultureInfo.InvariantCulture)}&{Query}"));

    public static bool TrySize(string text, out int size) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size <= MaxPageSize;

    public static Paging? Parse(string token)
    {
        if (!Base64Url.IsValid(token)) return null;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        var cut = text.IndexOf('&', StringComparison.Ordinal);
        return cut > 0 && long.TryParse(text.AsSpan(0, cut), NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? new Paging(after, text[(cut + 1)..])
            : null;
    }
}
