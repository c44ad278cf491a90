using System.IO.Compression;
using System.Text;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Tests.Records.Reading;

/// <summary>Whatever comes, a person gets one clear line and the good records around it are kept.</summary>
public sealed class BadInputTests
{
    private const string Expectation = "expected ";

    [Theory]
    [InlineData("""{"kind":"pain-score",,}""", "line 2: malformed; expected JSON; it goes wrong at byte 22 of the record")]
    [InlineData("""{"kind":"pain-score" """, "line 2: malformed; expected JSON; it goes wrong at byte 21 of the record")]
    [InlineData("""{"kind":"pain-score"} x""", "line 2: malformed; expected JSON; it goes wrong at byte 23 of the record")]
    [InlineData("[]", "line 2: wrong-type; expected one JSON object for each record")]
    [InlineData("17", "line 2: wrong-type; expected one JSON object for each record")]
    [InlineData("{}", "line 2: kind: missing; expected one of contraindication-finding, needling-procedure, pain-score")]
    [InlineData("""{"kind":"injection"}""", "line 2: kind: unknown-code; expected one of contraindication-finding, needling-procedure, pain-score")]
    [InlineData("""{"kind":7}""", "line 2: kind: wrong-type; expected one of contraindication-finding, needling-procedure, pain-score")]
    [InlineData("""{"kind":"pain-score","pati\ud800ent":1}""", "line 2: bad-text; expected names and codes of whole Unicode characters")]
    [InlineData("""{"ki\ud800nd":"pain-score"}""", "line 2: bad-text; expected names and codes of whole Unicode characters")]
    [InlineData("""{"kind":"pain\ud800score"}""", "line 2: bad-text; expected names and codes of whole Unicode characters")]
    public async Task What_is_no_record_is_told_on_its_line(string line, string expected) => await Expect(line, expected);

    [Theory]
    [InlineData("\"patient\":{\"system\":\"urn:oid:1.2.3\",\"value\":\"MRN1\"},", "", "patient: missing; expected an object with system, value")]
    [InlineData("\"2026-11-20T17:00:00+01:00\"", "\"2026-11-20T17:00:00\"", "when: wrong-type; expected a date-time with seconds and an offset, such as 2026-11-20T17:05:00+01:00, or only a date, such as 2026-11-20")]
    [InlineData("\"2026-11-20T17:00:00+01:00\"", "\"2026-11-20T17:00+01:00\"", "when: wrong-type; expected a date-time with seconds and an offset, such as 2026-11-20T17:05:00+01:00, or only a date, such as 2026-11-20")]
    [InlineData("\"2026-11-20T18:00:00+01:00\"", "\"2026-11-20\"", "lastChanged: wrong-type; expected a date-time with seconds and an offset, such as 2026-11-20T17:05:00+01:00")]
    [InlineData("\"phase\":\"before\"", "\"phase\":\"vorher\"", "phase: unknown-code; expected one of before, during, after, follow-up, discharge")]
    [InlineData("6.50", "\"6.50\"", "value: wrong-type; expected a number of at most 9 digits on either side of the point")]
    [InlineData("6.50", "1e25", "value: out-of-range; expected a number of at most 9 digits on either side of the point")]
    [InlineData("6.50", "11", "value: out-of-range; expected a number from 0 to 10 ({score})")]
    [InlineData("6.50", "0.1234567890123456789", "value: wrong-type; expected a number of at most 9 digits on either side of the point")]
    [InlineData("\"version\":1", "\"version\":0", "version: out-of-range; expected a whole number, 1 or more")]
    [InlineData("\"version\":1,", "", "version: missing; expected a whole number, 1 or more")]
    [InlineData("\"contract\":1", "\"contract\":2", "contract: out-of-range; expected 1, the only version of this contract")]
    [InlineData("\"id\":\"PS-1\"", "\"id\":\"PS 1\"", "id: bad-text; expected 1 to 64 characters of A-Z a-z 0-9 . _ -, beginning with a letter or digit")]
    [InlineData("\"id\":\"PS-1\"", "\"id\":\"PS-1\",\"id\":\"PS-2\"", "id: duplicate-field; expected each field once")]
    [InlineData("\"kind\":\"pain-score\"", "\"kind\":\"pain-score\",\"kind\":\"pain-score\"", "kind: duplicate-field; expected each field once")]
    [InlineData("\"answeredBy\"", "\"answerdBy\"", "answerdBy: unknown-field; expected a field of the contract (did you mean answeredBy?)")]
    [InlineData("\"answeredBy\"", "\"Erika Mustermann\"", "?: unknown-field; expected a field of the contract")]
    [InlineData("\"side\":\"left\"", "\"side\":\"links\"", "bodySite.side: unknown-code; expected one of left, right, bilateral, midline")]
    [InlineData("Nach langer", "Nach\\u0000langer", "note: bad-text; expected text of 1 to 10,000 characters, no control characters but line breaks and tabs")]
    [InlineData("Nach langer", "Nach\\ud800langer", "note: wrong-type; expected text of 1 to 10,000 characters, no control characters but line breaks and tabs")]
    [InlineData("\"value\":\"MRN1\"", "\"value\":\" MRN1\"", "patient.value: bad-text; expected one line of text of 1 to 128 characters, no white space at either end")]
    [InlineData("\"system\":\"urn:oid:1.2.3\"", "\"system\":\"MRN\"", "patient.system: bad-text; expected an absolute URI, such as urn:oid:1.2.3 or https://clinic.example/fhir/id/patient")]
    [InlineData("\"system\":\"urn:oid:1.2.3\"", "\"system\":\"urn:oid:1.02.3\"", "patient.system: bad-text; expected an absolute URI, such as urn:oid:1.2.3 or https://clinic.example/fhir/id/patient")]
    [InlineData("\"system\":\"urn:oid:1.2.3\"", "\"system\":\"urn:uuid:0b7a-1\"", "patient.system: bad-text; expected an absolute URI, such as urn:oid:1.2.3 or https://clinic.example/fhir/id/patient")]
    [InlineData("\"procedure\":\"DN-1\"", "\"procedure\":null,\"baseline\":\"PS-1\"", "baseline: inconsistent; expected the id of another, earlier score")]
    public async Task A_wrong_score_is_told_by_its_field(string good, string bad, string expected) =>
        await Expect(Replaced(SomeJson.PainScore, good, bad), "line 2: " + expected);

