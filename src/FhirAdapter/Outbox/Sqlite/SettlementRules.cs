namespace FhirAdapter.Outbox.Sqlite;

/// <summary>What every settlement must state, checked before anything is written.</summary>
internal static class SettlementRules
{
    public static void Require(IReadOnlyList<(LaneClaim Claim, IReadOnlyList<Settlement> Settlements)> settled)
    {
        foreach (var (_, settlements) in settled)
        {
            foreach (var settlement in settlements)
            {
                if (settlement.State is DeliveryState.Pending or DeliveryState.Held && settlement.Due is null)
                    throw new ArgumentException("A settlement as pending or held needs a due time.", nameof(settled));
                if (settlement.State is DeliveryState.Parked or DeliveryState.Held && settlement.Failure is null)
                    throw new ArgumentException("A settlement as parked or held needs a failure.", nameof(settled));
            }
        }
    }
}
