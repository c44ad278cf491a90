using System.Text.RegularExpressions;
using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Tests.Records.Generated;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records.Mapping;

public sealed class IdentityTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    private static readonly BusinessIdentifier Session = new() { System = "https://clinic.example/fhir/id/needling-procedure", Value = "DN-1" };

    /// <summary>The expected id was made by Python's <c>hmac</c> and <c>base64</c>.</summary>
    [Fact]
    public void A_client_id_is_the_base32_of_a_keyed_hash() =>
        Assert.Equal("5uh7l4k7damne75ycnjemjwfv6fyxkpcn6hutuo3zxykt52pxijq", ClientId.Of(Key, "Procedure", Session));

    [Fact]
    public void Another_key_type_system_or_value_gives_another_client_id()
    {
        string[] ids =
        [
            ClientId.Of(Key, "Procedure", Session),
            ClientId.Of([.. Key.Reverse()], "Procedure", Session),
            ClientId.Of(Key, "Observation", Session),
            ClientId.Of(Key, "Procedure", Session with { System = "urn:x" }),
            ClientId.Of(Key, "Procedure", Session with { Value = "DN-2" }),
            ClientId.Of(Key, "Procedure", new BusinessIdentifier { System = Session.System + "\nDN", Value = "1" }),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Throws<ArgumentException>(() => ClientId.Of(Key.AsSpan(0, 15), "Procedure", Session));
    }

    [Fact]
    public void Every_resource_of_every_record_has_its_own_client_id_in_the_form_that_FHIR_takes() => GeneratedRecords.Any.Array[1, 4].Sample(
        records =>
        {
            var resources = records.DistinctBy(r => r.Key).SelectMany(r => Mapped.Of(r).Resources).DistinctBy(r => (r.Resource.TypeName, r.Identifier)).ToList();
            var ids = resources.ConvertAll(r => ClientId.Of(Key, r.Resource.TypeName, r.Identifier));

            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.All(ids, id => Assert.Matches(new Regex("^[A-Za-z0-9.-]{1,64}$"), id));
        },
        iter: 300);

    [Fact]
    public void Identifiers_are_made_of_the_record_id_alone() => GeneratedRecords.Any.Sample(
        record => Assert.All(OwnIdentifiers(record), i => Assert.Matches($"^{Regex.Escape(record.Id!)}(~(site|needle|effect)-[0-9]+)?$", i.Value)),
        iter: 1_000);

    [Fact]
    public void Neither_patient_nor_people_nor_times_nor_words_change_an_identifier() => Gen.Select(GeneratedRecords.Any, GeneratedTimes.Span, GeneratedParts.Identifier).Sample(
        (record, time, somebody) => Assert.Equal(OwnIdentifiers(record), OwnIdentifiers(Elsewhere(record, time.First, somebody))),
        iter: 1_000);

    [Fact]
    public void The_same_record_always_has_the_same_identifiers_and_its_main_one_names_it_again() => GeneratedRecords.Any.Sample(
        record =>
        {
            var main = Mapped.Of(record).Resources.Single(r => r.Role == ResourceRole.Main);
            Assert.Equal(OwnIdentifiers(record), OwnIdentifiers(record with { Version = 77 }));
            Assert.Equal(record.Key, new Identity("https://clinic.example/fhir/id").RecordOf(main.Resource.TypeName, main.Identifier));
        },
        iter: 1_000);

    [Fact]
    public void No_resource_has_an_id_before_a_server_or_the_adapter_gives_it_one() =>
        GeneratedRecords.Any.Sample(record => Assert.All(Mapped.Of(record).Resources, r => Assert.Null(r.Resource.Id)), iter: 300);

    private static List<BusinessIdentifier> OwnIdentifiers(ClinicRecord record)
    {
        var own = Mapped.Of(record).Resources.Where(r => r.Role != ResourceRole.Party).ToList();
        Assert.All(own, r => Assert.Equal((r.Identifier.System, r.Identifier.Value), IdentifierOf(r.Resource)));
        return own.ConvertAll(r => r.Identifier);
    }

    private static (string? System, string? Value) IdentifierOf(Resource resource)
    {
        var identifier = Assert.Single(((IIdentifiable<List<Identifier>>)resource).Identifier);
        return (identifier.System, identifier.Value);
    }

    // The same record of another patient, by other people, at other times, in other words.
    private static ClinicRecord Elsewhere(ClinicRecord record, ClinicTime time, BusinessIdentifier somebody)
    {
        var other = record with { Patient = somebody, Encounter = somebody, LastChanged = time.Instant };
        var bare = record is { Deleted: true } and (NeedlingProcedure { Status: null } or PainScore { Instrument: null } or ContraindicationFinding { Presence: null });
        var practitioner = new FhirAdapter.Records.Practitioner { Identifier = somebody };
        return bare ? other : other switch
        {
            NeedlingProcedure p => p with { Start = time, End = null, Practitioners = [practitioner], Note = "Erika Mustermann", Location = somebody },
            ContraindicationFinding f => f with { When = time, Practitioner = practitioner, Note = "Erika Mustermann", Resolved = f.Resolved is null ? null : time },
            PainScore s => s with { When = time, Practitioner = practitioner, Note = "Erika Mustermann" },
            _ => other,
        };
    }
}
