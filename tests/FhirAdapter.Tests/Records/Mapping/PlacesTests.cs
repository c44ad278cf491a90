using FhirAdapter.Records.Mapping;
using FhirAdapter.Terminology;
using Hl7.Fhir.Model;
using BodySite = FhirAdapter.Records.BodySite;

namespace FhirAdapter.Tests.Records.Mapping;

public sealed class PlacesTests
{
    private static IEnumerable<BodySite> All =>
        from code in CodeSystems.Embedded["body-site"].Codes
        from part in CodeSystems.Embedded["body-site-part"].Codes.Prepend(null)
        from side in CodeSystems.Embedded["side"].Codes.Prepend(null)
        select new BodySite { Code = code, Part = part, Side = side };

    [Fact]
    public void A_place_with_part_and_side_has_one_code_for_all_of_it() => Assert.Equal(
        [
            ("https://fhir-adapter.example/CodeSystem/body-site", "trapezius", "Trapezius"),
            ("https://fhir-adapter.example/CodeSystem/sided-body-site", "trapezius-upper-left", "Left upper trapezius"),
            ("http://snomed.info/sct", "31764008", "Structure of trapezius muscle (body structure)"),
        ],
        Codings(new BodySite { Code = "trapezius", Part = "upper", Side = "left" }).Select(c => (c.System!, c.Code!, c.Display!)));

    [Fact]
    public void A_place_without_part_and_side_has_no_such_code() =>
        Assert.DoesNotContain(Codings(new BodySite { Code = "neck" }), c => c.System == Places.SidedSystem);

    [Fact]
    public void A_side_without_a_coded_place_has_no_such_code() => Assert.Empty(Codings(new BodySite { Text = "behind the ear", Side = "right" }));

    // Codes have hyphens in them too: of no two places may the whole be the same.
    [Fact]
    public void No_two_places_have_the_same_code()
    {
        var codes = All.Select(site => Codings(site).SingleOrDefault(c => c.System == Places.SidedSystem)?.Code).OfType<string>().ToList();

        Assert.Equal(All.Count(site => site is not { Part: null, Side: null }), codes.Count);
        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
    }

    private static List<Coding> Codings(BodySite site) => Mapped.MainOf<Condition>(Situations.Present with { BodySite = site }).BodySite[0].Coding;
}
