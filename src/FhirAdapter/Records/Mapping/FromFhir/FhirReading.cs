using FhirAdapter.Failures;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>The reading of one record from the resources it became: the reverse of a <see cref="Draft"/>.</summary>
/// <remarks>The first failure wins; the rest of the record is then read for nothing.</remarks>
internal sealed class FhirReading(MappingContext context, ResourceSet resources, Resource main, BusinessIdentifier identifier)
{
    public MappingContext Context { get; } = context;

    public Identity Identity => Context.Identity;

    /// <summary>The identifier of the record's main resource; its value is the record's id.</summary>
    public BusinessIdentifier MainIdentifier { get; } = identifier;

    public string Id => MainIdentifier.Value!;

    /// <summary>What could not be understood first, if anything.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Whether the main resource is marked entered in error.</summary>
    public bool InError { get; init; }

    /// <summary>Says what in the resources cannot be understood.</summary>
    public void Fail(string path, string expected) => Failure ??= new Failure(FailureCode.NotUnderstood, path, expected);

    /// <summary>The fields of every record, put into it.</summary>
    public T WithHeader<T>(T record, ResourceReference? patient, ResourceReference? encounter, DateTimeOffset? lastChanged)
        where T : ClinicRecord => (T)((ClinicRecord)record with
        {
            Id = Id,
            Version = this.Version(main),
            LastChanged = lastChanged,
            Deleted = InError,
            Patient = this.Identifier(patient, $"{main.TypeName}.subject"),
            Encounter = this.Identifier(encounter, $"{main.TypeName}.encounter"),
        });

    /// <summary>
    /// A part of the record, or nothing where there is none, or where it was taken away by a later version. Two that bear the identifier are no part
    /// of any one record.
    /// </summary>
    public T? Part<T>(BusinessIdentifier identifier)
        where T : Resource => Only(typeof(T).Name, identifier) is T part && !(part is Observation observation && IsTakenAway(observation)) ? part : null;

    /// <summary>Makes sure that the main resource is the only one with its identifier.</summary>
    public void FailUnlessAlone() => Only(main.TypeName, MainIdentifier);

    private Resource? Only(string type, BusinessIdentifier identifier)
    {
        var found = resources.Find(type, identifier);
        if (found.Count > 1)
            Fail(type + ".identifier", "each identifier on one resource only");
        return found.Count == 0 ? null : found[0];
    }

    private bool IsTakenAway(Observation part) => part.Status == ObservationStatus.EnteredInError
        && (!InError || part is { Value: null, DataAbsentReason: null, BodySite: null, Component.Count: 0 });

    /// <summary>What a literal reference means.</summary>
    public Resource? At(string reference) => resources.At(reference);
}
