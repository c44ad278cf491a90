using FhirAdapter.Records;
using FhirAdapter.Shapes;
using FhirAdapter.Tests.Profiles;
using FhirAdapter.Tests.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Shapes;

/// <summary>
/// What a destination gets that asks for claims is what <see cref="ValidationTests"/> holds to the compiled profiles, to the last byte.
/// </summary>
public sealed class OwnProfileClaimsTests
{
    private static readonly RecordShape Claiming = RecordShape.Of(new ShapeOptions { ClaimOwnProfiles = true })!;

    public static TheoryData<string> Names => [.. Situations.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_resource_claims_the_compiled_profile_that_it_is_validated_against(string name)
    {
        var record = Situations.All[name];

        var shaped = Claiming.Apply(record, Mapped.Of(record).Resources).Resources.Where(r => r.Role != ResourceRole.Party).ToList();

        Assert.Equal(
            Mapped.Of(record).Resources.Where(r => r.Role != ResourceRole.Party).Select(r => WrittenResource.Of(r).Json),
            shaped.Select(r => System.Text.Encoding.UTF8.GetString(FhirAdapter.Records.Mapping.ResourceJson.ToUtf8(r.Resource))));
        Assert.All(shaped, r => Assert.Contains(r.Resource.Meta!.Profile.Single(), CompiledProfiles.Definitions.Keys));
    }

    [Fact]
    public void What_is_taken_back_claims_its_profile_too()
    {
        var identifier = new BusinessIdentifier { System = "https://clinic.example/fhir/id/needling-site", Value = "DN-1~site-2" };

        var retracted = Claiming.Apply(Mapped.Mapping.Retract(Situations.CompletedWithTwoSites, "Observation", identifier)!);

        Assert.Equal(["https://fhir-adapter.example/StructureDefinition/needling-site"], retracted.Resource.Meta!.Profile);
    }

    [Fact]
    public void A_person_claims_nothing_for_the_hospital_may_add_to_it() => Assert.All(
        Claiming.Apply(Situations.Present, Mapped.Of(Situations.Present).Resources).Resources.Where(r => r.Role == ResourceRole.Party),
        r => Assert.Empty(r.Resource.Meta?.Profile ?? []));

    [Fact]
    public void Nothing_else_changes_and_each_claim_is_reported()
    {
        var mapped = Mapped.Of(Situations.CompletedWithTwoSites).Resources;

        var shaped = Claiming.Apply(Situations.CompletedWithTwoSites, mapped);

        Assert.All(shaped.Changes, change => Assert.Equal(("meta.profile[0]", ShapeChange.Added), (change.Path, change.Code)));
        Assert.Equal(mapped.Count(r => r.Role != ResourceRole.Party), shaped.Changes.Count);
    }

    [Fact]
    public void By_default_nothing_is_claimed() => Assert.All(
        Mapped.Of(Situations.CompletedWithTwoSites).Resources.Select(r => r.Resource), r => Assert.Empty(((DomainResource)r).Meta?.Profile ?? []));
}
