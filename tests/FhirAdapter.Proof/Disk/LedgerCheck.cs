using FhirAdapter.Proof.Clinic;

namespace FhirAdapter.Proof.Disk;

/// <summary>Compares what a workload said was acknowledged with what its ledger holds.</summary>
internal static class LedgerCheck
{
    public static List<string> AcknowledgedIn(IEnumerable<string> said) =>
        [.. said.Where(each => each.StartsWith("ACK ", StringComparison.Ordinal)).SelectMany(each => each["ACK ".Length..].Split(' '))];

    public static int LostOf(string ledger, IEnumerable<string> said)
    {
        var acknowledged = AcknowledgedIn(said);
        if (acknowledged.Count == 0)
            return 0;
        var there = LedgerLook.RecordIds(ledger);
        return acknowledged.Count(id => !there.Contains(id));
    }
}
