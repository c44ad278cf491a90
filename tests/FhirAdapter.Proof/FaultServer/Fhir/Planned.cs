namespace FhirAdapter.Proof.FaultServer.Fhir;

/// <summary>What a write will do, decided before anything of its request is done.</summary>
/// <param name="Write">The write.</param>
/// <param name="Status">201, 200, or the refusal.</param>
/// <param name="Id">The id that it will have or that was found; nothing where it is refused.</param>
/// <param name="Changes">Whether the content is written.</param>
internal sealed record Planned(Write Write, int Status, string? Id, bool Changes)
{
    public bool IsRefused => Status >= 400;

    public WireReply Refusal => WireReply.Outcome(Status, Status switch { 412 => "conflict", 404 => "not-found", 422 => "processing", _ => "not-supported" });
}
