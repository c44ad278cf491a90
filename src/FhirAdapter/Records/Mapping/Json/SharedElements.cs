using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.Json;

/// <summary>
/// Elements that many resources have in common, with their JSON: what a code became is written once and copied from then on. Such an element
/// must never be changed; whoever needs it otherwise makes a copy.
/// </summary>
internal static class SharedElements
{
    private static readonly ConditionalWeakTable<Base, SharedJson> Json = [];

    /// <summary>The encoder that the kept JSON was escaped by.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Keeps the JSON of an element that will not change any more.</summary>
    public static T Share<T>(T element)
        where T : Base
    {
        if (QuickWriter.TryWrite(element, Encoder, out var utf8))
            Json.AddOrUpdate(element, new SharedJson(utf8.ToArray()));
        return element;
    }

    /// <summary>The JSON of an element that is shared.</summary>
    public static bool TryGet(Base element, [NotNullWhen(true)] out byte[]? utf8)
    {
        utf8 = Json.TryGetValue(element, out var shared) ? shared.Utf8 : null;
        return utf8 is not null;
    }

    /// <summary>An extension with a value: the same one again where the value is shared and has been asked for with this url.</summary>
    public static Extension Extension(string url, DataType value)
    {
        if (!Json.TryGetValue(value, out var shared))
            return new Extension(url, value);
        shared.Extension ??= Share(new Extension(url, value));
        return shared.Extension.Url == url ? shared.Extension : new Extension(url, value);
    }

    /// <param name="utf8">The element's JSON.</param>
    private sealed class SharedJson(byte[] utf8)
    {
        public byte[] Utf8 { get; } = utf8;

        /// <summary>The extension that has the element as its value: nearly every code has one use.</summary>
        public Extension? Extension { get; set; }
    }
}
