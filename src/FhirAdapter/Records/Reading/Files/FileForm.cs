namespace FhirAdapter.Records.Reading.Files;

/// <summary>The forms a file of records may have.</summary>
internal enum FileForm
{
    /// <summary>One JSON object on each line.</summary>
    JsonLines,

    /// <summary>One JSON array of objects.</summary>
    JsonArray,

    /// <summary>One JSON object, or several one after the other.</summary>
    JsonObjects,

    /// <summary>A header row and one row for each record.</summary>
    Csv,
}
