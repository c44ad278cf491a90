namespace FhirAdapter.Records.Reading.Fields;

/// <summary>Names the code system whose codes a field takes; on a <see cref="CodedText"/>, those its code takes.</summary>
/// <param name="system">The name of the code system, such as <c>technique</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeOfAttribute(string system) : Attribute
{
    public string System { get; } = system;

    /// <summary>Where given, only concepts with this value of the property <c>kind</c> are taken.</summary>
    public string? Kind { get; set; }
}
