using CsCheck;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn.Tokens;

public sealed class ScopeComparisonTests
{
    [Theory]
    [InlineData("system/Procedure.crus", "system/Procedure.crus")]
    [InlineData("system/Procedure.crus", "system/Procedure.cruds")]
    [InlineData("system/Procedure.crus", "system/*.cruds")]
    [InlineData("system/Procedure.crus", "system/Procedure.rs system/Procedure.cu")]
    [InlineData("system/Procedure.crus", "system/Procedure.read system/Procedure.write")]
    [InlineData("system/Procedure.crus", "system/*.*")]
    [InlineData("system/Procedure.read", "system/Procedure.rs")]
    [InlineData("system/Observation.rs?category=x", "system/Observation.rs?category=x")]
    [InlineData("fhirUser", "openid fhirUser")]
    public void What_is_granted_in_whatever_form_is_not_missing(string asked, string granted) =>
        Assert.Empty(ScopeComparison.Missing([asked], granted.Split(' ')));

    [Theory]
    [InlineData("system/Procedure.crus", "")]
    [InlineData("system/Procedure.crus", "system/Procedure.rs")]
    [InlineData("system/Procedure.crus", "system/Procedure.read")]
    [InlineData("system/Procedure.crus", "user/Procedure.cruds patient/*.*")]
    [InlineData("system/Procedure.crus", "system/ProcedureX.cruds")]
    [InlineData("system/Procedure.crus", "system/Procedure.crus?status=completed")]
    [InlineData("system/Procedure.crus", "system/Procedure.evil")]
    [InlineData("fhirUser", "openid")]
    public void What_is_granted_in_part_or_elsewhere_is_missing(string asked, string granted) =>
        Assert.Equal([asked], ScopeComparison.Missing([asked], granted.Split(' ')));

    [Fact]
    public void More_that_is_granted_never_makes_more_missing()
    {
        var scope = Gen.Select(Pick("system", "user"), Pick("Procedure", "Patient", "*"), Pick("crus", "rs", "cud", "read", "write", "*"))
            .Select((context, type, letters) => $"{context}/{type}.{letters}");

        Gen.Select(scope.Array[0, 5], scope.Array[0, 5], scope.Array[0, 3]).Sample((asked, granted, more) =>
        {
            var missing = ScopeComparison.Missing(asked, granted);
            Assert.Subset(missing.ToHashSet(), ScopeComparison.Missing(asked, [.. granted, .. more]).ToHashSet());
            Assert.Empty(ScopeComparison.Missing(asked, [.. granted, .. asked]));
        });
    }

    private static Gen<string> Pick(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(each => choices[each]);
}
