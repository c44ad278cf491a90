using FhirAdapter.Host.Output;

namespace FhirAdapter.Host.Tests.Output;

public sealed class StoredPlanTests
{
    [Fact]
    public void A_stored_plan_is_told_in_a_line_for_each_thing_that_is_done() => Assert.Equal(
        [
            "profile oracle-health, way resources",
            "  sends: Procedure",
            "  said in text: Device.lotNumber (4), Procedure.bodySite",
        ],
        StoredPlan.Lines("""{"profile":"oracle-health","way":"resources","sends":{"Procedure":1},"said-in-text":{"Device.lotNumber":4,"Procedure.bodySite":1}}"""));
}
