using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.Json;

/// <summary>
/// Writes resources as the FHIR SDK does, byte for byte, at a fraction of its cost, or says that it cannot: what is rare (an extension on a
/// primitive, an element without content, a value of the wrong kind) is left to the SDK, for the whole resource. It writes into a buffer of
/// its own, so that nothing half written is ever seen. One to a thread.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as its thread, and its writer holds memory only.")]
internal sealed class QuickWriter
{
    private const int Capacity = 16 * 1024;

    // A buffer that one huge resource made larger than this is not kept.
    private const int MostKept = 1024 * 1024;

    private static readonly JsonEncodedText ResourceType = JsonEncodedText.Encode("resourceType");

    [ThreadStatic]
    private static QuickWriter? _ofThisThread;

    private readonly ArrayBufferWriter<byte> _buffer = new(Capacity);
    private readonly JavaScriptEncoder? _encoder;
    private readonly Utf8JsonWriter _json;
    private readonly bool _copiesShared;
    private int _values;
    private bool _beyond;

    private QuickWriter(JavaScriptEncoder? encoder)
    {
        _encoder = encoder;
        _copiesShared = encoder == SharedElements.Encoder;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = encoder, SkipValidation = true });
    }

    /// <summary>Writes a resource, or an element that has elements, on one line.</summary>
    /// <param name="resource">The resource or element.</param>
    /// <param name="encoder">What escapes its texts; <see langword="null"/> for the default of System.Text.Json.</param>
    /// <param name="utf8">The JSON, until the next call on this thread.</param>
    /// <returns><see langword="false"/> where the SDK has to write it.</returns>
    public static bool TryWrite(Base resource, JavaScriptEncoder? encoder, out ReadOnlySpan<byte> utf8)
    {
        var writer = _ofThisThread;
        if (writer is null || writer._encoder != encoder || writer._buffer.Capacity > MostKept)
            _ofThisThread = writer = new QuickWriter(encoder);
        utf8 = writer.Write(resource);
        return !writer._beyond;
    }

    /// <summary>Meets something that it cannot write as the SDK does.</summary>
    public void GoBeyond() => _beyond = true;

    /// <summary>An element of a primitive type.</summary>
    public void Primitive(NamedElement element, PrimitiveType value)
    {
        switch (value.JsonValue)
        {
            case string text:
                _json.WriteString(element.Name, text);
                break;
            case decimal number:
                _json.WriteNumber(element.Name, number);
                break;
            case int number:
                _json.WriteNumber(element.Name, number);
                break;
            case bool flag:
                _json.WriteBoolean(element.Name, flag);
                break;
            default:
                _beyond = true;
                break;
        }

        _values++;
        _beyond |= HasElements(value);
    }

    /// <summary>A repeating element of a primitive type.</summary>
    public void Primitives<T>(NamedElement element, List<T> values)
        where T : PrimitiveType
    {
        if (values.Count == 0)
            return;
        _json.WriteStartArray(element.Name);
        foreach (var value in CollectionsMarshal.AsSpan(values))
        {
            // A place without a text needs a null in step with the extensions.
            if (value?.JsonValue is string text && !HasElements(value))
                _json.WriteStringValue(text);
            else
                _beyond = true;
        }

        _json.WriteEndArray();
        _values++;
    }

    /// <summary>An element that has elements.</summary>
    public void Complex(NamedElement element, Base value)
    {
        var writer = element.WriterOf(value);
        if (writer.MayBeShared && _copiesShared && SharedElements.TryGet(value, out var utf8))
        {
            _json.WritePropertyName(element.Name);
            Copy(utf8);
            return;
        }

        _json.WriteStartObject(element.Name);
        Content(writer, value);
    }

    /// <summary>A repeating element that has elements.</summary>
    public void Complexes<T>(NamedElement element, List<T> values)
        where T : Base
    {
        if (values.Count == 0)
            return;
        _json.WriteStartArray(element.Name);
        foreach (var value in CollectionsMarshal.AsSpan(values))
        {
            if (value is null)
            {
                _beyond = true;
                continue;
            }

            var writer = element.WriterOf(value);
            if (writer.MayBeShared && _copiesShared && SharedElements.TryGet(value, out var utf8))
            {
                Copy(utf8);
                continue;
            }

            _json.WriteStartObject();
            Content(writer, value);
        }

        _json.WriteEndArray();
    }

    /// <summary>An element that is named for the type of its value: <c>value[x]</c>.</summary>
    public void Choice(ChoiceElement choice, DataType value)
    {
        var element = choice.For(value);
        if (!element.WriterOf(value).IsCovered)
            _beyond = true;
        else if (value is PrimitiveType primitive)
            Primitive(element, primitive);
        else
            Complex(element, value);
    }

    private void Copy(byte[] utf8)
    {
        _json.WriteRawValue(utf8, skipInputValidation: true);
        _values++;
    }

    private ReadOnlySpan<byte> Write(Base resource)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        (_values, _beyond) = (0, false);
        _json.WriteStartObject();
        Content(TypeWriter.Of(resource.GetType()), resource);
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    private void Content(TypeWriter writer, Base value)
    {
        var before = _values;
        if (writer.ResourceType is { } type)
            _json.WriteString(ResourceType, type);
        if (!writer.HasElements || value.HasOverflow)
            _beyond = true;
        else
            writer.WriteElements(this, value);
        _json.WriteEndObject();
        // FHIR knows no empty objects: the SDK leaves them out, and what held nothing else as well.
        if (_values == before && writer.ResourceType is null)
            _beyond = true;
    }

    private static bool HasElements(PrimitiveType value) =>
        IdOf(value) is not null || ExtensionsOf(value) is { Count: > 0 } || value.HasOverflow;

    // The property makes a list where there is none.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_Extension")]
    private static extern ref List<Extension>? ExtensionsOf(Hl7.Fhir.Model.Element element);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_ElementIdElement")]
    private static extern ref FhirString? IdOf(Hl7.Fhir.Model.Element element);
}
