using System.Text;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Capability;

namespace FhirAdapter.Tests.Destinations.FhirServers.Capability;

public sealed class CapabilityReaderTests
{
    [Fact]
    public void What_matters_is_read_from_the_server_part_and_the_rest_passed_over()
    {
        var read = Read("""
            {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","software":{"name":"HAPI","version":"8"},"unheard":[{}],
             "rest":[{"mode":"client"},{"mode":"server","interaction":[{"code":"batch"},{}],
               "resource":[{"type":"Procedure","interaction":[{"code":"create"},{"code":"update"},{"code":"search-type"}],"conditionalUpdate":true,
                 "versioning":"no-version","searchParam":[{"name":"identifier"}]},{"profile":"no type"}]}]}
            """)!;

        Assert.Equal(("HAPI 8", true, false, true), (read.Software, read.IsR4, read.Transaction, read.Batch));
        var procedure = Assert.Single(read.Types).Value;
        Assert.Equal(["identifier"], procedure.SearchParameters);
        Assert.Equal(new TypeCapability(true, true, false, true, false, true, false, false, true) { SearchParameters = procedure.SearchParameters }, procedure);
        Assert.Null(read.Of("Condition"));
    }

    [Fact]
    public void A_server_that_lists_no_types_is_taken_to_have_them_without_conditions() =>
        Assert.Equal(TypeCapability.Plain, Read("""{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1"}""")!.Of("Procedure"));

    [Fact]
    public void A_name_that_is_half_of_a_character_is_passed_over() =>
        Assert.True(Read("""{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","software":{"name":"\ud83d","version":"8"}}""")!.IsR4);

    [Theory]
    [InlineData("3.0.2")]
    [InlineData("5.0.0")]
    [InlineData("40")]
    public void Another_version_is_not_r4(string version) =>
        Assert.False(Read($$"""{"resourceType":"CapabilityStatement","fhirVersion":"{{version}}"}""")!.IsR4);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"resourceType":"OperationOutcome"}""")]
    public void What_is_no_capability_statement_is_none(string body) => Assert.Null(Read(body));

    [Fact]
    public void A_person_reads_what_is_there_and_what_is_missing()
    {
        var server = Read("""
            {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","resource":[
              {"type":"Procedure","interaction":[{"code":"create"},{"code":"search-type"}],"searchParam":[{"name":"identifier"}]}]}]}
            """);

        var findings = string.Join('\n', ProbeFindings.Write(server, null, new FhirServerOptions()).Findings);

        Assert.Contains("writes go by single requests", findings, StringComparison.Ordinal);
        Assert.Contains("Procedure: create yes, update no", findings, StringComparison.Ordinal);
        Assert.Contains("found again by identifier (search, then create); MISSING update", findings, StringComparison.Ordinal);
        Assert.Contains("Observation: MISSING", findings, StringComparison.Ordinal);
        Assert.Contains("Patient: MISSING search by identifier", findings, StringComparison.Ordinal);
    }

    private static ServerCapability? Read(string body) => CapabilityReader.Read(Encoding.UTF8.GetBytes(body));
}
