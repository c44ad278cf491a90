using System.ComponentModel.DataAnnotations;
using FhirAdapter.Destinations.FhirServers;

namespace FhirAdapter.Tests.Destinations.FhirServers;

public sealed class FhirServerOptionsTests
{
    [Theory]
    [InlineData("https://ehr.example/fhir")]
    [InlineData("http://127.0.0.1:8080/fhir")]
    [InlineData("http://localhost/fhir")]
    public void An_address_that_is_safe_is_taken_with_the_defaults(string address) => Assert.Empty(Wrongs(Options(address)));

    [Theory]
    [InlineData("http://ehr.example/fhir", "loopback")]
    [InlineData("ftp://ehr.example/fhir", "absolute http or https")]
    [InlineData("https://user@ehr.example/fhir", "user name")]
    [InlineData("https://ehr.example/fhir?x=1", "query")]
    public void An_address_that_is_not_is_refused_with_the_reason(string address, string reason) =>
        Assert.Contains(reason, Assert.Single(Wrongs(Options(address))), StringComparison.Ordinal);

    [Fact]
    public void Plain_http_is_taken_where_the_operator_says_so()
    {
        var options = Options("http://ehr.example/fhir");
        options.AllowInsecure = true;
        Assert.Empty(Wrongs(options));
    }

    [Fact]
    public void What_is_out_of_range_is_named()
    {
        var options = Options("https://ehr.example/fhir");
        options.MaxBundleEntries = 0;
        options.Concurrency = 65;
        options.QuickRetries = 3;
        Assert.Equal(3, Wrongs(options).Count);

        options = Options("https://ehr.example/fhir");
        options.AttemptTimeout = TimeSpan.FromSeconds(121);
        options.CircuitBreaker.FailureRatio = 0;
        Assert.Equal(2, Wrongs(options).Count);
        Assert.Contains(Wrongs(options), each => each.StartsWith("(00:02:01) must not be longer than TotalTimeout", StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_is_required() => Assert.Single(Wrongs(new FhirServerOptions()));

    private static FhirServerOptions Options(string address) => new() { BaseAddress = new Uri(address) };

    private static List<string> Wrongs(FhirServerOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.ConvertAll(each => each.ErrorMessage!);
    }
}