    [Theory]
    [InlineData("T17:25:00+01:00", "T17:04:59+01:00", "end: inconsistent; expected a time not before start")]
    [InlineData("\"needlesRemoved\":8", "\"needlesRemoved\":7", "needlesRemoved: inconsistent; expected as many needles removed as inserted, or an adverse effect retained-needle")]
    [InlineData("\"needlesRemoved\":8", "\"needlesRemoved\":9", "needlesRemoved: inconsistent; expected not more needles removed than inserted")]
    [InlineData("\"status\":\"completed\"", "\"status\":\"stopped\"", "statusReason: missing; expected a reason for a session that was stopped or not done")]
    [InlineData("\"number\":2,\"of\":6", "\"number\":7,\"of\":6", "session.of: inconsistent; expected not fewer sessions planned than number")]
    [InlineData("{\"muscle\":\"trapezius\",\"part\":\"upper\",\"side\":\"right\",", "{\"muscle\":\"neck\",\"part\":\"upper\",\"side\":\"right\",", "sites[1].muscle: unknown-code; expected a code of kind muscle of the CodeSystem body-site\nline 2: sites[3].muscle: unknown-code; expected a code of kind muscle of the CodeSystem body-site")]
    [InlineData("\"aftercare\":[{\"code\":\"rest\"},", "\"aftercare\":[{\"code\":\"sauna\"},7,{},", "aftercare[1]: wrong-type; expected an object with code, text\nline 2: aftercare[0].code: unknown-code; expected one of rest, ice, heat, stretching, light-activity, hydration, monitor-symptoms, education, advice, report-immediately, other\nline 2: aftercare[2].code: missing; expected code or text")]
    public async Task A_wrong_procedure_is_told_by_its_fields(string good, string bad, string expected) =>
        await Expect(Replaced(SomeJson.Procedure, good, bad), "line 2: " + expected);

    [Fact]
    public async Task Every_fault_of_a_record_is_told_at_once() => await Expect(
        """{"kind":"contraindication-finding","id":"-","version":"2","finding":{},"presence":"absent","strength":"relative","status":"suspected","resolved":"2026-02-30","source":"oracle"}""",
        """
        line 2: version: wrong-type; expected a whole number, 1 or more
        line 2: resolved: wrong-type; expected a date-time with seconds and an offset, such as 2026-11-20T17:05:00+01:00, or only a date, such as 2026-11-20
        line 2: id: bad-text; expected 1 to 64 characters of A-Z a-z 0-9 . _ -, beginning with a letter or digit
        line 2: lastChanged: missing; expected a date-time with seconds and an offset, such as 2026-11-20T17:05:00+01:00
        line 2: patient: missing; expected an object with system, value
        line 2: finding.code: missing; expected code or text
        line 2: when: missing; expected a date-time with seconds and an offset, such as 2026-11-20T17:05:00+01:00, or only a date, such as 2026-11-20
        line 2: source: unknown-code; expected one of history, examination, patient
        line 2: strength: not-allowed; expected no strength of what is not present
        line 2: status: not-allowed; expected no status of what is not present
        """);

    [Fact]
    public async Task A_text_of_10_MB_is_passed_over_and_the_next_line_read() => await Expect(
        $$"""{"kind":"pain-score","note":"{{new string('ä', 5_000_000)}}"}""", "line 2: too-long; expected a record of at most 1,048,576 bytes");

