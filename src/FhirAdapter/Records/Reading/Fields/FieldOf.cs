using System.Reflection;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A field of one type.</summary>
/// <typeparam name="TOwner">The type that has the field.</typeparam>
internal abstract class Field<TOwner>(PropertyInfo property) : Field(property)
{
    /// <summary>Whether the owner has no value here.</summary>
    public abstract bool IsAbsent(TOwner owner);

    /// <summary>Reads the value the reader stands on, which is not null, into the owner.</summary>
    public abstract void Read(ref Utf8JsonReader reader, TOwner owner, ReadingRun run);

    /// <summary>Writes name and value, or nothing where it is absent.</summary>
    public abstract void Write(Utf8JsonWriter writer, TOwner owner);

    /// <summary>Checks the value against the field's own limits, and all that is below it.</summary>
    public abstract void Check(TOwner owner, FaultList faults);
}
