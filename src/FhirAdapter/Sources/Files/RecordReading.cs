using FhirAdapter.Records;

namespace FhirAdapter.Sources.Files;

/// <summary>Reads the records of one file, in order.</summary>
/// <param name="stream">The file, forwards only. It stays the caller's.</param>
/// <param name="fileName">The file's name without folders; its ending may say what the file holds.</param>
/// <param name="cancellationToken">Ends it at the next record.</param>
/// <remarks>What is wrong with the content is given as <see cref="ReadRecord.Bad"/>, never thrown. Memory does not grow with the file.</remarks>
internal delegate IAsyncEnumerable<ReadRecord> RecordReading(Stream stream, string fileName, CancellationToken cancellationToken);
