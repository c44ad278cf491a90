using System.Text;
using FhirAdapter.Records;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>States and kinds as they are stored.</summary>
internal static class StoredCode
{
    private static readonly byte[][] Kinds = [.. RecordKindCode.All.Select(Encoding.UTF8.GetBytes)];

    public static ReadOnlySpan<byte> Of(RecordKind kind) => Kinds[(int)kind];

    public static RecordKind Kind(ReadOnlySpan<byte> code)
    {
        for (var index = 0; index < Kinds.Length; index++)
        {
            if (code.SequenceEqual(Kinds[index]))
                return (RecordKind)index;
        }

        throw new OutboxUnavailableException(OutboxUnavailableCause.NewerSchema,
            "The ledger holds a kind of record that this release does not know; use the release that wrote it or a newer one.");
    }

    public static ReadOnlySpan<byte> Of(DeliveryState state) => state switch
    {
        DeliveryState.Pending => "pending"u8,
        DeliveryState.Held => "held"u8,
        DeliveryState.Delivered => "delivered"u8,
        _ => "parked"u8,
    };

    public static DeliveryState State(ReadOnlySpan<byte> code) => code.Length switch
    {
        7 => DeliveryState.Pending,
        4 => DeliveryState.Held,
        9 => DeliveryState.Delivered,
        _ => DeliveryState.Parked,
    };
}
