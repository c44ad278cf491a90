using FhirAdapter.Proof.FaultServer;

namespace FhirAdapter.Proof.Matrix;

/// <summary>Arms a cell's world with its fault: at once, or with the answer that brings about the request which is to meet it.</summary>
internal static class Arming
{
    public static void Arm(CellWorld world, Cell cell)
    {
        if (!cell.IsAfterAnswer)
        {
            cell.Fault.Arm(world, cell);
            return;
        }
        // Each request has to connect, so that what happens to connections happens to the question too.
        world.Server.ClosesAlways = true;
        world.Server.Hang();
        var armed = 0;
        var isNextPage = cell.Interaction == Interaction.NextPage;
        world.Server.Script.Manner = (request, reply) =>
        {
            if (isNextPage ? !HasNextPage(reply) : IsRead(request) || !CellWorld.IsAboutSubject(request))
                return reply;
            if (Interlocked.Exchange(ref armed, 1) == 0)
                cell.Fault.Arm(world, cell);
            // A server that never names what it wrote has to be asked.
            return isNextPage ? reply : Replies.Nameless(reply);
        };
    }

    private static bool HasNextPage(WireReply reply) => reply.Body.AsSpan().IndexOf("\"relation\":\"next\""u8) >= 0;

    private static bool IsRead(WireRequest request) => request.Method == "GET" || request.Target.EndsWith("_search", StringComparison.Ordinal);
}
