namespace FhirAdapter.Outbox;

/// <summary>Where the newest version of a record stands at one destination.</summary>
public enum DeliveryState
{
    /// <summary>Owed, at its due time. Stored as <c>pending</c>.</summary>
    Pending,

    /// <summary>Owed, but waiting for another record. It does not stop the lane. Stored as <c>held</c>.</summary>
    Held,

    /// <summary>At the destination, confirmed. Stored as <c>delivered</c>.</summary>
    Delivered,

    /// <summary>Kept for a person, with its reason: the dead letter. Stored as <c>parked</c>.</summary>
    Parked,
}
