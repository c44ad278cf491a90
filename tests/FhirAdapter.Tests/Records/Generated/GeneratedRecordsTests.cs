using System.Text;
using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using FhirAdapter.Tests.Records.Reading;

namespace FhirAdapter.Tests.Records.Generated;

public sealed class GeneratedRecordsTests
{
    [Fact]
    public void Generated_records_keep_the_contract_and_are_read_back_from_their_JSON() => GeneratedRecords.Any.Sample(
        record =>
        {
            var good = Assert.IsType<ReadRecord.Good>(RecordJson.Check(record) is ReadRecord.Bad bad ? string.Join("; ", bad.Faults) : RecordJson.Check(record));
            if (good.Payload.IsEmpty)
                return;
            var read = RecordJson.Read(good.Payload, 1, new RecordReadingOptions());
            Assert.Equal(
                Encoding.UTF8.GetString(good.Payload.Span),
                read is ReadRecord.Good again ? Encoding.UTF8.GetString(again.Payload.Span) : string.Join("; ", ReadFile.Print([read])));
        },
        iter: 3_000);

    [Fact]
    public void Every_code_of_every_kind_and_every_field_is_generated_sooner_or_later()
    {
        var json = string.Join('\n', GeneratedRecords.Any.Array[6_000].Single(_ => true, "0N0XIzNsQ0O2").Select(r => Encoding.UTF8.GetString(RecordJson.Write(r))));

        string[] systems =
        [
            "procedure-status", "status-reason", "indication", "cause", "position", "consent-form", "body-site", "body-site-part", "side", "technique", "manipulation",
            "guidance", "needle-material", "needle-coating", "adverse-effect", "severity", "outcome", "aftercare", "follow-up", "practitioner-role", "contraindication",
            "presence", "contraindication-strength", "finding-source", "finding-status", "instrument", "severity-words", "global-change", "absent-reason", "score-item",
            "assessment-phase", "answered-by",
        ];
        Assert.DoesNotContain(systems.SelectMany(s => FhirAdapter.Terminology.CodeSystems.Embedded[s].Codes), c => !json.Contains($":\"{c}\"", StringComparison.Ordinal));
        var fields = RecordKindCode.All.SelectMany((_, kind) => RecordType.Of((RecordKind)kind).Contract.AllFields.Select(f => f.Name));
        Assert.DoesNotContain(fields, f => !json.Contains($"\"{f}\":", StringComparison.Ordinal));
    }
}
