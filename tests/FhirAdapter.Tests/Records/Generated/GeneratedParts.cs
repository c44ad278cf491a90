using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Terminology;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>The parts that records of several kinds have.</summary>
internal sealed class GeneratedParts(Given given)
{
    private static readonly Gen<string> System = Pick.Of(
        "urn:oid:1.2.3", "urn:oid:2.16.840.1.113883.4.1", "https://clinic.example/fhir/id/patient", "http://clinic.example/a?b=c&d=%20#e", "urn:uuid:0b7a3c1e-58d2-4f6b-9a70-1c2d3e4f5a6b");

    public static Gen<BusinessIdentifier> Identifier { get; } = Gen.Select(
        System, GeneratedTexts.Trimmed(128), (system, value) => new BusinessIdentifier { System = system, Value = value });

    public Gen<BodySite> BodySite { get; } = Gen.Select(
        given.Maybe(Code("body-site")), given.Maybe(Code("body-site-part")), given.Maybe(Code("side")), given.Maybe(GeneratedTexts.Words(200)), GeneratedTexts.Words(200),
        (code, part, side, text, instead) => new BodySite { Code = code, Part = part, Side = side, Text = code is null ? text ?? instead : text });

    public Gen<Practitioner> Practitioner { get; } = Gen.Select(
        given.Maybe(Identifier), given.Maybe(Code("practitioner-role")), given.Maybe(GeneratedTexts.Line(200)), given.Maybe(Certificate(given)), Code("practitioner-role"),
        (identifier, role, qualification, certificate, instead) => new Practitioner
        {
            Identifier = identifier,
            Role = identifier is null && qualification is null && certificate is null ? role ?? instead : role,
            Qualification = qualification,
            Certificate = certificate,
        });

    /// <summary>A code of a code system, or words, or both.</summary>
    public Gen<CodedText> Coded(string codeSystem) => CodeOrWords(codeSystem, (code, text) => new CodedText { Code = code, Text = text });

    public Gen<T> CodeOrWords<T>(string codeSystem, Func<string?, string?, T> make, int most = 1_000) => given.Maybe(Code(codeSystem))
        .SelectMany(code =>
        {
            var words = GeneratedTexts.WordsBeside(code is null ? null : CodeSystems.Embedded[codeSystem].Find(code)!.Display, most);
            return (code is null ? words.Select(w => (string?)w) : given.Maybe(words)).Select(text => make(code, text));
        });

    public static Gen<string> Code(string codeSystem, string? kind = null)
    {
        var system = CodeSystems.Embedded[codeSystem];
        return Pick.Of([.. system.Codes.Where(c => kind is null || system.Find(c)!.Property("kind") == kind)]);
    }

    private static Gen<Certificate> Certificate(Given given) => Gen.Select(
        given.Maybe(GeneratedTexts.Line(64)), given.Maybe(GeneratedTexts.Line(200)), given.MaybeValue(GeneratedTimes.Day), given.MaybeValue(GeneratedTimes.Day),
        GeneratedTimes.Day,
        (number, issuer, one, other, instead) => new Certificate
        {
            Number = number,
            Issuer = issuer,
            ValidFrom = other < one ? other : one,
            ValidUntil = number is null && issuer is null && one is null && other is null ? instead : other < one ? one : other,
        });
}
