namespace FhirAdapter.Operations;

/// <summary>What happened since the process started.</summary>
/// <param name="Read">Records read from sources or pushed, refused ones included.</param>
/// <param name="Refused">Records that were refused and reported.</param>
/// <param name="Accepted">New versions that became owed to the destinations.</param>
/// <param name="Delivered">Deliveries that arrived and were confirmed, over all destinations.</param>
/// <param name="Deferred">Deliveries that were put off, each time counted.</param>
/// <param name="Parked">Deliveries that were parked.</param>
public sealed record AdapterProgress(long Read, long Refused, long Accepted, long Delivered, long Deferred, long Parked);
