using System.Runtime.CompilerServices;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Operations;

/// <summary>Reads records and maps them to FHIR; nothing is kept and nothing is sent.</summary>
/// <param name="identitySystem">See <see cref="Configuration.IdentityOptions.System"/>.</param>
public sealed class RecordTranslator(Uri identitySystem)
{
    private readonly RecordMapping _mapping = new(new MappingContext(identitySystem.AbsoluteUri));

    /// <summary>Maps each record of a file.</summary>
    /// <param name="records">The file's content: JSON, NDJSON or CSV.</param>
    /// <param name="fileName">The file's name, whose extension tells what it holds; empty where there is none.</param>
    /// <param name="cancellationToken">Stops at the next record.</param>
    /// <returns>What each record became, in the order of the file.</returns>
    public async IAsyncEnumerable<RecordTranslation> TranslateAsync(
        Stream records, string fileName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new RecordFileReader(new RecordReadingOptions());
        await foreach (var read in reader.ReadAsync(records, fileName, cancellationToken).ConfigureAwait(false))
            yield return RecordTranslation.Of(read, _mapping);
    }
}
