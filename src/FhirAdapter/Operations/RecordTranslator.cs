using System.Runtime.CompilerServices;
using FhirAdapter.Configuration;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Reading;
using FhirAdapter.Shapes;
using FhirAdapter.Terminology;

namespace FhirAdapter.Operations;

/// <summary>Reads records and maps them to FHIR; nothing is kept and nothing is sent.</summary>
public sealed class RecordTranslator
{
    private readonly RecordMapping _mapping;
    private readonly RecordShape? _shape;

    /// <summary>Creates a translator.</summary>
    /// <param name="identitySystem">See <see cref="IdentityOptions.System"/>.</param>
    /// <param name="terminology">The operator's own maps and the language; what is shipped alone, in English, where <see langword="null"/>.</param>
    /// <param name="shape">The shape of the resources; as they are mapped where <see langword="null"/>.</param>
    /// <exception cref="AdapterConfigurationException">The operator's maps are not usable; all that is wrong is named.</exception>
    public RecordTranslator(Uri identitySystem, TerminologyOptions? terminology = null, ShapeOptions? shape = null)
    {
        ArgumentNullException.ThrowIfNull(identitySystem);
        var codes = TerminologySet.Load(terminology ?? new TerminologyOptions(), out var errors);
        if (errors.Count > 0)
            throw new AdapterConfigurationException(errors);
        _mapping = new RecordMapping(new MappingContext(identitySystem.AbsoluteUri, codes.CodeSystems, codes.ConceptMaps, codes.Language));
        _shape = RecordShape.Of(shape ?? new ShapeOptions());
    }

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
            yield return RecordTranslation.Of(read, _mapping, _shape);
    }
}
