using System.Globalization;
using FhirAdapter.Failures;
using FhirAdapter.Records.Mapping.Json;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>The resources of one record while they are being made.</summary>
/// <remarks>
/// A reference that is made belongs to the resource that is added next. The first failure wins; the rest of the record is then mapped for
/// nothing.
/// </remarks>
internal sealed class Draft(MappingContext context, ClinicRecord record)
{
    // Most records have few versions.
    private static readonly Extension[] FirstVersions = [.. Enumerable.Range(1, 9).Select(version => SharedElements.Share(VersionOf(version)))];

    private readonly List<MappedResource> _resources = new(4);
    private List<MappingLoss>? _losses;
    private List<OpenReference> _open = new(6);
    private Failure? _failure;
    // Of most records a few, each of which several resources refer to: one element serves them all.
    private readonly List<(BusinessIdentifier Target, Identifier Element)> _named = new(4);

    public MappingContext Context { get; } = context;

    public Identity Identity => Context.Identity;

    public Words Words => Context.Words;

    /// <summary>The record's id; it has been looked at before mapping began.</summary>
    public string Id { get; } = record.Id ?? "";

    public ClinicRecord Record { get; } = record;

    /// <summary>Whether all resources are to be marked entered in error.</summary>
    public bool InError => Record.Deleted;

    /// <summary>Says that the record cannot be mapped because of one field.</summary>
    public void Fail(string path, string expected) => _failure ??= new Failure(FailureCode.Unmappable, path, expected);

    /// <summary>Says that something goes out that a machine at the other end will not understand.</summary>
    public void Lose(string path, string code) => (_losses ??= []).Add(new MappingLoss(path, code));

    /// <summary>
    /// The term of a code of the record, or nothing, the record then being unmappable. Notes where it has no translation.
    /// </summary>
    public Term? Term(string codeSystemName, string code, string path)
    {
        var term = Context.Vocabulary.Find(codeSystemName, code);
        if (term is null)
            Fail(path, $"a code of the CodeSystem {codeSystemName}");
        else if (term.Codings.Count == 1)
            Lose(path, "own-code-only");
        return term;
    }

    /// <summary>
    /// A code, or words, or both, as a CodeableConcept; nothing for neither. The text holds both, for it is what is left at a destination
    /// that
    /// drops own codings.
    /// </summary>
    public CodeableConcept? Concept(string codeSystemName, string? code, string? words, string path)
    {
        words = string.IsNullOrWhiteSpace(words) ? null : words;
        if (code is null)
        {
            if (words is null)
                return null;
            Lose(path, "text-only");
            return new CodeableConcept { Text = words };
        }

        var term = Term(codeSystemName, code, path);
        var concept = new CodeableConcept { Coding = term?.For(null) ?? [], Text = Text(term?.Display, words) };
        if (words is not null)
            concept.Extend(Extensions.OwnWords, new FhirString(words));
        return concept;
    }

    /// <summary>The same concept with a text that says more; words that were all of its text are kept as the practitioner's own.</summary>
    public static CodeableConcept Retitled(CodeableConcept concept, string? text, Func<Coding, bool>? coding = null)
    {
        var retitled = new CodeableConcept { Coding = [.. coding is null ? concept.Coding : concept.Coding.Where(coding)], Text = text };
        if (concept.Extension.Count > 0)
            retitled.Extension.AddRange(concept.Extension);
        else if (concept is { Coding.Count: 0, Text: { } words } && words != text)
            retitled.Extend(Extensions.OwnWords, new FhirString(words));
        return retitled;
    }

    /// <summary>A code and its words.</summary>
    public CodeableConcept? Concept(string codeSystemName, CodedText? coded, string path) =>
        coded is null ? null : Concept(codeSystemName, coded.Code, coded.Text, path);

    /// <summary>A code of the record that never has words, as a CodeableConcept that must not be changed; nothing for none.</summary>
    public CodeableConcept? Code(string codeSystemName, string? code, string path) =>
        code is null ? null : Term(codeSystemName, code, path)?.Concept;

