using FhirAdapter.Terminology;

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

    /// <param name="identifierBase">The clinic's own absolute URI that identifier systems begin with.</param>
    /// <param name="codeSystems">The own codes, called as they are in the language.</param>
    /// <param name="conceptMaps">What they are called elsewhere.</param>
    /// <param name="language">The language of all other words.</param>
    public MappingContext(string identifierBase, CodeSystems codeSystems, ConceptMaps conceptMaps, string language = Words.DefaultLanguage)
    {
        Words = Words.In(language);
        Identity = new Identity(identifierBase);
        CodeSystems = codeSystems;
        Vocabulary = new Vocabulary(codeSystems, conceptMaps);
        Places = new Places(Vocabulary, Words);
    }

    public Identity Identity { get; }

    public CodeSystems CodeSystems { get; }

    public Vocabulary Vocabulary { get; }

    public Places Places { get; }

    public Words Words { get; }

    /// <summary>What resources say of their language; nothing for that which they have always been in.</summary>
    public string? ResourceLanguage => Words.Language == Words.DefaultLanguage ? null : Words.Language;

    /// <summary>What practitioners met before became.</summary>
    public BoundedCache<Practitioner, PractitionerParts> Practitioners { get; } = new(MostPractitioners);
}
