using FhirAdapter.Terminology;
using FhirExtension = Hl7.Fhir.Model.Extension;
using FhirPractitioner = Hl7.Fhir.Model.Practitioner;

namespace FhirAdapter.Records.Mapping;

/// <summary>
/// What every mapper needs besides the record: the clinic's identifiers and the codes. Unchanging; safe for many threads.
/// </summary>
internal sealed class MappingContext
{
    private const int MostPractitioners = 1024;

    /// <param name="identifierBase">The clinic's own absolute URI that identifier systems begin with, such as
    /// <c>https://clinic.example/fhir/id</c>.</param>
    public MappingContext(string identifierBase)
        : this(identifierBase, CodeSystems.Embedded, ConceptMaps.Embedded)
    {
    }

    public MappingContext(string identifierBase, CodeSystems codeSystems, ConceptMaps conceptMaps)
    {
        Identity = new Identity(identifierBase);
        CodeSystems = codeSystems;
        Vocabulary = new Vocabulary(codeSystems, conceptMaps);
        Places = new Places(Vocabulary);
    }

    public Identity Identity { get; }

    public CodeSystems CodeSystems { get; }

    public Vocabulary Vocabulary { get; }

    public Places Places { get; }

    /// <summary>The qualifications of practitioners met before, shared by the resources that hold them; never to be changed.</summary>
    public BoundedCache<Practitioner, FhirPractitioner.QualificationComponent[]> Qualifications { get; } = new(MostPractitioners);

    /// <summary>What references to practitioners met before tell of their qualification; never to be changed.</summary>
    public BoundedCache<Practitioner, FhirExtension?> PractitionerQualifications { get; } = new(MostPractitioners);

    /// <summary>What practitioners met before are called.</summary>
    public BoundedCache<Practitioner, string> PractitionerWords { get; } = new(MostPractitioners);
}
