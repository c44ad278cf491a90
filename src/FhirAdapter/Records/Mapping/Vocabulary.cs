using System.Collections.Frozen;
using FhirAdapter.Terminology;
using Hl7.Fhir.Model;
using CodeSystem = FhirAdapter.Terminology.CodeSystem;

namespace FhirAdapter.Records.Mapping;

/// <summary>All own codes with their translations, made once, so that mapping a record looks nothing up twice.</summary>
internal sealed class Vocabulary
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, Term>> _terms;

    public Vocabulary(CodeSystems codeSystems, ConceptMaps conceptMaps) =>
        _terms = codeSystems.Names.ToFrozenDictionary(
            name => name,
            name => codeSystems[name].Codes.ToFrozenDictionary(
                code => code,
                code => Make(codeSystems[name], name, code, conceptMaps),
                StringComparer.Ordinal),
            StringComparer.Ordinal);

    /// <summary>The term of a code, or <see langword="null"/> where that code system has no such code.</summary>
    public Term? Find(string codeSystemName, string code) => _terms[codeSystemName].GetValueOrDefault(code);

    private static Term Make(CodeSystem system, string name, string code, ConceptMaps conceptMaps)
    {
        var display = system.Find(code)!.Display;
        // The procedure's own code is the one the practitioner chose; its translation is broader (FHIR R4 Coding.userSelected).
        var own = new Coding(system.Url, code, display) { UserSelected = name == "procedure" ? true : null };
        return new Term(display, [(own, null, null), .. conceptMaps.Translate(name, code).Select(t => (new Coding(t.System, t.Code, t.Display), t.Unit, t.Muscles))]);
    }
}
