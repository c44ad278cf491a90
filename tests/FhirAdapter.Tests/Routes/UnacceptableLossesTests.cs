using FhirAdapter.Failures;
using FhirAdapter.Routes;

namespace FhirAdapter.Tests.Routes;

public sealed class UnacceptableLossesTests
{
    [Theory]
    [InlineData("Procedure", "identifier[0]", null)]
    [InlineData("Procedure", "identifier[0].system", null)]
    [InlineData("Procedure", "meta", null)]
    [InlineData("Procedure", "meta.profile[0]", null)]
    [InlineData("Procedure", "bodySite[0]", "Procedure.bodySite")]
    [InlineData("Procedure", "", "Procedure")]
    [InlineData("Procedure.identifier", "identifier[0]", "Procedure.identifier")]
    [InlineData("Procedure.meta", "meta.profile[0]", "Procedure.meta.profile")]
    [InlineData("Condition", "bodySite[0]", null)]
    public void A_whole_type_is_what_the_clinic_wrote_of_it(string named, string dropped, string? lost)
    {
        var failure = new UnacceptableLosses([named]).Find([new PlannedChange("Procedure", "needling-procedure/P1", dropped, PlannedChange.Dropped, LossReason.Ignored)]);

        Assert.Equal(lost, failure?.Path);
        Assert.True(failure is null || failure.Code == FailureCode.UnacceptableLoss);
    }

    [Theory]
    [InlineData(PlannedChange.SaidInText)]
    [InlineData(PlannedChange.Moved)]
    public void What_a_text_or_another_element_says_is_no_loss(string code) =>
        Assert.Null(new UnacceptableLosses(["Procedure.bodySite"]).Find([new PlannedChange("Procedure", "needling-procedure/P1", "bodySite[0]", code, LossReason.Ignored)]));
}
