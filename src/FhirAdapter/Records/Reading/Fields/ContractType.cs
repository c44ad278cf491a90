namespace FhirAdapter.Records.Reading.Fields;

/// <summary>The fields of one type of the record contract.</summary>
internal abstract class ContractType
{
    /// <summary>The fields, in the order they are written.</summary>
    public abstract IReadOnlyList<Field> AllFields { get; }

    /// <summary>The field of that name, where there is one.</summary>
    public Field? Find(string name) => AllFields.FirstOrDefault(f => f.Name == name);
}
