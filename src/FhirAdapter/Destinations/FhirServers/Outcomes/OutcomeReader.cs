using System.Text.Json;
using System.Text.RegularExpressions;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Outcomes;

/// <summary>Reads the first error of an OperationOutcome. Lenient: a broken one tells nothing.</summary>
internal static partial class OutcomeReader
{
    private const int LongestPath = 200;

    /// <summary>Reads an answer's body; nothing where it is not an OperationOutcome.</summary>
    public static OutcomeIssue? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? Read(ref reader) : null;
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return null;
        }
    }

    /// <summary>Reads from the object the reader stands on, to its end; nothing where no issue is an error.</summary>
    public static OutcomeIssue? Read(ref Utf8JsonReader reader)
    {
        OutcomeIssue? found = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIssue = reader.ValueTextEquals("issue"u8);
            reader.Read();
            if (!isIssue || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                var issue = Issue(ref reader);
                found ??= issue;
            }
        }
        return found;
    }

    private static OutcomeIssue? Issue(ref Utf8JsonReader reader)
    {
        string? code = null, severity = null, path = null, text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "severity": severity = Text(ref reader); break;
                case "code": code = Text(ref reader); break;
                case "diagnostics": text += Text(ref reader); break;
                case "expression": path = First(ref reader) ?? path; break;
                case "location": path ??= First(ref reader); break;
                case "details" when reader.TokenType == JsonTokenType.StartObject: text += Details(ref reader); break;
                default: reader.Skip(); break;
            }
        }
        if (severity is not ("error" or "fatal"))
            return null;
        var tooMany = text is not null && TooManyEntries().IsMatch(text);
        return new OutcomeIssue(Code().IsMatch(code ?? "") ? code : null, Path(path), tooMany, tooMany ? Most(text!) : null);
    }

    private static string? Details(ref Utf8JsonReader reader)
    {
        string? text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isText)
                text = Text(ref reader);
            else
                reader.Skip();
        }
        return text;
    }

    private static string? First(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return Text(ref reader);
        string? first = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var text = Text(ref reader);
            first ??= text;
        }
        return first;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    private static string? Path(string? path) => path is { Length: <= LongestPath } && PathOnly().IsMatch(path) && KnownNames.Has(path) ? path : null;

    private static int? Most(string text) =>
        LimitNamed().Match(text) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, out var most) && most > 0 ? most : null;

    [GeneratedRegex("^[a-z][a-z-]{0,40}$")]
    private static partial Regex Code();

    /// <summary>Names, indexes and functions without arguments in quotes: nothing that could be a value of the record.</summary>
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.\[\]()]*$")]
    private static partial Regex PathOnly();

    [GeneratedRegex(
        @"too many (bundle |transaction |batch )?(entries|resources|operations)|more (update |create )?(operations|entries|resources) than|"
        + @"(maximum|max|limit)[^.]{0,60}(entries|resources|operations|bundle|batch size)|(entries|bundle|transaction)[^.]{0,60}(exceed|too large|too big|maximum|limit)",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex TooManyEntries();

    [GeneratedRegex(@"(?:maximum|max|limit|most|allowed|than)\D{0,60}?(\d{1,5})\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex LimitNamed();
}
