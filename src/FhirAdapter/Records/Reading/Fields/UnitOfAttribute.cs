namespace FhirAdapter.Records.Reading.Fields;

/// <summary>The unit of a number, for a person to read.</summary>
/// <param name="unit">Such as <c>mm</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UnitOfAttribute(string unit) : Attribute
{
    public string Unit { get; } = unit;
}
