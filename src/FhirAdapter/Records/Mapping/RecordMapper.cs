using FhirAdapter.Records.Reading;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>What mapping is for every kind: the id and the patient first, then the kind's own resources.</summary>
internal abstract class RecordMapper<TRecord>(MappingContext context) : IRecordMapper
    where TRecord : ClinicRecord
{
    public abstract RecordKind Kind { get; }

    public MappingResult Map(ClinicRecord record)
    {
        var draft = new Draft(context, record);
        if (string.IsNullOrEmpty(record.Id))
            draft.Fail("id", "the clinic's id of the record");
        if (string.IsNullOrEmpty(record.Patient?.System) || string.IsNullOrEmpty(record.Patient.Value))
            draft.Fail("patient", "an identifier with system and value");
        else
            Fill(draft, (TRecord)record);
        return draft.Finish();
    }

    public MappedResource? Retract(ClinicRecord record, string resourceType, BusinessIdentifier identifier) =>
        Retraction.Of(context, record, identifier, resourceType, Known(record, resourceType, identifier));

    /// <summary>The record as it may have been when it became other resources; itself where its kind always becomes the same.</summary>
    protected virtual TRecord Formerly(TRecord record) => record;

    private Resource? Known(ClinicRecord record, string resourceType, BusinessIdentifier identifier)
    {
        if (RecordType.Of(Kind).IsBare(record))
            return null;
        foreach (var each in (TRecord[])[(TRecord)record, Formerly((TRecord)record)])
        {
            if (Map(each with { Deleted = true }) is MappingResult.Mapped mapped
                && mapped.Resources.FirstOrDefault(part => part.Type == resourceType && part.Identifier.Equals(identifier)) is { } known)
                return known.Resource;
        }

        return null;
    }

    /// <summary>Adds the record's resources to the draft, each after those it refers to.</summary>
    protected abstract void Fill(Draft draft, TRecord record);
}
