using System.Text;

namespace FhirAdapter.Routes;

/// <summary>One thing in which what goes to a destination differs from what a record became: a line of the loss report. It holds no clinical value.</summary>
/// <param name="ResourceType">The resource's type.</param>
/// <param name="Identifier">Its business identifier without what all have in common, such as <c>needling-site/DN-1~site-2</c>.</param>
/// <param name="Path">
/// The element with all below it, by the names of FHIR JSON: <c>category[0]</c>. What was there is counted in the resource as it was mapped and
/// shaped, what was added in the one that goes. Empty for a whole resource.
/// </param>
/// <param name="Code">What became of it: a constant below.</param>
/// <param name="Reason">Why: a code of <see cref="LossReason"/>.</param>
public sealed record PlannedChange(string ResourceType, string Identifier, string Path, string Code, string Reason)
{
    /// <summary>Was not there and is.</summary>
    public const string Added = "added";

    /// <summary>Was there, is not, and no text says it.</summary>
    public const string Dropped = "dropped";

    /// <summary>Was there as an element, and is there in a text only.</summary>
    public const string SaidInText = "said-in-text";

    /// <summary>Was there, and is there in an element of another resource, or in the Bundle that is attached to the report.</summary>
    public const string Moved = "moved";

    /// <summary>Another code stands in its place.</summary>
    public const string Replaced = "replaced";

    /// <summary>A text that was cut at a word; a sign shows where. Or a time that goes whole, of which the server keeps a date, and no text says it.</summary>
    public const string Shortened = "shortened";

    /// <summary>Goes where the server knows what it leads to, and else is dropped.</summary>
    public const string DroppedIfUnknown = "dropped-if-unknown";

    /// <summary>Goes where the server knows what it leads to, and is said in a text in any case.</summary>
    public const string SaidInTextIfUnknown = "said-in-text-if-unknown";

    /// <summary>Whether something of the record does not reach the destination.</summary>
    public bool IsLoss => Code is Dropped or Replaced or Shortened;

    /// <summary>The type and the path without indexes, such as <c>Procedure.bodySite</c>.</summary>
    public string Element => Path.Length == 0 ? ResourceType : string.Concat(ResourceType, ".", WithoutIndexes(Path));

    internal static string WithoutIndexes(string path)
    {
        var index = path.IndexOf('[', StringComparison.Ordinal);
        if (index < 0)
            return path;
        // Mostly the only one ends the path.
        if (path.IndexOf(']', index) == path.Length - 1)
            return path[..index];
        var plain = new StringBuilder(path.Length);
        var isInIndex = false;
        foreach (var c in path)
        {
            isInIndex = c == '[' || (isInIndex && c != ']');
            if (!isInIndex && c != ']')
                plain.Append(c);
        }

        return plain.ToString();
    }
}
