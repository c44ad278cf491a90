using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using FhirAdapter.Tests.Records.Generated;

namespace FhirAdapter.Tests.Records.Reading;

/// <summary>Records are compared by their canonical JSON, which holds every field, order and scale.</summary>
public sealed class LosslessTests
{
    [Fact]
    public void Any_record_is_the_same_after_JSON() => GeneratedRecords.Any.Sample(
        record =>
        {
            var written = RecordJson.Write(record);
            var read = RecordJson.Read(written, 1, new RecordReadingOptions());

            var good = Assert.IsType<ReadRecord.Good>(read is ReadRecord.Bad bad ? bad.Faults : read);
            Assert.Equal(written, RecordJson.Write(good.Record));
            Assert.Equal(written, RecordJson.Write(RecordJson.FromLedger(record.Kind, written)));
            Assert.Equal(good.ContentHash.ToArray(), ((ReadRecord.Good)RecordJson.Check(record)).ContentHash.ToArray());
        },
        iter: 300);

    [Fact]
    public async Task Any_records_are_the_same_after_CSV() => await GeneratedRecords.Any.List[1, 6].SampleAsync(
        async records =>
        {
            using var text = new StringWriter();
            await RecordCsv.WriteAsync(records, text, CancellationToken.None);

            var read = await ReadFile.AllAsync(text.ToString(), "a.csv");

            Assert.Equal(
                records.Select(r => System.Text.Encoding.UTF8.GetString(RecordJson.Write(r))),
                read.Select(r => r is ReadRecord.Good good ? System.Text.Encoding.UTF8.GetString(RecordJson.Write(good.Record)) : string.Join("; ", ReadFile.Print([r]))));
        },
        iter: 100);
}
