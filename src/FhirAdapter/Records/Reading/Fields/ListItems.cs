using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>What the entries of a list are.</summary>
internal abstract class ListItems<TItem>
{
    public abstract JsonShape Shape { get; }

    public abstract string Expected { get; }

    public virtual ContractType? Content => null;

    public virtual IReadOnlyList<string>? Codes => null;

    /// <summary>Reads an entry; a wrong one is told and a stand-in given, so that the entries after it keep their number.</summary>
    public abstract TItem Read(ref Utf8JsonReader reader, ReadingRun run);

    public abstract void Write(Utf8JsonWriter writer, TItem item);

    public abstract void Check(TItem item, FaultList faults);
}
