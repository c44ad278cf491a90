using System.Text;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Tests.Records.Reading;

public sealed class CsvTests
{
    private const string Header = "kind,id,version,lastChanged,patient.system,patient.value,instrument,value,unit,phase,when,note";

    [Fact]
    public async Task Rows_are_records_whatever_parts_the_cells()
    {
        foreach (var delimiter in new[] { ',', ';', '\t' })
        {
            var csv = (Header + "\n" + Row(1) + "\n\n" + Row(2)).Replace(',', delimiter);
            Assert.Equal(["good PS-1 on 2", "good PS-2 on 4"], await ReadFile.PrintAsync(csv, "a.csv"));
        }
    }

    [Fact]
    public async Task Line_breaks_in_quotes_are_kept_and_the_lines_still_counted()
    {
        var read = await ReadFile.AllAsync($"{Header}\r\n{Row(1, "\"ein\r\n\"\"Wort\"\"\n\"")}\r\n{Row(2)}\r\n", "a.csv");

        Assert.Equal(["good PS-1 on 2", "good PS-2 on 5"], ReadFile.Print(read));
        Assert.Equal("ein\r\n\"Wort\"\n", ((FhirAdapter.Records.PainScores.PainScore)((ReadRecord.Good)read[0]).Record).Note);
    }

    [Fact]
    public async Task Lists_are_columns_with_numbers()
    {
        var read = await ReadFile.AllAsync(
            """
            kind,id,version,lastChanged,patient.system,patient.value,status,start,consent.given,practitioners.1.role,sites.1.muscle,sites.1.side,sites.1.needles.1.diameterMm,sites.1.needles.2.diameterMm,sites.2.muscle,sites.2.side
            needling-procedure,DN-1,1,2026-11-20T18:00:00Z,urn:oid:1.2.3,M1,completed,2026-11-20,TRUE,physician,trapezius,left,0.30,0.25,deltoid,right
            needling-procedure,DN-2,1,2026-11-20T18:00:00Z,urn:oid:1.2.3,M1,completed,2026-11-20,,physician,,,,,deltoid,right
            """,
            "a.csv");

        var procedure = (NeedlingProcedure)((ReadRecord.Good)read[0]).Record;
        Assert.Equal(0.25m, procedure.Sites![0].Needles![1].DiameterMm);
        Assert.Equal("deltoid", procedure.Sites[1].Muscle);
        Assert.True(procedure.Consent!.Given);
        Assert.Equal(["line 3: sites: inconsistent; expected a list filled from its first entry on, without a gap"], ReadFile.Print(read.Skip(1)));
    }

    [Theory]
    [InlineData("unit,phase", "unit,phas", "line 1: phas: unknown-field; expected a field of the contract in column 10 (did you mean phase?); the rest of the file was not read")]
    [InlineData("unit,phase", "unit,sites.0.muscle", "line 1: sites.0.muscle: unknown-field; expected a field of the contract in column 10; the rest of the file was not read")]
    [InlineData("unit,phase", "unit,unit", "line 1: duplicate-field; expected a header row with each column once; the rest of the file was not read")]
    [InlineData("kind,", "", "line 1: missing; expected a header row with a column kind; the rest of the file was not read")]
    [InlineData("unit,phase", "unit,Müller Hans", "line 1: ?: unknown-field; expected a field of the contract in column 10; the rest of the file was not read")]
    public async Task A_wrong_header_is_told_and_nothing_read(string good, string bad, string expected) =>
        Assert.Equal([expected], await ReadFile.PrintAsync($"{BadInputTests.Replaced(Header, good, bad)}\n{Row(1)}\n", "a.csv"));

    [Theory]
    [InlineData("3.5", "drei", "line 3: value: wrong-type; expected a number of at most 9 digits on either side of the point")]
    [InlineData(",before", "", "line 3: malformed; expected 12 cells, as the header row has; this row has 11")]
    [InlineData("pain-score", "score", "line 3: kind: unknown-code; expected one of contraindication-finding, needling-procedure, pain-score")]
    [InlineData("pain-score", "contraindication-finding", "line 3: instrument: unknown-field; expected an empty cell: this kind of record has no such field")]
    [InlineData("MRN1", "MR\"N1", "line 3: malformed; expected cells with quotes in them quoted, and those quotes doubled")]
    [InlineData("MRN1", "MR\0N1", "line 3: patient.value: bad-text; expected one line of text of 1 to 128 characters, no white space at either end")]
    public async Task A_wrong_row_is_told_and_the_rows_around_it_kept(string good, string bad, string expected)
    {
        var printed = await ReadFile.PrintAsync($"{Header}\n{Row(1)}\n{BadInputTests.Replaced(Row(2), good, bad)}\n{Row(3)}", "a.csv");

        Assert.Equal("good PS-1 on 2", printed[0]);
        Assert.Equal(expected, printed[1]);
        Assert.Equal("good PS-3 on 4", printed[^1]);
    }

    [Fact]
    public async Task A_row_that_is_not_UTF_8_is_refused_alone()
    {
        var latin = Encoding.Latin1.GetBytes($"{Header}\n{Row(1)}\n{Row(2, "stärker")}\n{Row(3)}");

        Assert.Equal(
            ["good PS-1 on 2", "line 3: wrong-encoding; expected UTF-8 text", "good PS-3 on 4"],
            ReadFile.Print(await ReadFile.AllAsync(latin, "a.csv")));
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_ends_the_reading()
    {
        var open = $"{Header}\n{Row(1)}\n{Row(2, "\"offen")}\n{Row(3)}\n";

        Assert.Equal(
            ["good PS-1 on 2", "line 3: malformed; expected a closing quote for each quoted cell; the rest of the file was not read"],
            await ReadFile.PrintAsync(open, "a.csv"));
        Assert.Equal(
            ["good PS-1 on 2", "line 3: too-long; expected a record of at most 4,096 bytes; the rest of the file was not read"],
            await ReadFile.PrintAsync(open + new string('x', 400_000), "a.csv", new RecordReadingOptions { MaxRecordBytes = 4096 }));
    }

    [Fact]
    public async Task An_unknown_column_passes_with_one_warning_where_the_settings_say_so()
    {
        var printed = await ReadFile.PrintAsync(
            $"{Header},colour\n{Row(1)},red\n{Row(2)},\n", "a.csv", new RecordReadingOptions { UnknownFields = UnknownFields.Warn });

        Assert.Equal(
            ["good PS-1 on 2", "warning line 1: colour: unknown-field; expected a field of the contract in column 13", "good PS-2 on 3"], printed);
    }

    private static string Row(int number, string note = "") =>
        $"pain-score,PS-{number},1,2026-11-20T18:00:00+01:00,urn:oid:1.2.3,MRN1,nrs,3.5,{{score}},before,2026-11-20,{note}";
}
