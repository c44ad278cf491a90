using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>One field of a contract type: how it is named, what it is in JSON and what is expected of it.</summary>
internal abstract class Field
{
    protected Field(PropertyInfo property)
    {
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Utf8Name = Encoding.UTF8.GetBytes(Name);
        Encoded = JsonEncodedText.Encode(Name);
        Required = property.IsDefined(typeof(RequiredAttribute));
        Property = property;
    }

    public string Name { get; }

    public byte[] Utf8Name { get; }

    public JsonEncodedText Encoded { get; }

    public bool Required { get; }

    /// <summary>The property itself, whose attributes state the limits.</summary>
    public PropertyInfo Property { get; }

    public abstract JsonShape Shape { get; }

    /// <summary>For a list, what its entries are.</summary>
    public virtual JsonShape ItemShape => Shape;

    /// <summary>The type of the object, or of the objects in the list.</summary>
    public virtual ContractType? Content => null;

    /// <summary>The codes it takes, where they are one fixed list.</summary>
    public virtual IReadOnlyList<string>? Codes => null;

    /// <summary>What is expected, as a sentence part for a person.</summary>
    public abstract string Expected { get; }
}
