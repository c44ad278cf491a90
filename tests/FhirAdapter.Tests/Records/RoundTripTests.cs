using System.Text;
using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading;
using FhirAdapter.Tests.Records.Generated;

namespace FhirAdapter.Tests.Records;

/// <summary>
/// A record that became resources comes back from their JSON as it was. Records are compared by their canonical JSON, which holds every field, the
/// order of lists, the scale of numbers and the offset of times.
/// </summary>
public sealed class RoundTripTests
{
    private static readonly FhirRecords Back = new(new Uri("https://clinic.example/fhir/id"));

    public static TheoryData<string> Names => [.. Situations.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_situation_comes_back_from_FHIR(string name) => AssertComesBack(Situations.All[name]);

    [Fact]
    public void Ten_thousand_records_of_all_kinds_come_back_from_FHIR() => GeneratedRecords.Any.Sample(AssertComesBack, iter: 10_000);

    private static void AssertComesBack(ClinicRecord record)
    {
        var back = Assert.Single(Back.FromFhir(ToFhir(record)));

        Assert.True(back.Record is not null, $"{back.Failure}");
        Assert.Equal(Canonical(record), Canonical(back.Record));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> ToFhir(ClinicRecord record) =>
        Mapped.Of(record).Resources.Where(r => r.Role != ResourceRole.Party).Select(r => new ReadOnlyMemory<byte>(ResourceJson.ToUtf8(r.Resource)));

    // FHIR's integer has no decimals, so that 4.0 of an instrument of whole numbers is 4. All else must be the same to the last digit.
    private static string Canonical(ClinicRecord record) => Encoding.UTF8.GetString(RecordJson.Write(
        record is PainScore { Instrument: "faces", Value: { } value } score ? score with { Value = decimal.Truncate(value) } : record));
}
