using System.Text;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Drift;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

namespace FhirAdapter.Tests.Destinations.FhirServers.Drift;

public sealed class StateDriftTests
{
    [Fact]
    public void What_is_gone_and_what_is_new_are_told_apart_and_both_are_counted_on()
    {
        var drift = StateDrift.Between(new HashSet<string> { "a", "b" }, new HashSet<string> { "b", "c" });

        Assert.Equal(["a"], drift.Lost);
        Assert.Equal(["c"], drift.Gained);
        Assert.Equal(["a", "b", "c"], drift.Kept);
    }

    [Fact]
    public void A_capability_statement_is_said_in_words()
    {
        var abilities = Abilities.Of(Read("""
            {"type":"Observation","interaction":[{"code":"create"},{"code":"search-type"}],"conditionalCreate":true,"versioning":"no-version","searchParam":[{"name":"identifier"},{"name":"sort-of"}]},
            {"type":"Basic","interaction":[{"code":"create"}]}
            """));

        Assert.Equal(["conditional create of Observation", "create of Observation", "search of Observation by identifier"], abilities);
        Assert.Equal(abilities, Abilities.Read(Abilities.Write(abilities)));
        Assert.Null(Abilities.Read("{"));
    }

    [Theory]
    [InlineData(true, IdentityMode.Auto, "update of Observation")]
    [InlineData(false, IdentityMode.Auto, "conditional create of Observation, create of Observation")]
    [InlineData(false, IdentityMode.SearchThenCreate, "create of Observation, search of Observation by identifier")]
    [InlineData(false, IdentityMode.Content, "create of Observation, search of Observation by subject")]
    public void A_write_uses_what_its_way_uses(bool isKnown, IdentityMode identity, string needs)
    {
        var server = Read("""{"type":"Observation","interaction":[{"code":"create"},{"code":"search-type"}],"conditionalCreate":true,"searchParam":[{"name":"identifier"},{"name":"subject"}]}""");
        var plan = new WritePlan(server, new FhirServerOptions { Identity = identity });

        Assert.Equal(needs, string.Join(", ", AbilityNeeds.OfWrite("Observation", isKnown, Abilities.Of(server), plan, identity)));
    }

    [Fact]
    public void Scopes_are_said_as_what_they_are_for_and_a_strangers_text_is_not_repeated()
    {
        var configuration = new SmartConfiguration(new Uri("https://auth.example/token"), ["private_key_jwt", "<b>"], ["ES384"]);

        var told = SignInAbilities.Of(configuration, ["system/Observation.cu", "system/Patient.rs", "launch"]);

        Assert.Equal(
            [
                "sign-in at https://auth.example/token", "sign-in by private_key_jwt", "sign-in with ES384",
                "a scope for create of Observation", "a scope for update of Observation", "a scope for read of Patient", "a scope for search of Patient by identifier",
            ],
            told);
        Assert.Empty(SignInAbilities.Of(null, []));
    }

    private static ServerCapability Read(string types) => CapabilityReader.Read(Encoding.UTF8.GetBytes(
        $$"""{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","resource":[{{types}}]}]}"""))!;
}
