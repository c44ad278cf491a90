using CsCheck;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Tests.Destinations.FhirServers.Identity;

public sealed class SearchTokenTests
{
    [Theory]
    [InlineData("https://c.example/id", "DN-1", "https%3A%2F%2Fc.example%2Fid%7CDN-1")]
    [InlineData("", "DN-1", "%7CDN-1")]
    [InlineData("urn:x", "a|b", @"urn%3Ax%7Ca%5C%7Cb")]
    [InlineData("urn:x", "a,b", @"urn%3Ax%7Ca%5C%2Cb")]
    [InlineData("urn:x", "a$b", @"urn%3Ax%7Ca%5C%24b")]
    [InlineData("urn:x", @"a\b", @"urn%3Ax%7Ca%5C%5Cb")]
    [InlineData("urn:x", "a&b=c d#e+ü", "urn%3Ax%7Ca%26b%3Dc%20d%23e%2B%C3%BC")]
    public void A_token_is_escaped_for_fhir_and_then_for_the_address(string system, string value, string expected) =>
        Assert.Equal(expected, SearchToken.Of(system, value));

    [Fact]
    public void A_server_that_unescapes_reads_what_was_meant() => Gen.Select(Gen.String, Gen.String).Sample((system, value) =>
    {
        // Lone surrogates have no UTF-8 form and cannot reach this place: records are read from UTF-8.
        if ((system + value).Any(char.IsSurrogate))
            return;
        Assert.Equal([system, value], Unescape(Uri.UnescapeDataString(SearchToken.Of(system, value))));
    });

    [Fact]
    public void Several_tokens_are_parted_by_a_comma_that_is_no_part_of_any() =>
        Assert.Equal("identifier=s%7Ca%5C%2C1,s%7Cb", ResourceIdentity.QueryOfAny([new("Patient", "s", "a,1"), new("Patient", "s", "b")]));

    private static List<string> Unescape(string token)
    {
        List<string> parts = [""];
        for (var i = 0; i < token.Length; i++)
        {
            if (token[i] == '|')
                parts.Add("");
            else
                parts[^1] += token[i] == '\\' ? token[++i] : token[i];
        }
        return parts;
    }
}
