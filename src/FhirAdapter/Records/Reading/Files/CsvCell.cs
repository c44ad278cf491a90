namespace FhirAdapter.Records.Reading.Files;

/// <summary>One filled cell of a record.</summary>
/// <param name="Path">The name of its column.</param>
/// <param name="Order">Where its column stands among the others, to be compared as text.</param>
/// <param name="Text">What is in it.</param>
internal sealed record CsvCell(string Path, string Order, string Text);
