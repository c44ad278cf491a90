using System.Buffers;
using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Destinations.FhirServers;

/// <summary>What this destination asks the ledger to keep of a record: compact JSON, opaque to the ledger.</summary>
/// <remarks>An array of arrays <c>[type, system, value, id, version, hash, confirmed?, record version?, foreign version?, date?, replaced id...]</c>; what is not so is left off at the end, else null.</remarks>
internal static class RemoteState
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? ofThisThread;

    [ThreadStatic]
    private static Utf8JsonWriter? writerOfThisThread;

    public static ReadOnlyMemory<byte> Write(IReadOnlyCollection<RemoteResource> resources)
    {
        if (resources.Count == 0)
            return default;
        var buffer = ofThisThread ??= new ArrayBufferWriter<byte>(1024);
        var json = writerOfThisThread ??= new Utf8JsonWriter(buffer);
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartArray();
        foreach (var resource in resources)
        {
            var (identity, id, version, hash) = resource;
            json.WriteStartArray();
            json.WriteStringValue(identity.Type);
            json.WriteStringValue(identity.System);
            json.WriteStringValue(identity.Value);
            json.WriteStringValue(id);
            json.WriteStringValue(version);
            json.WriteStringValue(hash);
            var isLong = resource.Dated is not null || resource.Replaced.Count > 0;
            if (resource.IsConfirmed || resource.Foreign is not null || isLong)
                json.WriteBooleanValue(resource.IsConfirmed);
            if (resource.Foreign is { } foreign)
            {
                json.WriteNumberValue(foreign.Record);
                json.WriteStringValue(foreign.Version);
            }
            else if (isLong)
            {
                json.WriteNullValue();
                json.WriteNullValue();
            }
            if (isLong)
                json.WriteStringValue(resource.Dated);
            foreach (var replaced in resource.Replaced)
                json.WriteStringValue(replaced);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; anything else is as if nothing were known, which is harmless: it is looked up again.</summary>
    public static IReadOnlyList<RemoteResource> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            return [];
        try
        {
            var resources = new List<RemoteResource>();
            var reader = new Utf8JsonReader(bytes.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
            {
                var identity = new ResourceIdentity(Next(ref reader)!, Next(ref reader)!, Next(ref reader)!);
                resources.Add(Rest(ref reader, new RemoteResource(identity, Next(ref reader)!, Next(ref reader), Next(ref reader))));
            }
            return resources.TrueForAll(each => each.IsOpen || RemoteId.IsId(each.Id)) ? resources : [];
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return [];
        }
    }

    private static RemoteResource Rest(ref Utf8JsonReader reader, RemoteResource resource)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
            return resource;
        resource = resource with { IsConfirmed = reader.GetBoolean() };
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
            return resource;
        var record = reader.TokenType == JsonTokenType.Null ? (long?)null : reader.GetInt64();
        var foreign = Next(ref reader);
        if (record is { } number)
            resource = resource with { Foreign = (number, foreign!) };
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
            return resource;
        var dated = reader.GetString();
        List<string> replaced = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            replaced.Add(reader.GetString()!);
        return resource with { Dated = dated, Replaced = replaced };
    }

    private static string? Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }
}
