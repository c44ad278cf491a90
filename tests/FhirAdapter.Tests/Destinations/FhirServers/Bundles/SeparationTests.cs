using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Failures;

namespace FhirAdapter.Tests.Destinations.FhirServers.Bundles;

public sealed class SeparationTests
{
    private const int Records = 64;

    private static readonly int[] OneRecord = [0];

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(63)]
    public void One_record_whose_reply_is_always_lost_is_alone_after_as_many_calls_as_there_are_halvings(int cause)
    {
        var separation = new Separation();
        var owed = Enumerable.Range(0, Records).ToHashSet();
        var calls = 0;
        for (; owed.Count > 1 && calls < Records; calls++)
            Call(separation, owed, cause);

        Assert.Equal([cause], owed);
        // The call that met it, six halvings of 64.
        Assert.Equal(7, calls);
    }

    [Fact]
    public void What_arrived_shares_bundles_again()
    {
        var separation = new Separation();
        HashSet<int> owed = [0, 1];
        Call(separation, owed, cause: 0);
        Call(separation, owed, cause: -1);
        Assert.Empty(owed);

        using var bodies = new BodyWriter();
        var lanes = SomeUnits.Lanes(bodies, [OneRecord, OneRecord]);
        separation.Part(lanes);

        Assert.All(lanes, lane => Assert.Equal(0, lane[0].Company));
    }

    // Each lane is one record; those of one company share a bundle, and its reply is lost where the cause is among them.
    private static void Call(Separation separation, HashSet<int> owed, int cause)
    {
        using var bodies = new BodyWriter();
        var all = SomeUnits.Lanes(bodies, [.. Enumerable.Repeat(OneRecord, Records)]);
        var lanes = owed.Order().Select(number => all[number]).ToList();
        separation.Part(lanes);
        var lost = owed.Contains(cause) ? all[cause][0].Company : int.MaxValue;
        foreach (var unit in lanes.Select(lane => lane[0]))
        {
            if (unit.Company == lost)
            {
                unit.Defer(new Failure(FailureCode.OutcomeUnknown), usesAttempt: true);
                continue;
            }

            unit.Entries[0].State = EntryState.Arrived;
            unit.Close();
            owed.Remove(all.FindIndex(lane => lane[0] == unit));
        }

        separation.Note(lanes);
    }
}
