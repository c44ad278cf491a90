using FhirAdapter.Configuration;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Tests.Configuration;

public sealed class AdapterSettingsTests
{
    private static readonly Dictionary<string, string?> Usable = new()
    {
        ["FhirAdapter:Identity:System"] = "https://clinic.example/fhir/id",
        ["FhirAdapter:Destinations:FhirServers:hospital:BaseAddress"] = "https://fhir.hospital.example/r4",
    };

    [Fact]
    public void The_least_settings_are_an_identity_and_a_destination() => Assert.Empty(Errors());

    [Fact]
    public void Values_are_read_from_file_environment_and_command_line_alike()
    {
        var options = Read(("FhirAdapter:Delivery:ClaimSize", "7"), ("FhirAdapter:Delivery:Lease", "00:00:30")).Options;

        Assert.Equal(7, options.Delivery.ClaimSize);
        Assert.Equal(TimeSpan.FromSeconds(30), options.Delivery.Lease);
        Assert.Equal("fhir.hospital.example", options.Destinations.FhirServers["hospital"].BaseAddress!.Host);
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_key()
    {
        var errors = Errors(
            ("FhirAdapter:Identity:System", null),
            ("FhirAdapter:Delivery:ClaimSize", "many"),
            ("FhirAdapter:Delivery:Workers", "0"),
            ("FhirAdapter:Delivery:Lese", "00:01:00"));

        Assert.Equal(4, errors.Count);
        Assert.Contains("FhirAdapter:Identity:System is missing: set it.", errors);
        Assert.Contains("FhirAdapter:Delivery:ClaimSize must be a whole number.", errors);
        Assert.Contains("FhirAdapter:Delivery:Workers must be from 1 to 64.", errors);
        Assert.Contains("FhirAdapter:Delivery:Lese is not a setting. Did you mean Lease?", errors);
    }

    [Theory]
    [InlineData("FhirAdapter:Outbox:Path", "FhirAdapter:Outbox:Path is missing: set it.")]
    [InlineData("FhirAdapter:Destinations:FhirServers:hospital:WriteProfile:Folder", "FhirAdapter:Destinations:FhirServers:hospital:WriteProfile:Folder must not be empty.")]
    public void A_value_that_is_empty_is_told_once(string key, string expected) => Assert.Equal(expected, Assert.Single(Errors((key, ""))));

    [Fact]
    public void Settings_that_contradict_each_other_are_told() =>
        Assert.Equal(
            "FhirAdapter:Delivery:MaxDelay must not be shorter than FirstDelay (00:00:05).",
            Assert.Single(Errors(("FhirAdapter:Delivery:MaxDelay", "00:00:02"))));

    [Theory]
    [InlineData("Shape", "UsCore", "Shape is a section, not a value; set FhirAdapter:Destinations:FhirServers:hospital:Shape:Kind or another below it.")]
    [InlineData("Shape:Kind", "UsKore", "Shape:Kind must be one of Full, UsCore, Ips.")]
    [InlineData("Shape:OwnExtensions", "Drop", "Shape:OwnExtensions needs a Kind other than Full; set Kind to UsCore or Ips.")]
    [InlineData("Shape:ConditionCategory", "ProblemListItem", "Shape:ConditionCategory needs a Kind other than Full; set Kind to UsCore or Ips.")]
    [InlineData("Shape:ClaimOwnProfiles", "perhaps", "Shape:ClaimOwnProfiles must be true or false.")]
    public void A_shape_that_cannot_be_is_told(string key, string value, string expected) =>
        Assert.Equal(
            "FhirAdapter:Destinations:FhirServers:hospital:" + expected,
            Assert.Single(Errors(("FhirAdapter:Destinations:FhirServers:hospital:" + key, value))));

    [Fact]
    public void A_shape_that_may_leave_things_out_cannot_claim_the_profiles_that_ask_for_them() => Assert.Equal(
        "FhirAdapter:Destinations:FhirServers:hospital:Shape:ClaimOwnProfiles needs the Kind Full: a shape may leave out what the adapter's own profiles ask for.",
        Assert.Single(Errors(("FhirAdapter:Destinations:FhirServers:hospital:Shape:Kind", "Ips"), ("FhirAdapter:Destinations:FhirServers:hospital:Shape:ClaimOwnProfiles", "true"))));

    [Fact]
    public void An_identity_key_that_is_not_there_is_told() =>
        Assert.Equal("FhirAdapter:Identity:KeyFile names /nowhere/key, which is not there.", Assert.Single(Errors(("FhirAdapter:Identity:KeyFile", "/nowhere/key"))));

    [Fact]
    public void Faulty_code_maps_are_told_with_all_other_errors()
    {
        var errors = Errors(("FhirAdapter:Terminology:OverlayFolder", "/nowhere"), ("FhirAdapter:Delivery:Workers", "0"));

        Assert.Equal(2, errors.Count);
        Assert.Contains("FhirAdapter:Terminology:OverlayFolder: there is no folder /nowhere; create it or take the setting away.", errors);
    }

    [Fact]
    public void No_destination_is_an_error() =>
        Assert.Contains("names no destination", Assert.Single(Errors(("FhirAdapter:Destinations:FhirServers:hospital:BaseAddress", null), ("FhirAdapter:Destinations", null), ("FhirAdapter:Destinations:FhirServers", null))), StringComparison.Ordinal);

    [Fact]
    public void A_section_that_is_missing_whole_names_what_is_needed()
    {
        var errors = AdapterSettings.Read(new ConfigurationBuilder().Build()).Errors;

        Assert.Contains("FhirAdapter:Identity:System is missing: set it.", errors);
        Assert.Contains(errors, e => e.StartsWith("FhirAdapter:Destinations names no destination", StringComparison.Ordinal));
    }

    [Fact]
    public void Usable_settings_or_an_exception_that_names_all_errors()
    {
        Assert.NotNull(Read().Usable);
        var exception = Assert.Throws<AdapterConfigurationException>(() => Read(("FhirAdapter:Delivery:Workers", "99")).Usable);
        Assert.Equal("FhirAdapter:Delivery:Workers must be from 1 to 64.", Assert.Single(exception.Errors));
    }

    private static IReadOnlyList<string> Errors(params (string Key, string? Value)[] changes) => Read(changes).Errors;

    private static AdapterSettings Read(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Usable);
        foreach (var (key, value) in changes)
        {
            if (value is null)
                settings.Remove(key);
            else
                settings[key] = value;
        }

        return AdapterSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
