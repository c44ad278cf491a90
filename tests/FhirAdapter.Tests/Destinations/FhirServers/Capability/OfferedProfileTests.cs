using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Drift;
using FhirAdapter.Tests.WriteProfiles;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.Destinations.FhirServers.Capability;

public sealed class OfferedProfileTests
{
    private static readonly TypeCapability All = new(true, true, true, true, true, true, false, true, true)
    {
        SearchParameters = new HashSet<string> { "identifier", "patient", "date" },
    };

    [Fact]
    public void Where_all_is_offered_the_profile_is_left_as_it_is()
    {
        var profile = ProfileFolder.Profile("open-r4");

        Assert.Same(profile, Of(profile, Server()));
        Assert.Same(profile, Of(profile, new ServerCapability(null, "4.0.1", true, true, new Dictionary<string, TypeCapability>())));
    }

    [Fact]
    public void What_no_plan_asks_for_changes_none()
    {
        var profile = ProfileFolder.Profile("open-r4");

        Assert.Same(profile, Of(profile, Server(
            ("DocumentReference", null), ("QuestionnaireResponse", null), ("Provenance", null),
            ("Observation", All with { Search = false, SearchByIdentifier = false, SearchParameters = new HashSet<string>() }))));
    }

    [Fact]
    public void What_is_not_offered_is_taken_out_and_marked_as_missed()
    {
        var offered = Of(ProfileFolder.Profile("open-r4"), Server(("Procedure", All with { Create = false, ConditionalUpdate = false }), ("Device", null), ("Condition", All with { Update = false, ConditionalUpdate = false })));

        Assert.False(offered.Of("Procedure")!.MayTake("create"));
        Assert.False(offered.Of("Procedure")!.IsOffered);
        Assert.False(offered.Of("Device")!.MayTake("create"));
        Assert.True(offered.Of("Condition") is { IsOffered: true } condition && condition.MayTake("create") && !condition.MayTake("update"));
        Assert.True(offered.Of("Observation")!.MayTake("create"));
    }

    [Fact]
    public void What_the_profile_never_counted_on_is_not_missed() =>
        Assert.True(Of(ProfileFolder.Profile("oracle-health"), Server(("Device", null))).Of("Device") is null or { IsOffered: true });

    [Fact]
    public void What_could_be_created_and_not_found_again_is_not_offered() =>
        Assert.False(Of(ProfileFolder.Profile("open-r4"), Server(("Procedure", All with { ConditionalCreate = false, ConditionalUpdate = false, Search = false }))).Of("Procedure")!.IsOffered);

    [Fact]
    public void Who_cannot_be_searched_by_identifier_is_not_counted_on() =>
        Assert.DoesNotContain("identifier", Of(ProfileFolder.Profile("oracle-health"), Server(("Location", All with { SearchByIdentifier = false }))).Of("Location")?.SearchParameters ?? new HashSet<string>());

    [Theory]
    [MemberData(nameof(Profiles))]
    public void What_is_kept_of_a_statement_tells_the_same_as_the_statement(string name)
    {
        var profile = ProfileFolder.Profile(name);
        ServerCapability[] servers = [Server(), Server(("Procedure", null)), Server(("Location", All with { SearchByIdentifier = false, SearchParameters = new HashSet<string> { "patient" } })),
            Server(("DocumentReference", All with { Create = false })), Server(("Condition", All with { ConditionalCreate = false, ConditionalUpdate = false, Update = false }))];
        foreach (var server in servers)
        {
            var (told, kept) = (Of(profile, server), Of(profile, Abilities.Statement(Abilities.Of(server))));
            foreach (var type in Abilities.AllTypes)
            {
                Assert.Equal(told.Of(type)?.IsOffered, kept.Of(type)?.IsOffered);
                Assert.Equal(told.Of(type)?.Interactions?.Order(), kept.Of(type)?.Interactions?.Order());
                Assert.Equal(told.Of(type)?.SearchParameters?.Order(), kept.Of(type)?.SearchParameters?.Order());
            }
        }
    }

    public static TheoryData<string> Profiles => [.. FhirAdapter.WriteProfiles.Reading.ShippedProfiles.Names];

    private static WriteProfile Of(WriteProfile profile, ServerCapability server) => OfferedProfile.Of(profile, server, new FhirServerOptions());

    private static ServerCapability Server(params (string Type, TypeCapability? Can)[] other)
    {
        var types = Abilities.AllTypes.ToDictionary(type => type, _ => All);
        foreach (var (type, can) in other)
        {
            if (can is null)
                types.Remove(type);
            else
                types[type] = can;
        }

        return new ServerCapability("a server", "4.0.1", true, true, types);
    }
}
