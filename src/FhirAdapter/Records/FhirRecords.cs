using System.Text;
using System.Text.Json;
using FhirAdapter.Failures;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Records;

/// <summary>
/// The way back: reads the clinic's records from the FHIR R4 resources that they became, so that nobody needs to trust that nothing was lost.
/// Safe for many threads.
/// </summary>
/// <remarks>
/// Every fact is taken from its place in FHIR: own codes from their coding, own words from text or extension, persons and other records from the
/// business identifier of a reference. What others added (translations, other identifiers, further extensions) is passed over; what an element of the
/// adapter's should not hold is told and never guessed at. A whole number of an instrument of whole numbers comes back without decimals (4 for 4.0),
/// as FHIR's <c>integer</c> has none.
/// </remarks>
/// <param name="identitySystem">See <see cref="Configuration.IdentityOptions.System"/>; the same as when the records were mapped.</param>
public sealed class FhirRecords(Uri identitySystem)
{
    private static readonly BaseFhirJsonDeserializer Deserializer =
        new(SdkModel.R4, new DeserializerSettings().UsingMode(DeserializationMode.Recoverable));

    private readonly MappingContext _context = new(identitySystem.AbsoluteUri);

    /// <summary>Reads every record whose main resource (Procedure, Condition or Observation) is among the resources.</summary>
    /// <param name="resources">
    /// UTF-8 JSON, each a resource or a Bundle of resources; of each record all that it became, persons apart, in any order.
    /// </param>
    /// <returns>
    /// One entry for each record, in the order of the main resources, after one for each input that is not a FHIR R4 resource. What a later version
    /// of a record took away is passed over.
    /// </returns>
    public IReadOnlyList<FhirRecord> FromFhir(IEnumerable<ReadOnlyMemory<byte>> resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        List<FhirRecord> records = [];
        var set = new ResourceSet();
        foreach (var (json, index) in resources.Select((json, index) => (json, index)))
        {
            if (Parse(json.Span) is { } resource)
                set.Add(resource);
            else
                records.Add(new FhirRecord(null, null, new Failure(FailureCode.NotUnderstood, $"resources[{index}]", "a FHIR R4 resource as JSON")));
        }

        records.AddRange(RecordReadBack.ReadAll(_context, set).Select(result => result switch
        {
            FromFhirResult.Understood understood => new FhirRecord(understood.Record.Key, understood.Record, null),
            FromFhirResult.NotUnderstood not => new FhirRecord(not.Key, null, not.Failure),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        }));
        return records;
    }

    // The SDK's exceptions quote the values they are about, so none of them goes further. InvalidOperationException is its answer to JSON that is no
    // object.
    private static Resource? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var resource = Deserializer.DeserializeResource(ref reader);
            return SdkModel.R4.IsKnownResource(resource.TypeName) ? resource : null;
        }
        catch (Exception exception) when (exception is DeserializationFailedException or JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
