using System.Text;
using FhirAdapter.Destinations.FhirServers.Outcomes;
using FhirAdapter.Tests.WriteProfiles;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.Destinations.FhirServers.Outcomes;

/// <summary>Answers that a kind of server has words of its own for, and those that nobody foresaw.</summary>
public sealed class KnownAnswersTests
{
    private static readonly WriteProfile Epic = ProfileFolder.Profile("epic");

    [Theory]
    [InlineData("""{"issue":["x",1,null,{"code":"\ud83d","diagnostics":"\ud83d","details":"x"},{"details":{"coding":["x",{"code":7}],"text":{}}}]}""")]
    [InlineData("""{"issue":{}}""")]
    [InlineData("""["issue"]""")]
    [InlineData("<html>")]
    [InlineData("")]
    public void An_answer_of_another_shape_means_nothing_of_its_own(string body) => Assert.Null(KnownAnswers.Of(Epic, 422, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"entry":["x",{"response":"x"},{"response":{"outcome":"x"}},{}]}""")]
    [InlineData("""{"entry":{}}""")]
    [InlineData("7")]
    public void Nor_does_an_entry(string body) => Assert.Empty(KnownAnswers.OfEach(Epic, [422, 422, 422, 422], Encoding.UTF8.GetBytes(body)));
}