    /// <summary>
    /// A code whose losses are not the record's: one that is not the clinic's choice, or that the record's own place for it has told of
    /// already.
    /// An unknown code gives an empty concept; its own place fails. It must not be changed.
    /// </summary>
    public CodeableConcept Fixed(string codeSystemName, string? code) =>
        Context.Vocabulary.Find(codeSystemName, code ?? "")?.Concept ?? new CodeableConcept();

    /// <summary>The same with a text of its own, as a concept that may be extended.</summary>
    public CodeableConcept Fixed(string codeSystemName, string? code, string text) =>
        new() { Coding = Context.Vocabulary.Find(codeSystemName, code ?? "")?.For(null) ?? [], Text = text };

    /// <summary>A reference by business identifier that each destination makes its own of.</summary>
    /// <param name="type">The target's resource type.</param>
    /// <param name="target">The target's business identifier.</param>
    /// <param name="required">Whether the resource may not go without the target.</param>
    /// <param name="of">The other record whose main resource is meant; nothing for a resource of this record.</param>
    public ResourceReference Refer(string type, BusinessIdentifier target, bool required, RecordKey? of = null)
    {
        var element = Logical(type, Named(target));
        _open.Add(new OpenReference(element, type, target, of, required));
        return element;
    }

    /// <summary>A reference that stays by business identifier at every destination.</summary>
    public static ResourceReference Logical(string type, BusinessIdentifier target) => Logical(type, Parties.Identifier(target));

    private Identifier Named(BusinessIdentifier target)
    {
        foreach (var (known, shared) in _named)
        {
            if (ReferenceEquals(known, target))
                return shared;
        }

        var element = Parties.Identifier(target);
        _named.Add((target, element));
        return element;
    }

    private static ResourceReference Logical(string type, Identifier identifier) => new() { Type = type, Identifier = identifier };

    /// <summary>Adds one of the people, before all that refers to this one.</summary>
    public void AddParty(string type, BusinessIdentifier identifier, Func<Resource> make) => _resources.Add(new MappedResource(
        type,
        () =>
        {
            var party = make();
            party.Meta = new Meta { Source = Identity.Base };
            return party;
        },
        identifier));

    /// <summary>Adds a resource after all those it refers to.</summary>
    public void Add(Resource resource, BusinessIdentifier identifier, ResourceRole role)
    {
        resource.Meta = new Meta { Source = Identity.Base };
        resource.Language = Context.ResourceLanguage;
        if (role == ResourceRole.Main)
            AddVersion((DomainResource)resource);
        _resources.Add(new MappedResource(resource, identifier, role, _open.Count == 0 ? [] : _open));
        if (_open.Count > 0)
            _open = [];
    }

    /// <summary>What a code is called and the practitioner's words, for a person to read.</summary>
    public static string? Text(string? display, string? words) =>
        string.IsNullOrWhiteSpace(words) ? display
        : display is null || words.Equals(display, StringComparison.OrdinalIgnoreCase) ? words
        : $"{display}: {words}";

    /// <summary>What came of it.</summary>
    public MappingResult Finish()
    {
        if (_failure is { } failure)
            return new MappingResult.Unmappable(failure);
        foreach (var mapped in _resources)
        {
            if (mapped is { Role: not ResourceRole.Party, Resource: DomainResource { Text: null } part })
                part.Narrate(this, PartWords.Lines(this, part));
        }

        return new MappingResult.Mapped(_resources, _losses ?? (IReadOnlyList<MappingLoss>)[]);
    }

    private static Extension VersionOf(long version) =>
        new(Extensions.RecordVersion, new FhirString(version.ToString(CultureInfo.InvariantCulture)));

    // Observations say when they were issued; Procedure and Condition have no such element.
    private void AddVersion(DomainResource resource)
    {
        resource.Extension.Add(Record.Version is >= 1 and <= 9 ? FirstVersions[Record.Version - 1] : VersionOf(Record.Version));
        if (resource is not Observation && Record.LastChanged is { } changed)
            resource.Extend(Extensions.RecordLastChanged, new Instant(changed));
    }
}
