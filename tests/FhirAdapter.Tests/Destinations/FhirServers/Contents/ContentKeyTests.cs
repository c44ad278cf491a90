using System.Text;
using FhirAdapter.Destinations.FhirServers.Contents;

namespace FhirAdapter.Tests.Destinations.FhirServers.Contents;

public sealed class ContentKeyTests
{
    [Theory]
    [InlineData("""{"resourceType":"Observation","subject":{"reference":"Patient/p.1"},"effectiveDateTime":"2026-01-01T00:05:00+01:00","code":{"coding":[{"system":"http://loinc.org","code":"72514-3"},{"system":"s","code":"a|b"}]}}""",
        "patient,date,code", "patient=p.1&date=ge2025-12-31&date=le2026-01-02&code=http%3A%2F%2Floinc.org%7C72514-3,s%7Ca%5C%7Cb")]
    [InlineData("""{"resourceType":"Procedure","subject":{"reference":"Patient/1"},"performedPeriod":{"start":"2026-11-20T17:05:00+01:00"},"code":{"text":"x"}}""",
        "subject,date,code", "subject=Patient%2F1&date=ge2026-11-19&date=le2026-11-21")]
    [InlineData("""{"resourceType":"Condition","subject":{"reference":"Patient/1"},"recordedDate":"2026-11-20","onsetDateTime":"2020"}""",
        "patient,onset-date,recorded-date", "patient=1&recorded-date=ge2026-11-19&recorded-date=le2026-11-21")]
    [InlineData("""{"resourceType":"Condition","subject":{"reference":"Patient/1"},"recordedDate":"2026-11-20","onsetDateTime":"2020"}""",
        "patient,onset-date", "patient=1")]
    [InlineData("""{"resourceType":"AllergyIntolerance","patient":{"reference":"Patient/1"},"recordedDate":"2026-11-20"}""", "patient", "patient=1")]
    [InlineData("""{"resourceType":"DocumentReference","subject":{"reference":"Patient/1"},"date":"2026-11-20T10:00:00Z","type":{"coding":[{"system":"http://loinc.org","code":"11506-3"}]}}""",
        "patient,date,type", "patient=1&date=ge2026-11-19&date=le2026-11-21&type=http%3A%2F%2Floinc.org%7C11506-3")]
    [InlineData("""{"resourceType":"QuestionnaireResponse","subject":{"reference":"Patient/1"},"authored":"2026-11-20T10:00:00Z","questionnaire":"https://q.example/1"}""",
        "patient,authored,questionnaire", "patient=1&authored=ge2026-11-19&authored=le2026-11-21&questionnaire=https%3A%2F%2Fq.example%2F1")]
    [InlineData("""{"resourceType":"Provenance","target":[{"reference":"Procedure/p.1"},{"reference":"Observation/2"}],"recorded":"2026-11-20T17:40:00+01:00"}""",
        "target,recorded", "target=Procedure%2Fp.1&recorded=ge2026-11-19&recorded=le2026-11-21")]
    [InlineData("""{"resourceType":"Provenance","target":[{"reference":"Procedure/1"}],"recorded":"2026-11-20T17:40:00+01:00"}""", "target", "target=Procedure%2F1")]
    public void A_resource_is_looked_up_by_what_its_type_can_be_searched_by(string json, string parameters, string query)
    {
        var set = parameters.Split(',').ToHashSet();

        Assert.Equal(query, ContentKey.Of(Encoding.UTF8.GetBytes(json), set)!.Query(set, withCodes: true));
    }

    [Theory]
    [InlineData("""{"resourceType":"Device"}""")]
    [InlineData("""{"resourceType":"Observation","subject":{"identifier":{"value":"1"}}}""")]
    [InlineData("""{"resourceType":"Observation","subject":{"reference":"urn:uuid:0"}}""")]
    [InlineData("""{"resourceType":"Provenance","target":[{"reference":"urn:uuid:0"}]}""")]
    public void What_names_no_patient_cannot_be_looked_up(string json) => Assert.Null(ContentKey.Of(Encoding.UTF8.GetBytes(json), new HashSet<string> { "patient" }));
}
