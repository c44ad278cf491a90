using System.Text;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Tests.Records.Reading;

public sealed class RecordJsonTests
{
    [Fact]
    public void A_pain_score_is_read_with_its_scale_and_offset()
    {
        var score = Assert.IsType<PainScore>(Good(SomeJson.PainScore).Record);

        Assert.Equal("6.50", score.Value!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.FromHours(1), score.When!.Value.Instant.Offset);
        Assert.Equal("upper", score.BodySite!.Part);
    }

    [Fact]
    public void Every_record_is_written_as_it_was_read()
    {
        Assert.Equal(SomeJson.PainScore, Encoding.UTF8.GetString(Good(SomeJson.PainScore).Payload.Span));
        Assert.Equal(SomeJson.Procedure, Encoding.UTF8.GetString(Good(SomeJson.Procedure).Payload.Span));
        Assert.Equal(
            SomeJson.Finding.Replace("\"id\"", "\"contract\":1,\"id\"", StringComparison.Ordinal).Replace("00Z", "00+00:00", StringComparison.Ordinal),
            Encoding.UTF8.GetString(Good(SomeJson.Finding).Payload.Span));
    }

    [Fact]
    public void The_ledger_gives_back_the_record_that_was_read()
    {
        var good = Good(SomeJson.Procedure);

        var again = RecordJson.FromLedger(RecordKind.NeedlingProcedure, good.Payload.Span);

        Assert.Equal(good.Payload.ToArray(), RecordJson.Write(again));
        Assert.Equal(2, ((NeedlingProcedure)again).Sites![3].Needles![0].Count);
    }

    [Fact]
    public void A_needle_that_is_not_counted_is_one()
    {
        var procedure = (NeedlingProcedure)Good(SomeJson.Procedure.Replace(",\"count\":2", "", StringComparison.Ordinal)).Record;

        Assert.Equal(1, procedure.Sites![0].Needles![0].Count);
    }

    [Fact]
    public void Order_and_white_space_do_not_change_the_content_hash_and_neither_do_version_and_last_change()
    {
        const string reordered =
            """
            { "note": "ruhig", "value": 3, "unit": "{score}", "instrument": "nrs", "phase": "after", "when": "2026-11-20",
              "patient": { "value": "MRN1", "system": "urn:oid:1.2.3" }, "lastChanged": "2026-12-01T00:00:00Z", "version": 9, "id": "PS-1", "kind": "pain-score" }
            """;
        const string plain =
            """{"kind":"pain-score","id":"PS-1","version":1,"lastChanged":"2026-11-20T18:00:00+01:00","patient":{"system":"urn:oid:1.2.3","value":"MRN1"},"instrument":"nrs","value":3,"unit":"{score}","phase":"after","when":"2026-11-20","note":"ruhig"}""";

        Assert.Equal(Good(plain).ContentHash.ToArray(), Good(reordered).ContentHash.ToArray());
        Assert.NotEqual(Good(plain).ContentHash.ToArray(), Good(plain.Replace("ruhig", "unruhig", StringComparison.Ordinal)).ContentHash.ToArray());
    }

    [Fact]
    public void A_bare_deletion_has_no_payload()
    {
        var good = Good("""{"kind":"pain-score","id":"PS-1","version":2,"lastChanged":"2026-11-21T08:00:00+01:00","deleted":true,"patient":{"system":"urn:oid:1.2.3","value":"MRN1"}}""");

        Assert.True(good.Record.Deleted);
        Assert.True(good.Payload.IsEmpty);
        Assert.Equal(32, good.ContentHash.Length);
    }

    private static ReadRecord.Good Good(string json)
    {
        var read = RecordJson.Read(SomeJson.Bytes(json), 1, new RecordReadingOptions());
        Assert.True(read is ReadRecord.Good, read is ReadRecord.Bad bad ? string.Join("\n", bad.Faults) : "");
        return (ReadRecord.Good)read;
    }
}
