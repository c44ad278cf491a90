using System.Text.Json;
using FhirAdapter.Terminology;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A code of one of the adapter's own code systems.</summary>
internal sealed class CodeForm : ValueForm<string?>
{
    // A longer list is read in the code system itself.
    private const int MostListed = 12;

    private const int MostCharacters = 64;

    private readonly HashSet<string> _codes;
    private readonly TextForm _text = new(MostCharacters, StringForm.Line);

    public CodeForm(CodeOfAttribute source)
    {
        var system = CodeSystems.Embedded[source.System];
        Codes = [.. system.Codes.Where(c => source.Kind is null || system.Find(c)!.Property("kind") == source.Kind)];
        _codes = new HashSet<string>(Codes, StringComparer.Ordinal);
        Expected = Codes.Count <= MostListed ? "one of " + string.Join(", ", Codes)
            : source.Kind is null ? "a code of the CodeSystem " + source.System
            : $"a code of kind {source.Kind} of the CodeSystem {source.System}";
    }

    /// <summary>The codes, in the order of the code system.</summary>
    public IReadOnlyList<string> Codes { get; }

    public override JsonShape Shape => JsonShape.Text;

    public override string Expected { get; }

    public override bool TryRead(ref Utf8JsonReader reader, out string? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.String)
            return false;
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > MostCharacters)
            return _text.TryRead(ref reader, out value);
        Span<char> text = stackalloc char[MostCharacters];
        value = Known(text[..reader.CopyString(text)]);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, string? value) => writer.WriteStringValue(value);

    public override string? FaultOf(string? value) => _codes.Contains(value!) ? null : FaultCode.UnknownCode;

    // The list's own string is taken, so that a million records do not hold a million copies.
    private string Known(ReadOnlySpan<char> text) =>
        _codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var code) ? code : text.ToString();
}
