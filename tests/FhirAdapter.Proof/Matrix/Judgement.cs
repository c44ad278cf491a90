using System.Security.Cryptography.X509Certificates;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;

namespace FhirAdapter.Proof.Matrix;

/// <summary>Says whether what came of a fault is what its verdict asks for. Pure.</summary>
internal static class Judgement
{
    private const int MostParkedBeforeStop = 12;

    /// <summary>Judges the state right after the fault was first met, and the one at the end of the time under the fault.</summary>
    public static void OfState(Cell cell, Observation? first, Observation? last, DestinationCounts counts, Action<string> fail)
    {
        if (last is null)
        {
            fail("the record is in no state");
            return;
        }
        if (cell.Fault.Number == 11)
        {
            // The server's own doing: settled, which is counted at the server in the end, or in plain sight for a person.
            if (last is not ({ State: DeliveryState.Delivered } or { State: DeliveryState.Parked, Failure.Code: FailureCode.IdentifierAmbiguous }))
                fail($"a create that the server doubled is neither settled nor parked for it ({last.State}, {last.Failure?.Code})");
            return;
        }
        switch (cell.Verdict)
        {
            case Verdict.Wait:
                OfWait(cell, first, fail);
                OfPassing(cell, first, last, fail);
                break;
            case Verdict.Settle:
                if (first is { State: DeliveryState.Delivered, Requests: < 2 } && !cell.IsRead)
                    fail("taken as delivered unread");
                OfPassing(cell, first, last, fail);
                break;
            case Verdict.Retry or Verdict.Refuse:
                if (cell is { Fault.Number: 35, Shape: Shape.ForEver } && cell.Variant % 6 != 5 && last.State == DeliveryState.Delivered)
                    fail("sent to a server whose certificate is not good");
                OfPassing(cell, first, last, fail);
                break;
            case Verdict.Park:
                // A bundle that is refused once is sent again in halves, and all in them is sound.
                if (first is { State: not DeliveryState.Parked } && !cell.IsRead && !(cell.IsBundle && cell.Shape == Shape.Once))
                    fail("not parked at once");
                break;
            case Verdict.Stop when cell.Fault.Number == 32 && !cell.IsSignIn:
                if (counts.Parked > MostParkedBeforeStop)
                    fail("refusals of all records park one after the other instead of stopping the destination");
                break;
            case Verdict.Stop:
                if (counts.Parked > 0)
                    fail("records are parked though the whole server refuses");
                if (last.Attempts > 0 && last.State != DeliveryState.Delivered)
                    fail("a refusal of the whole server uses up attempts");
                if (cell.Shape == Shape.Once && last.State != DeliveryState.Delivered)
                    fail("met once, and not delivered by itself");
                break;
            case Verdict.Conflict:
                if (last.State is not (DeliveryState.Delivered or DeliveryState.Parked))
                    fail("a conflict neither settled nor parked");
                if (last.Requests > 8)
                    fail("a conflict goes on for more than two rounds");
                break;
        }
    }

    /// <summary>Whether the server's certificate is checked for revocation.</summary>
    public static void OfRevocation(FhirServerOptions options, Action<string> fail)
    {
        using var handler = FhirServerConnection.Handler(options);
        if (handler.SslOptions.CertificateChainPolicy is not { RevocationMode: not X509RevocationMode.NoCheck })
            fail("a revoked certificate of the server is not noticed");
    }

    /// <summary>Whether the fault is one record's, so that others must get through in the meantime.</summary>
    public static bool OthersGoOn(Cell cell) => cell.Interaction < Interaction.Token && cell.Verdict switch
    {
        Verdict.Park or Verdict.Conflict => true,
        // A server that breaks, refuses or limits all alike stops all alike.
        Verdict.Settle => cell.Fault.Number is not (11 or 13 or 14 or 15),
        _ => false,
    };

    private static void OfPassing(Cell cell, Observation? first, Observation last, Action<string> fail)
    {
        if (first is { State: DeliveryState.Parked })
            fail($"parked at once for what passes ({first.Failure?.Code})");
        if (cell.Shape == Shape.Once)
        {
            if (last.State != DeliveryState.Delivered)
                fail($"met once, and not delivered by itself ({last.State}, {last.Failure?.Code})");
        }
        else if (last is { State: DeliveryState.Parked } && last.Failure?.Code is not (FailureCode.AttemptsUsedUp or FailureCode.OutOfTime))
        {
            fail($"parked for what passes ({last.Failure?.Code})");
        }
    }

    private static void OfWait(Cell cell, Observation? first, Action<string> fail)
    {
        if (first is not { State: DeliveryState.Pending })
            return;
        var least = RetryAfters.Of(cell, DateTimeOffset.UnixEpoch).Least;
        if (first.Wait < least)
            fail("tried sooner than the server asked");
        if (least > TimeSpan.Zero && first.Attempts > 0)
            fail("a Retry-After uses up an attempt");
        if (first.Wait > TimeSpan.FromMinutes(16))
            fail("a Retry-After is not capped");
    }
}
