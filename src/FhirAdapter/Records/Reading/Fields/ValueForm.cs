using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>How one kind of single value stands in JSON, and what it may be.</summary>
/// <typeparam name="T">The nullable type of the value.</typeparam>
internal abstract class ValueForm<T>
{
    public abstract JsonShape Shape { get; }

    /// <summary>What is expected, as a sentence part for a person.</summary>
    public abstract string Expected { get; }

    /// <summary>Reads the value the reader stands on; it is not null.</summary>
    public abstract bool TryRead(ref Utf8JsonReader reader, out T value);

    /// <summary>
    /// Reads a value that only the clinic's time zone makes whole, where <see cref="TryRead"/> could not. Gives the code of what is wrong with it, if
    /// anything.
    /// </summary>
    public virtual string? ReadByZone(ref Utf8JsonReader reader, TimeZoneInfo zone, out T value)
    {
        value = default!;
        return FaultCode.WrongType;
    }

    /// <summary>Writes a value that is not null.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>The code of what is wrong with a value that is not null, if anything.</summary>
    public abstract string? FaultOf(T value);
}
