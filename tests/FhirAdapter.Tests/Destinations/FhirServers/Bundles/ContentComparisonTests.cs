using System.Text;
using FhirAdapter.Destinations.FhirServers.Bundles;

namespace FhirAdapter.Tests.Destinations.FhirServers.Bundles;

public sealed class ContentComparisonTests
{
    private const string Sent = """{"resourceType":"Observation","status":"final","valueQuantity":{"value":3.0},"subject":{"reference":"Patient/p1"},"note":[{"text":"a"}]}""";

    [Theory]
    [InlineData("""{"id":"o1","meta":{"versionId":"2"},"resourceType":"Observation","text":{"status":"generated"},"subject":{"reference":"https://ehr.example/fhir/Patient/p1"},"note":[{"text":"a"}],"valueQuantity":{"value":3},"status":"final"}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","valueQuantity":{"value":3.00},"subject":{"reference":"Patient/p1/_history/4"},"note":[{"text":"a"}]}""")]
    public void What_a_server_adds_by_itself_changes_nothing(string there) => Assert.True(IsSame(Sent, there));

    [Theory]
    [InlineData("""{"resourceType":"Observation","status":"amended","valueQuantity":{"value":3.0},"subject":{"reference":"Patient/p1"},"note":[{"text":"a"}]}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","valueQuantity":{"value":4.0},"subject":{"reference":"Patient/p1"},"note":[{"text":"a"}]}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","valueQuantity":{"value":3.0},"subject":{"reference":"Patient/p11"},"note":[{"text":"a"}]}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","valueQuantity":{"value":3.0},"subject":{"reference":"Patient/xp1"},"note":[{"text":"a"}]}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","valueQuantity":{"value":3.0},"subject":{"reference":"Patient/p1"},"note":[{"text":"a"},{"text":"b"}]}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","valueQuantity":{"value":3.0},"subject":{"reference":"Patient/p1"}}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","valueQuantity":{"value":3.0},"subject":{"reference":"Patient/p1"},"note":[{"text":"a"}],"implicitRules":"x"}""")]
    [InlineData("<html>")]
    [InlineData("""{"resourceType":"Observation","status":"final","valueQuantity":{"value":3.0},"subject":{"reference":"Patient/p1"},"note":[{"text":"\ud83d"}]}""")]
    public void What_somebody_else_changed_left_out_or_added_is_seen(string there) => Assert.False(IsSame(Sent, there));

    [Fact]
    public void A_reference_that_had_no_address_yet_is_as_good_as_any()
    {
        Assert.True(IsSame("""{"subject":{"reference":"urn:uuid:0"}}""", """{"subject":{"reference":"Patient/p1"}}"""));
        Assert.True(IsSame("""{"subject":{"reference":"urn:uuid:0"}}""", """{"subject":{}}"""));
    }

    private static bool IsSame(string sent, string there) => ContentComparison.IsSame(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(there));
}
