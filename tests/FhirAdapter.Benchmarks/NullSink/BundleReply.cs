using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>Writes the response bundle: one answer for each entry, in order, each a creation or a search's result.</summary>
internal static class BundleReply
{
    private const int EntryRoom = 256;

    public static void Write(IBufferWriter<byte> output, EntryScan bundle, long firstNumber)
    {
        var entries = bundle.Found;
        output.Write("""{"resourceType":"Bundle","type":"""u8);
        output.Write(bundle.IsBatch ? "\"batch-response\""u8 : "\"transaction-response\""u8);
        output.Write(""","entry":["""u8);
        for (var i = 0; i < entries.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            if (entries[i].Search is { } search)
                WriteSearch(output, entries[i].Type, search);
            else
                WriteCreated(output, entries[i].Type, firstNumber + i);
        }

        output.Write("]}"u8);
    }

    private static void WriteCreated(IBufferWriter<byte> output, string type, long number)
    {
        var room = output.GetSpan(EntryRoom);
        var at = 0;
        Put("""{"response":{"status":"201 Created","location":" """u8[..^1], room, ref at);
        at += Encoding.UTF8.GetBytes(type, room[at..]);
        Put("/"u8, room, ref at);
        Utf8Formatter.TryFormat(number, room[at..], out var digits);
        at += digits;
        Put("""/_history/1","etag":"W/\"1\"","lastModified":"2026-01-01T00:00:00Z"}}"""u8, room, ref at);
        output.Advance(at);
    }

    private static void WriteSearch(IBufferWriter<byte> output, string type, string url)
    {
        const string parameter = "identifier=";
        var at = url.IndexOf(parameter, StringComparison.Ordinal);
        var identifiers = at < 0 ? null : Uri.UnescapeDataString(url[(at + parameter.Length)..].Split('&')[0]);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WritePropertyName("resource");
        SinkSearch.Write(json, type, identifiers);
        json.WriteStartObject("response");
        json.WriteString("status", "200 OK");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Put(ReadOnlySpan<byte> text, Span<byte> room, ref int at)
    {
        text.CopyTo(room[at..]);
        at += text.Length;
    }
}
