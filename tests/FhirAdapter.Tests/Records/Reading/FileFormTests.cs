using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using static FhirAdapter.Tests.Records.Reading.BadInputTests;

namespace FhirAdapter.Tests.Records.Reading;

public sealed class FileFormTests
{
    [Theory]
    [InlineData("a.json")]
    [InlineData("a.ndjson")]
    [InlineData("a.txt")]
    [InlineData("a")]
    public async Task Lines_of_objects_are_records_by_any_name(string name) =>
        Assert.Equal(["good PS-1 on 1", "good PS-2 on 3"], await ReadFile.PrintAsync($"{Score(1)}\n\n{Score(2)}\n", name));

    [Fact]
    public async Task An_array_is_read_object_by_object_with_their_lines() => Assert.Equal(
        ["good PS-1 on 2", "line 5: value: out-of-range; expected a number from 0 to 10 ({score})", "good PS-3 on 40"],
        await ReadFile.PrintAsync($"[\n{Score(1)},\n\n\n{Replaced(Pretty(Score(2)), "6.50", "66.50")}\n,{Score(3)}]\n", "a.json"));

    [Fact]
    public async Task Pretty_objects_one_after_the_other_are_records() => Assert.Equal(
        ["good PS-1 on 1", "good PS-2 on 37", "good PS-3 on 71"],
        await ReadFile.PrintAsync(Pretty(Score(1)) + "\n\n" + Pretty(Score(2)) + Pretty(Score(3)), "a.json"));

    [Fact]
    public async Task An_empty_array_has_no_records_and_no_fault() => Assert.Empty(await ReadFile.PrintAsync(" [ ]\n", "a.json"));

    [Theory]
    [InlineData("[{0},\n{{\"kind\":}},\n{0}]", "line 2: malformed; expected JSON; it goes wrong at byte 9 of the record; the rest of the file was not read")]
    [InlineData("[{0},\n{{\"kind\":\n7,\n,}},\n{0}]", "line 4: malformed; expected JSON; it goes wrong at byte 1 of this line; the rest of the file was not read")]
    [InlineData("[{0}\n{0}]", "line 2: malformed; expected a comma or ]; the rest of the file was not read")]
    [InlineData("[{0},\n]", "line 2: malformed; expected an object; the rest of the file was not read")]
    [InlineData("[{0},\n7]", "line 2: malformed; expected an object; the rest of the file was not read")]
    [InlineData("[{0}]\n[]", "line 2: malformed; expected nothing after the array; the rest of the file was not read")]
    [InlineData("[{0},\n{{\"kind\":\"pain-score\"", "line 2: malformed; expected a record that ends before the file does; the rest of the file was not read")]
    [InlineData("[{0}\n", "line 2: malformed; expected the ] of the array before the end of the file; the rest of the file was not read")]
    public async Task What_breaks_an_array_ends_it_and_the_records_before_stand(string array, string expected) =>
        Assert.Equal(["good PS-1 on 1", expected], await ReadFile.PrintAsync(string.Format(null, array, Score(1)), "a.json"));

    [Fact]
    public async Task An_object_of_an_array_that_is_too_long_is_passed_over()
    {
        var options = new RecordReadingOptions { MaxRecordBytes = 200_000 };
        var longOne = Replaced(Pretty(Score(2)), "Nach langer", new string('x', 300_000) + " \\\" } ");

        var printed = await ReadFile.PrintAsync($"[{Score(1)},\n{longOne},\n{Score(3)}]", "a.json", options);

        Assert.Equal(["good PS-1 on 1", "line 2: too-long; expected a record of at most 200,000 bytes", "good PS-3 on 37"], printed);
    }

    [Fact]
    public async Task A_long_line_is_passed_over_wherever_a_read_ends()
    {
        var options = new RecordReadingOptions { MaxRecordBytes = 1024 };
        for (var length = 1020; length < 1100; length += 7)
        {
            var printed = await ReadFile.PrintAsync($"{new string('x', length)}\n{Score(2)}\n{new string('y', length * 3)}", "a.ndjson", options);
            Assert.Equal("good PS-2 on 2", printed[1]);
            Assert.Equal("line 3: too-long; expected a record of at most 1,024 bytes", printed[2]);
            Assert.Equal(3, printed.Length);
        }
    }

    [Fact]
    public async Task A_broken_first_line_does_not_take_the_others_along() => Assert.Equal(
        ["line 1: malformed; expected JSON; it goes wrong at byte 28 of the record", "good PS-2 on 2"],
        await ReadFile.PrintAsync("{\"kind\":\"pain-score\",\"a\":{}\n" + Score(2), "a.json"));

    [Theory]
    [InlineData("a.ndjson", "")]
    [InlineData("a.json", "[")]
    public async Task However_large_the_file_no_more_is_held_than_was_read_ahead(string name, string begin)
    {
        var piece = SomeJson.Bytes(begin + Score(1) + (begin.Length > 0 ? "," : "\n"))[begin.Length..];
        using var stream = new RepeatingStream(SomeJson.Bytes(begin), piece, 64L * 1024 * 1024);
        var records = 0L;

        await foreach (var record in new RecordFileReader(new RecordReadingOptions()).ReadAsync(stream, name, CancellationToken.None))
        {
            records += record is ReadRecord.Good ? 1 : 0;
            Assert.InRange(stream.Position - (records * piece.Length), long.MinValue, 512 * 1024);
        }

        Assert.Equal(64L * 1024 * 1024 / piece.Length, records);
        Assert.InRange(stream.LargestBuffer, 1, 256 * 1024);
    }

    internal static string Pretty(string json) =>
        System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString(new System.Text.Json.JsonSerializerOptions
        {
            WriteIndented = true,
            IndentSize = 0,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}