    [Fact]
    public async Task Nesting_of_10000_levels_is_refused() => await Expect(
        """{"kind":"pain-score","note":""" + new string('[', 10_000) + new string(']', 10_000) + "}",
        "line 2: too-deep; expected JSON nested at most 16 levels deep");

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused()
    {
        var latin = Encoding.Latin1.GetBytes($"{Ascii(1)}\n{Score(2)}\n{Ascii(3)}");

        Assert.Equal(
            ["good PS-1 on 1", "line 2: wrong-encoding; expected UTF-8 text", "good PS-3 on 3"],
            ReadFile.Print(await ReadFile.AllAsync(latin, "a.ndjson")));
    }

    [Fact]
    public async Task A_line_of_NUL_bytes_is_malformed() =>
        await Expect("\0\0\0\0", "line 2: malformed; expected JSON; it goes wrong at byte 1 of the record");

    [Theory]
    [InlineData("a.ndjson")]
    [InlineData("a.json")]
    [InlineData("a.csv")]
    public async Task An_empty_file_is_told_as_a_whole(string name)
    {
        Assert.Equal(["empty; expected at least one record; there is none"], await ReadFile.PrintAsync("", name));
        Assert.Equal(["empty; expected at least one record; there is none"], await ReadFile.PrintAsync("\r\n \n", name));
    }

    [Fact]
    public async Task A_UTF_8_byte_order_mark_is_no_fault()
    {
        Assert.Equal(["good PS-1 on 1"], await ReadFile.PrintAsync("\uFEFF" + Score(1), "a.ndjson"));
        Assert.Equal(["good PS-1 on 1"], await ReadFile.PrintAsync("\uFEFF" + Score(1), "a.json"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_UTF_16_file_is_refused_as_a_whole(bool withMark)
    {
        var content = (withMark ? "\uFEFF" : "") + Score(1);
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.Equal(
                ["wrong-encoding; expected UTF-8; this file is UTF-16 or UTF-32"],
                ReadFile.Print(await ReadFile.AllAsync(encoding.GetBytes(content), "a.json")));
        }
    }

    [Fact]
    public async Task A_compressed_file_is_refused_as_a_whole()
    {
        using var zip = new MemoryStream();
        await using (var gzip = new GZipStream(zip, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Score(1)));

        Assert.Equal(
            ["wrong-format; expected JSON, NDJSON or CSV as plain text; this is a gzip file"],
            ReadFile.Print(await ReadFile.AllAsync(zip.ToArray(), "a.ndjson")));
        Assert.Equal(
            ["wrong-format; expected JSON, NDJSON or CSV as plain text; this is a zip archive or a spreadsheet"],
            await ReadFile.PrintAsync("PK\u0003\u0004 and more", "a.csv"));
    }

    [Fact]
    public async Task An_unknown_field_passes_with_a_warning_where_the_settings_say_so()
    {
        var options = new RecordReadingOptions { UnknownFields = UnknownFields.Warn };

        var printed = await ReadFile.PrintAsync(Replaced(SomeJson.PainScore, "\"side\":\"left\"", "\"side\":\"left\",\"colour\":{\"a\":[1]}"), "a.json", options);

        Assert.Equal(["good PS-1 on 1", "warning line 1: bodySite.colour: unknown-field; expected a field of the contract"], printed);
    }

    [Fact]
    public async Task No_fault_quotes_a_value()
    {
        var bad = SomeJson.Procedure.Replace("\"", "\"geheim", StringComparison.Ordinal).Replace("geheimkind\":\"geheim", "kind\":\"", StringComparison.Ordinal);

        var printed = await ReadFile.PrintAsync(bad.Replace("geheim:", ":", StringComparison.Ordinal), "a.json");

        Assert.All(printed, p => Assert.DoesNotContain("Zuckungen", p, StringComparison.Ordinal));
        Assert.NotEmpty(printed);
    }

    internal static string Score(int number) =>
        Replaced(SomeJson.PainScore, "PS-1", $"PS-{number}");

    internal static string Replaced(string json, string good, string bad)
    {
        Assert.Contains(good, json, StringComparison.Ordinal);
        return json.Replace(good, bad, StringComparison.Ordinal);
    }

    private static string Ascii(int number) => Replaced(Score(number), "stärker", "mehr");

    private static async Task Expect(string line, string expected)
    {
        var printed = await ReadFile.PrintAsync($"{Score(1)}\r\n{line}\r\n\r\n{Score(3)}", "a.ndjson");

        Assert.Equal("good PS-1 on 1\n" + expected.ReplaceLineEndings("\n") + "\ngood PS-3 on 4", string.Join('\n', printed));
        Assert.Contains(Expectation, expected, StringComparison.Ordinal);
    }
}
