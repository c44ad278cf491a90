using System.Text.Json;
using FhirAdapter.Terminology;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A code of one of the adapter's own code systems.</summary>
internal sealed class CodeForm : ValueForm<string?>
{
    // A longer list is read in the code system itself.
    private const int MostListed = 12;

    private const int MostCharacters = 64;

    private readonly KnownCodes _codes;
    private readonly TextForm _text = new(MostCharacters, StringForm.Line);

    public CodeForm(CodeOfAttribute source)
    {
        var system = CodeSystems.Embedded[source.System];
        Codes = [.. system.Codes.Where(c => source.Kind is null || system.Find(c)!.Property("kind") == source.Kind)];
        _codes = new KnownCodes(Codes);
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
        if (!reader.ValueIsEscaped)
            value = _codes.Find(reader.ValueSpan);
        return value is not null || _text.TryRead(ref reader, out value);
    }

    public override void Write(Utf8JsonWriter writer, string? value)
    {
        if (_codes.TryFind(value!, out var json))
            writer.WriteStringValue(json);
        else
            writer.WriteStringValue(value);
    }

    public override string? FaultOf(string? value) => _codes.TryFind(value!, out _) ? null : FaultCode.UnknownCode;
}
