using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Proof.FaultServer.SignIn;

namespace FhirAdapter.Proof.Matrix;

/// <summary>Says whether what came of a fault of the sign-in is as it must be, whatever the fault: it is the destination's and no record's.</summary>
internal static class SignInJudgement
{
    /// <summary>A quarter of an hour, and what a request may take.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(17);

    /// <param name="cell">The cell.</param>
    /// <param name="world">Its world.</param>
    /// <param name="mark">How many requests there were before the fault.</param>
    /// <param name="last">Where the record stands at the end of the time under the fault.</param>
    /// <param name="counts">The destination's accounts.</param>
    /// <param name="fail">Told what is not so.</param>
    public static void Of(Cell cell, CellWorld world, int mark, Observation? last, DestinationCounts counts, Action<string> fail)
    {
        if (last is null)
            return;
        if (counts.Parked > 0)
            fail("records are parked for want of a token");
        if (last.Attempts > 0 && last.State != DeliveryState.Delivered)
            fail("the want of a token uses up attempts");
        var since = world.Server.Requests.Skip(mark).ToList();
        if (Math.Max(since.Count(SignInService.IsSignIn), world.Met) > MostAsked(cell))
            fail("a token is asked for more often than the pauses allow");
        if (cell.Shape == Shape.Once)
        {
            if (last.State != DeliveryState.Delivered || world.Time.GetUtcNow() - CellWorld.Begin > LongestPause)
                fail("met once, and held against the server for longer than a pause");
            return;
        }
        if (last.State == DeliveryState.Delivered)
            fail("delivered without a token");
        if (!cell.IsOfOldToken && since.Exists(each => !SignInService.IsSignIn(each)))
            fail("something is sent to the FHIR server without a token");
        if (cell.Fault.Number == 31 && last.Failure?.Code != FailureCode.Unauthorized && cell.Interaction == Interaction.Token)
            fail($"a client that the server does not know is not told as that ({last.Failure?.Code})");
    }

    /// <summary>
    /// In five minutes: pauses of 1, 2 and 4 minutes after an answer, of 5, 10, 20 seconds and so on where there was none; a token that was good before
    /// is refused once more. The platform itself repeats a GET three times where the connection was closed.
    /// </summary>
    private static int MostAsked(Cell cell) => cell.Shape == Shape.Once ? 4 : cell.Fault.Number switch
    {
        9 when cell.Interaction == Interaction.SmartConfiguration => 24,
        <= 10 or 24 or 35 => 6,
        30 => 4,
        _ => 3,
    };
}
