using System.Globalization;
using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Destinations.FhirServers.Contents;

/// <summary>
/// By what a resource without a name can be looked up: its patient, or what it is about, its day and its codes (R4, the search parameters of each type). Pure.
/// </summary>
internal sealed record ContentKey(string About, string? DateParameter, DateOnly? Day, IReadOnlyList<string> Codes, string? Questionnaire)
{
    private const string Patient = "Patient/";

    private static readonly string[] Subjects = ["subject", "patient"];

    // The element that a date parameter searches, by its name; of each type the first that has a value.
    private static readonly (string Parameter, string Element)[] Dates =
    [
        ("date", "performedDateTime"), ("date", "performedPeriod"), ("date", "effectiveDateTime"), ("date", "effectivePeriod"), ("date", "date"),
        ("authored", "authored"), ("recorded-date", "recordedDate"), ("date", "recordedDate"), ("onset-date", "onsetDateTime"),
        ("recorded", "recorded"),
    ];

    /// <summary>The key of a resource; <see langword="null"/> where it names neither a patient nor a target by a literal reference.</summary>
    public static ContentKey? Of(ReadOnlyMemory<byte> json, IReadOnlySet<string> parameters)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (AboutOf(root) is not { } about)
            return null;
        var date = Dates.FirstOrDefault(each => parameters.Contains(each.Parameter) && root.TryGetProperty(each.Element, out _));
        var day = date.Element is null ? null : DayOf(root.GetProperty(date.Element));
        var codes = root.TryGetProperty("code", out var code) || root.TryGetProperty("type", out code) ? Tokens(code) : [];
        return new ContentKey(about, date.Parameter, day, codes, Text(root, "questionnaire"));
    }

    /// <summary>The query of what is listed as searchable: as narrow as it goes, or without the codes, which a server may have replaced by its own.</summary>
    public string Query(IReadOnlySet<string> parameters, bool withCodes)
    {
        var about = Uri.EscapeDataString(About);
        var query = !About.StartsWith(Patient, StringComparison.Ordinal) ? $"target={about}"
            : parameters.Contains("patient") ? $"patient={About[Patient.Length..]}" : $"subject={about}";
        // A day to each side: a server may keep the date in another zone.
        if (Day is { } day)
            query += string.Create(CultureInfo.InvariantCulture, $"&{DateParameter}=ge{day.AddDays(-1):yyyy-MM-dd}&{DateParameter}=le{day.AddDays(1):yyyy-MM-dd}");
        if (!withCodes)
            return query;
        if (Codes.Count > 0 && (parameters.Contains("code") ? "code" : parameters.Contains("type") ? "type" : null) is { } parameter)
            query += $"&{parameter}={string.Join(',', Codes)}";
        if (Questionnaire is { } canonical && parameters.Contains("questionnaire"))
            query += $"&questionnaire={Uri.EscapeDataString(canonical)}";
        return query;
    }

    // Of all targets the first is enough to be found by: what is found is compared whole.
    private static string? AboutOf(JsonElement root)
    {
        if (root.TryGetProperty("target", out var targets) && targets.ValueKind == JsonValueKind.Array && targets.GetArrayLength() > 0)
            return Text(targets[0], "reference") is { } target && IsLiteral(target) ? target : null;
        var subject = Subjects.Select(name => Text(root, name, "reference")).FirstOrDefault(each => each is not null);
        return subject?.StartsWith(Patient, StringComparison.Ordinal) == true ? subject : null;
    }

    private static bool IsLiteral(string reference) => reference.Split('/') is [{ Length: > 0 }, { Length: > 0 }];

    private static DateOnly? DayOf(JsonElement date)
    {
        var text = date.ValueKind == JsonValueKind.Object ? Text(date, "start") ?? Text(date, "end") : JsonFault.Text(date);
        return text?.Length >= 10 && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day > DateOnly.MinValue && day < DateOnly.MaxValue
                ? day
                : null;
    }

    private static string[] Tokens(JsonElement concept) =>
        concept.ValueKind == JsonValueKind.Object && concept.TryGetProperty("coding", out var codings) && codings.ValueKind == JsonValueKind.Array
            ? [.. codings.EnumerateArray().Where(each => Text(each, "code") is not null).Select(each => SearchToken.Of(Text(each, "system") ?? "", Text(each, "code")!))]
            : [];

    private static string? Text(JsonElement parent, params string[] path)
    {
        foreach (var name in path)
        {
            if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out parent))
                return null;
        }
        return JsonFault.Text(parent);
    }
}
