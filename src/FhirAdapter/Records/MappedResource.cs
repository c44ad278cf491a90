using Hl7.Fhir.Model;

namespace FhirAdapter.Records;

/// <summary>One FHIR resource that a record became. For one thread at a time.</summary>
/// <param name="Identifier">The business identifier by which it is found again at any server.</param>
/// <param name="Role">What it is to the record.</param>
/// <param name="References">The references in it that a destination has to fill in.</param>
internal sealed record MappedResource(BusinessIdentifier Identifier, ResourceRole Role, IReadOnlyList<OpenReference> References)
{
    private readonly Func<Resource>? _make;
    private Resource? _resource;

    /// <summary>A resource that is there.</summary>
    public MappedResource(Resource resource, BusinessIdentifier identifier, ResourceRole role, IReadOnlyList<OpenReference> references)
        : this(identifier, role, references) => (_resource, Type) = (resource, resource.TypeName);

    /// <summary>One of the people, who are mostly known at the destination: it is made when it is asked for.</summary>
    public MappedResource(string type, Func<Resource> make, BusinessIdentifier identifier)
        : this(identifier, ResourceRole.Party, []) => (_make, Type) = (make, type);

    /// <summary>The type of the resource.</summary>
    public string Type { get; } = "";

    /// <summary>The resource, without an id, its references to others still open.</summary>
    public Resource Resource
    {
        get => _resource ??= _make!();
        init => _resource = value;
    }
}
