namespace FhirAdapter.Records.Reading.Fields;

/// <summary>The form of a text field, where it is not one line of text.</summary>
/// <param name="form">The form.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WrittenAsAttribute(StringForm form) : Attribute
{
    public StringForm Form { get; } = form;
}
