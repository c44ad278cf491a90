namespace FhirAdapter.Records;

/// <summary>What names a record for ever: its kind and the clinic's own id of it, unique within the kind.</summary>
/// <param name="Kind">The kind of record.</param>
/// <param name="Id">The clinic's id: 1 to 64 characters of <c>A-Z a-z 0-9 . _ -</c>, beginning with a letter or digit; never a name or a patient number.</param>
public readonly record struct RecordKey(RecordKind Kind, string Id)
{
    /// <summary>Gives <c>kind/id</c>, the form the command line takes.</summary>
    public override string ToString() => $"{RecordKindCode.Of(Kind)}/{Id}";

    /// <summary>Reads <c>kind/id</c>.</summary>
    /// <param name="text">For example <c>needling-procedure/DN-2026-0417</c>.</param>
    /// <param name="key">The key, when the text has that form.</param>
    /// <returns>Whether the text has that form.</returns>
    public static bool TryParse(string? text, out RecordKey key)
    {
        key = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash <= 0 || !RecordKindCode.TryParse(text![..slash], out var kind) || slash == text.Length - 1)
            return false;
        key = new RecordKey(kind, text[(slash + 1)..]);
        return true;
    }
}
