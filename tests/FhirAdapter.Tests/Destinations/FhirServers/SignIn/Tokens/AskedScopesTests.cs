using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;
using FhirAdapter.Tests.WriteProfiles;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn.Tokens;

public sealed class AskedScopesTests
{
    [Theory]
    [InlineData("open-r4", "Procedure.crus Condition.crus Observation.crus AllergyIntolerance.crus Device.crus Patient.rs Practitioner.rs", "Encounter.rs Location.rs")]
    [InlineData("oracle-health", "Procedure.crs Condition.crus Observation.crus AllergyIntolerance.crus DocumentReference.crus Patient.rs Practitioner.rs", "Encounter.rs Location.rs")]
    [InlineData("athenahealth", "QuestionnaireResponse.crs Patient.rs Practitioner.rs", "Location.rs")]
    [InlineData("epic", "", "")]
    public void What_the_write_profile_sends_and_searches_is_asked_for_and_no_more(string profile, string needed, string wished)
    {
        var asked = AskedScopes.Of(Options(), ProfileFolder.Profile(profile));

        Assert.Equal(Scopes(needed), asked.Needed);
        Assert.Equal(Scopes(wished), asked.Wished);
    }

    [Theory]
    [InlineData("open-r4", "system/Provenance.crus")]
    [InlineData("oracle-health", "system/Provenance.crs")]
    [InlineData("athenahealth", null)]
    public void A_Provenance_is_asked_for_where_the_settings_want_it_and_the_profile_takes_it(string profile, string? scope)
    {
        var options = Options();
        options.Shape.Provenance = true;

        Assert.Equal(scope, AskedScopes.Of(options, ProfileFolder.Profile(profile)).Needed.SingleOrDefault(each => each.Contains("Provenance", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_the_settings_name_is_asked_for_whatever_the_profile_says()
    {
        var options = Options();
        options.SignIn.Scopes = "system/*.cruds";

        Assert.Equal(["system/*.cruds"], AskedScopes.Of(options, ProfileFolder.Profile("epic")).All);
    }

    private static IEnumerable<string> Scopes(string types) => types.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(type => $"system/{type}");

    private static FhirServerOptions Options() => new() { SignIn = { Kind = SignInKind.SmartBackendServices } };
}
