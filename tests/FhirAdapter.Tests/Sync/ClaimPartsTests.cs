using CsCheck;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Sync;

namespace FhirAdapter.Tests.Sync;

public sealed class ClaimPartsTests
{
    private static readonly Gen<(int[] Sizes, int Most)> Claims = Gen.Select(Gen.Int[1, 9].Array[0, 30], Gen.Int[1, 12]);

    [Fact]
    public void Parts_hold_every_lane_once_in_order_and_no_more_records_than_allowed_unless_one_lane_alone_has_more() => Claims.Sample(claims =>
    {
        var lanes = claims.Sizes.Select(Lane).ToArray();
        var parts = ClaimParts.Of(lanes, claims.Most).ToList();

        Assert.Equal(lanes, parts.SelectMany(part => part));
        Assert.All(parts, part => Assert.True(part.Count == 1 || part.Sum(lane => lane.Deliveries.Count) <= claims.Most));
    });

    [Fact]
    public void No_two_neighbouring_parts_would_have_fitted_into_one() => Claims.Sample(claims =>
    {
        var parts = ClaimParts.Of([.. claims.Sizes.Select(Lane)], claims.Most).Select(part => (First: part[0].Deliveries.Count, All: part.Sum(lane => lane.Deliveries.Count))).ToList();

        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.True(pair.First.All + pair.Second.First > claims.Most));
    });

    [Fact]
    public void A_lane_that_goes_alone_is_a_part_of_its_own_and_the_others_are_parted_as_ever() => Claims.Sample(claims =>
    {
        var lanes = claims.Sizes.Select(Lane).ToArray();
        var parts = ClaimParts.Of(lanes, claims.Most, lane => lane.LaneId % 3 == 0).ToList();

        Assert.Equal(lanes, parts.SelectMany(part => part));
        Assert.All(parts, part => Assert.True(part.Count == 1 || part.All(lane => lane.LaneId % 3 != 0)));
    });

    private static LaneClaim Lane(int size, int number) => new(
        "east", number, 1, DateTimeOffset.UnixEpoch,
        [.. Enumerable.Range(0, size).Select(i => new ClaimedDelivery(new RecordKey(RecordKind.PainScore, $"PS-{number}-{i}"), 1, false, default, 0, null, default, []))]);
}
