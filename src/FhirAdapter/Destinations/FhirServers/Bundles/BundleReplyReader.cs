using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Destinations.FhirServers.Outcomes;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Reads the answer to a bundle entry by entry, without building a document of it.</summary>
internal static class BundleReplyReader
{
    /// <summary>One answer for each entry sent, in order; <see langword="null"/> where the bytes are not the whole answer to that many.</summary>
    public static List<EntryReply>? Read(ReadOnlySpan<byte> body, int sent)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            List<EntryReply>? entries = null;
            var isBundle = false;
            var isResponse = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("resourceType"u8))
                    isBundle = Next(ref reader) && reader.ValueTextEquals("Bundle"u8);
                else if (reader.ValueTextEquals("type"u8))
                    isResponse = Next(ref reader) && (reader.ValueTextEquals("transaction-response"u8) || reader.ValueTextEquals("batch-response"u8));
                else if (reader.ValueTextEquals("entry"u8))
                    entries = Entries(ref reader, sent);
                else
                    SkipValue(ref reader);
            }
            var isWhole = reader.TokenType == JsonTokenType.EndObject && !reader.Read();
            return isWhole && isBundle && isResponse && entries?.Count == sent ? entries : null;
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return null;
        }
    }

    private static List<EntryReply>? Entries(ref Utf8JsonReader reader, int sent)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }
        var entries = new List<EntryReply>(sent);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            entries.Add(Entry(ref reader));
        return reader.TokenType == JsonTokenType.EndArray ? entries : null;
    }

    private static EntryReply Entry(ref Utf8JsonReader reader)
    {
        EntryReply response = default;
        RemoteId? resource = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("response"u8))
                response = Response(ref reader);
            else if (reader.ValueTextEquals("resource"u8))
                resource = ResourceHead.Read(ref reader);
            else
                SkipValue(ref reader);
        }
        var remote = response.Remote ?? resource;
        return response with { Remote = remote, Version = response.Version ?? response.Remote?.Version ?? resource?.Version };
    }

    private static EntryReply Response(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return default;
        }
        var status = 0;
        RemoteId? remote = null;
        string? version = null;
        OutcomeIssue? issue = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("status"u8))
                status = Next(ref reader) ? Status(reader.ValueSpan) : 0;
            else if (reader.ValueTextEquals("location"u8))
                remote = Next(ref reader) ? RemoteId.OfLocation(reader.GetString()) : null;
            else if (reader.ValueTextEquals("etag"u8))
                version = Next(ref reader) ? RemoteId.VersionOfETag(reader.GetString()) : null;
            else if (reader.ValueTextEquals("outcome"u8))
                issue = Outcome(ref reader);
            else
                SkipValue(ref reader);
        }
        return new EntryReply(status, remote, version, issue);
    }

    private static OutcomeIssue? Outcome(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            return OutcomeReader.Read(ref reader);
        reader.Skip();
        return null;
    }

    /// <summary>The number that a status begins with, such as <c>201 Created</c>.</summary>
    private static int Status(ReadOnlySpan<byte> text) =>
        text.Length >= 3
        && char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]) && char.IsAsciiDigit((char)text[2])
        && (text.Length == 3 || !char.IsAsciiDigit((char)text[3]))
            ? ((text[0] - '0') * 100) + ((text[1] - '0') * 10) + (text[2] - '0')
            : 0;

    /// <summary>Steps to a value; whether it is a string.</summary>
    private static bool Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return true;
        reader.Skip();
        return false;
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
