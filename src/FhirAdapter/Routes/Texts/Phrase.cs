namespace FhirAdapter.Routes.Texts;

/// <summary>What an element says in words.</summary>
/// <param name="Label">What it is, such as <c>depth</c>.</param>
/// <param name="Words">What it says, such as <c>15 mm</c>.</param>
internal readonly record struct Phrase(string Label, string Words)
{
    /// <summary>The phrase as a line of its own.</summary>
    public override string ToString() => $"{Label}: {Words}";

    /// <summary>Whether a text says it: the words alone where they are more than a number, else as a line.</summary>
    public bool IsSaidIn(SaidText text) =>
        (IsTelling ? text.Says(Words) : text.Says(ToString()))
        || (Words.Length >= 10 && char.IsDigit(Words[0]) && Words[4] == '-' && text.SaysExactly(Words));

    private bool IsTelling
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
}
