namespace FhirAdapter.Routes.Texts;

/// <summary>What an element says in words.</summary>
/// <param name="Label">What it is, where that is not called by the element's name.</param>
/// <param name="Name">The element's name, or the URL of an extension.</param>
/// <param name="Words">What it says, such as <c>15 mm</c>.</param>
internal readonly record struct Phrase(string? Label, string Name, string Words)
{
    /// <summary>Whether the words alone tell something; else they need their label.</summary>
    public bool IsTelling
    {
        get
        {
            foreach (var c in Words)
            {
                if (char.IsLetter(c))
                    return Words.Length > 1;
            }

            return false;
        }
    }

    /// <summary>Whether the words begin with a day, which needs no label.</summary>
    public bool IsDated => Words.Length >= 10 && char.IsDigit(Words[0]) && Words[4] == '-';
}
