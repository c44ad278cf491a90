namespace FhirAdapter.Records.Reading.Fields;

/// <summary>The forms a text field may have.</summary>
internal enum StringForm
{
    /// <summary>One line: no control characters.</summary>
    Line,

    /// <summary>Words of a person, where line breaks and tabs are allowed.</summary>
    Words,

    /// <summary>One line without white space at either end.</summary>
    Trimmed,

    /// <summary>An absolute URI.</summary>
    AbsoluteUri,

    /// <summary>The id of a record; see <see cref="RecordKey.Id"/>.</summary>
    RecordId,
}
