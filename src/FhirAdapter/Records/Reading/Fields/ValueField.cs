using System.Reflection;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A field with a single value.</summary>
internal sealed class ValueField<TOwner, TValue>(
    PropertyInfo property, ValueForm<TValue> form, Func<TOwner, TValue> get, Action<TOwner, TValue> set) : Field<TOwner>(property)
{
    public override JsonShape Shape => form.Shape;

    public override string Expected => form.Expected;

    public override IReadOnlyList<string>? Codes => (form as CodeForm)?.Codes;

    public override bool IsAbsent(TOwner owner) => get(owner) is null;

    public override void Read(ref Utf8JsonReader reader, TOwner owner, ReadingRun run)
    {
        if (form.TryRead(ref reader, out var value))
        {
            set(owner, value);
            return;
        }

        var fault = FaultCode.WrongType;
        if (run.Zone is { } zone && (fault = form.ReadByZone(ref reader, zone, out value)) is null)
        {
            set(owner, value);
            return;
        }

        run.Faults.Add(Name, fault, fault is FaultCode.NoSuchTime or FaultCode.AmbiguousTime ? WallTime.Expectation : form.Expected);
        reader.Skip();
    }

    public override void Write(Utf8JsonWriter writer, TOwner owner)
    {
        if (get(owner) is not { } value)
            return;
        writer.WritePropertyName(Encoded);
        form.Write(writer, value);
    }

    public override void Check(TOwner owner, FaultList faults)
    {
        if (get(owner) is { } value && form.FaultOf(value) is { } code)
            faults.Add(Name, code, form.Expected);
    }
}
