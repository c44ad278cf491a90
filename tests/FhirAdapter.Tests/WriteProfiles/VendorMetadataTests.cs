using System.Text.Json.Nodes;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.WriteProfiles;

/// <summary>A profile claims no more than its vendor's own CapabilityStatement.</summary>
public sealed class VendorMetadataTests
{
    public static TheoryData<string> Vendors => [.. VendorMetadata.Vendors];

    [VendorTheory]
    [MemberData(nameof(Vendors))]
    public void A_profile_claims_nothing_that_the_vendor_does_not_advertise(string vendor) =>
        Assert.Empty(Claims(ProfileFolder.Profile(vendor), vendor));

    [VendorTheory]
    [InlineData("epic", "types:Condition:interactions:3", "update", "Condition update")]
    [InlineData("oracle-health", "types:Procedure:interactions:3", "update", "Procedure update")]
    [InlineData("veradigm", "types:Procedure:interactions:2", "create", "Procedure create")]
    [InlineData("meditech", "types:Patient:searchParameters:1", "favourite-colour", "Patient search by favourite-colour")]
    [InlineData("epic", "bundles:batch", "true", "batch")]
    [InlineData("oracle-health", "conditional:create", "true", "Procedure conditional create")]
    public void A_planted_claim_is_found(string vendor, string key, string value, string expected)
    {
        // A list in the settings stands in the place of the shipped one, so what is shipped is planted along.
        var shipped = ProfileFolder.Profile(vendor);
        var type = key.Split(':')[1];
        var list = key.Contains("interactions", StringComparison.Ordinal) ? shipped.Of(type)!.Interactions
            : key.Contains("searchParameters", StringComparison.Ordinal) ? shipped.Of(type)!.SearchParameters : null;
        var lines = list?.Select((item, i) => ($"{key[..key.LastIndexOf(':')]}:{i}", item)).Append(($"{key[..key.LastIndexOf(':')]}:{list.Count}", value)) ?? [(key, value)];

        Assert.Contains(expected, Claims(ProfileFolder.Profile(vendor, [.. lines]), vendor));
    }

    [VendorTheory]
    [MemberData(nameof(Vendors))]
    public void Where_the_vendor_keeps_no_versions_the_profile_says_so(string vendor)
    {
        var advertised = Resources(vendor);
        Assert.All(
            ProfileFolder.Profile(vendor).Types.Where(type => type.Value.MayTake("update")),
            type => Assert.Equal(advertised[type.Key]!["versioning"]?.GetValue<string>() == "no-version", type.Value.Versions == false));
    }

    private static IEnumerable<string> Claims(WriteProfile profile, string vendor)
    {
        var capability = JsonNode.Parse(VendorMetadata.CapabilityOf(vendor))!["rest"]![0]!;
        var system = Codes(capability["interaction"], "code");
        if (profile.Bundles.Batch == true && !system.Contains("batch"))
            yield return "batch";
        if (profile.Bundles.Transaction == true && !system.Contains("transaction"))
            yield return "transaction";
        var advertised = Resources(vendor);
        foreach (var (name, type) in profile.Types)
        {
            if (!advertised.TryGetValue(name, out var resource))
            {
                yield return name;
                continue;
            }

            foreach (var interaction in type.Interactions!.Except(Codes(resource["interaction"], "code")))
                yield return $"{name} {interaction}";
            foreach (var parameter in (type.SearchParameters ?? new HashSet<string>()).Except(Codes(resource["searchParam"], "name")))
                yield return $"{name} search by {parameter}";
            if (profile.Conditional.Create == true && resource["conditionalCreate"]?.GetValue<bool>() != true)
                yield return $"{name} conditional create";
            if (profile.Conditional.Update == true && resource["conditionalUpdate"]?.GetValue<bool>() != true)
                yield return $"{name} conditional update";
        }
    }

    private static Dictionary<string, JsonNode> Resources(string vendor) =>
        JsonNode.Parse(VendorMetadata.CapabilityOf(vendor))!["rest"]![0]!["resource"]!.AsArray().ToDictionary(each => each!["type"]!.GetValue<string>(), each => each!);

    private static HashSet<string> Codes(JsonNode? list, string name) => [.. list?.AsArray().Select(each => each![name]!.GetValue<string>()) ?? []];
}
