using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Tests.Destinations.FhirServers.Identity;

public sealed class IdentityTrustTests
{
    private readonly IdentityTrust trust = new();

    [Fact]
    public void A_server_is_checked_until_it_was_right_several_times_and_then_now_and_then()
    {
        Assert.Equal(8, Asked(8));
        Assert.Equal(10, Asked(640));
    }

    [Fact]
    public void A_wrong_answer_has_it_checked_for_long()
    {
        Asked(8);
        trust.Checked(wereRight: false);

        Assert.Equal(512, Asked(512));
    }

    [Fact]
    public void What_can_be_doubled_by_a_race_is_always_checked()
    {
        Asked(8);

        Assert.True(trust.Asks(isAtomic: false, wasRepeated: false));
        Assert.True(trust.Asks(isAtomic: true, wasRepeated: true));
    }

    private int Asked(int times)
    {
        var asked = 0;
        for (var i = 0; i < times; i++)
        {
            if (!trust.Asks(isAtomic: true, wasRepeated: false))
                continue;
            asked++;
            trust.Checked(wereRight: true);
        }
        return asked;
    }
}
