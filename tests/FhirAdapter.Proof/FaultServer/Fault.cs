namespace FhirAdapter.Proof.FaultServer;

/// <summary>What goes wrong with one request.</summary>
/// <param name="Applies">Whether the request is carried out.</param>
/// <param name="Reply">What is answered instead, made of the request and of what would have been answered; nothing leaves the answer as it is.</param>
/// <param name="Delivery">How the answer is put on the wire.</param>
internal sealed record Fault(bool Applies, Func<WireRequest, WireReply, WireReply>? Reply, Delivery Delivery = Delivery.Whole)
{
    /// <summary>A fault of the wire alone.</summary>
    public static Fault Wire(bool applies, Delivery delivery) => new(applies, null, delivery);

    /// <summary>An answer that has nothing to do with what was asked.</summary>
    public static Fault Say(WireReply reply, bool applies = false) => new(applies, (_, _) => reply);
}
