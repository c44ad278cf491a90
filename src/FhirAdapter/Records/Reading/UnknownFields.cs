namespace FhirAdapter.Records.Reading;

/// <summary>What is done with a field that the contract does not know.</summary>
public enum UnknownFields
{
    /// <summary>The record is refused.</summary>
    Refuse = 0,

    /// <summary>The record is taken without the field, and a warning names the field.</summary>
    Warn = 1,
}
