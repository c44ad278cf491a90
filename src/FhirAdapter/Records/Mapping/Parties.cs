using FhirAdapter.Records.Mapping.Json;
using Hl7.Fhir.Model;
using FhirPractitioner = Hl7.Fhir.Model.Practitioner;

namespace FhirAdapter.Records.Mapping;

/// <summary>The people and places a record names: references to them, and what little the record says of them.</summary>
internal static class Parties
{
    private const string DegreeSystem = "http://terminology.hl7.org/CodeSystem/v2-0360";

    /// <summary>A reference to the record's patient; nothing may be sent while the patient is unknown.</summary>
    public static ResourceReference Patient(Draft draft) => draft.Refer("Patient", draft.Record.Patient!, required: true);

    /// <summary>A reference to the hospital's encounter, where the record names one.</summary>
    public static ResourceReference? Encounter(Draft draft) => Optional(draft, "Encounter", draft.Record.Encounter);

    /// <summary>A reference that may stay logical, where there is an identifier.</summary>
    public static ResourceReference? Optional(Draft draft, string type, BusinessIdentifier? identifier) =>
        IsWhole(identifier) ? draft.Refer(type, identifier!, required: false) : null;

    /// <summary>
    /// A reference to a practitioner, with role, qualification and certificate in its display and the latter two in an extension, so that they
    /// are told even where the destination takes no Practitioner, or knows another truth of this one.
    /// </summary>
    /// <param name="draft">What it belongs to.</param>
    /// <param name="practitioner">The practitioner.</param>
    /// <param name="path">The field that holds the practitioner.</param>
    /// <param name="role">What the practitioner is there, for an element that takes it.</param>
    public static ResourceReference Practitioner(Draft draft, Practitioner practitioner, string path, out CodeableConcept? role)
    {
        var reference = Optional(draft, "Practitioner", practitioner.Identifier) ?? new ResourceReference { Type = "Practitioner" };
        role = draft.Code("practitioner-role", practitioner.Role, path + ".role");
        var parts = PartsOf(draft, practitioner, role?.Text);
        reference.Display = parts.Words;
        if (parts.Extension is { } qualification)
            reference.Extension.Add(qualification);
        return reference;
    }

    /// <summary>A reference to a practitioner that holds the role itself, where there is a practitioner.</summary>
    public static ResourceReference? Practitioner(Draft draft, Practitioner? practitioner, string path)
    {
        if (practitioner is null)
            return null;
        var reference = Practitioner(draft, practitioner, path, out var role);
        reference.Extend(Extensions.PractitionerRole, role);
        return reference;
    }

    private static PractitionerParts PartsOf(Draft draft, Practitioner practitioner, string? role) =>
        draft.Context.Practitioners.Get(practitioner, (draft, role), static (each, state) => MakeParts(state.draft, each, state.role));

    private static PractitionerParts MakeParts(Draft draft, Practitioner practitioner, string? role) => new(
        Display(draft.Words, practitioner, role),
        practitioner is { Qualification: null, Certificate: null } ? null : QualificationOf(practitioner),
        [.. Qualifications(draft.Words, practitioner)]);

    private static Extension? QualificationOf(Practitioner practitioner)
    {
        var extension = new Extension { Url = Extensions.Qualification };
        extension.Extend("qualification", practitioner.Qualification is { } words ? new FhirString(words) : null);
        if (practitioner.Certificate is { } certificate)
        {
            extension.Extend("number", certificate.Number is { } number ? new FhirString(number) : null);
            extension.Extend("issuer", certificate.Issuer is { } issuer ? new FhirString(issuer) : null);
            extension.Extend("period", Validity(certificate));
        }

        return extension.Extension.Count == 0 ? null : SharedElements.Share(extension);
    }

    /// <summary>Adds the patient with nothing but the identifier.</summary>
    public static void AddPatient(Draft draft)
    {
        var identifier = draft.Record.Patient!;
        draft.AddParty("Patient", identifier, () => new Patient { Identifier = Identifiers(identifier) });
    }

    /// <summary>Adds each practitioner once, with the qualifications the record tells of.</summary>
    public static void AddPractitioners(Draft draft, IEnumerable<Practitioner> practitioners)
    {
        foreach (var same in practitioners.Where(p => IsWhole(p.Identifier)).GroupBy(p => p.Identifier!))
            AddPractitioner(draft, same.Key, () => [.. same.SelectMany(p => QualificationsOf(draft, p))]);
    }

    /// <summary>Adds the practitioner, where there is one.</summary>
    public static void AddPractitioner(Draft draft, Practitioner? practitioner)
    {
        if (practitioner is not null && IsWhole(practitioner.Identifier))
            AddPractitioner(draft, practitioner.Identifier!, () => [.. QualificationsOf(draft, practitioner)]);
    }

    private static void AddPractitioner(
        Draft draft, BusinessIdentifier identifier, Func<List<FhirPractitioner.QualificationComponent>> qualifications) =>
        draft.AddParty("Practitioner", identifier, () => new FhirPractitioner { Identifier = Identifiers(identifier), Qualification = qualifications() });

    private static FhirPractitioner.QualificationComponent[] QualificationsOf(Draft draft, Practitioner practitioner) =>
        PartsOf(draft, practitioner, RoleOf(draft, practitioner)).Qualifications;

    private static string? RoleOf(Draft draft, Practitioner practitioner) => draft.Fixed("practitioner-role", practitioner.Role).Text;

    /// <summary>A business identifier as the only one of a resource.</summary>
    public static List<Identifier> Identifiers(BusinessIdentifier identifier) => [Identifier(identifier)];

    /// <summary>A business identifier as FHIR writes it.</summary>
    public static Identifier Identifier(BusinessIdentifier identifier) => new(identifier.System, identifier.Value);

    private static bool IsWhole(BusinessIdentifier? identifier) =>
        !string.IsNullOrEmpty(identifier?.System) && !string.IsNullOrEmpty(identifier.Value);

    private static IEnumerable<FhirPractitioner.QualificationComponent> Qualifications(Words words, Practitioner practitioner)
    {
        if (!string.IsNullOrWhiteSpace(practitioner.Qualification))
            yield return new() { Code = new CodeableConcept { Text = practitioner.Qualification } };
        if (practitioner.Certificate is not { } certificate)
            yield break;
        yield return new()
        {
            Identifier = string.IsNullOrEmpty(certificate.Number) ? [] : [new Identifier { Value = certificate.Number }],
            Code = new CodeableConcept(DegreeSystem, "CER", "Certificate", words.DryNeedlingCertificate),
            Period = Validity(certificate),
            Issuer = string.IsNullOrWhiteSpace(certificate.Issuer) ? null : new ResourceReference { Display = certificate.Issuer },
        };
    }

    private static Period? Validity(Certificate certificate) => certificate.ValidFrom is null && certificate.ValidUntil is null
        ? null
        : new Period { Start = Day(certificate.ValidFrom), End = Day(certificate.ValidUntil) };

    private static string Display(Words words, Practitioner practitioner, string? role)
    {
        if (string.IsNullOrWhiteSpace(practitioner.Qualification) && practitioner.Certificate is null)
            return role ?? words.Practitioner;
        List<string> parts = [role ?? words.Practitioner];
        if (!string.IsNullOrWhiteSpace(practitioner.Qualification))
            parts.Add(practitioner.Qualification);
        if (practitioner.Certificate is { } certificate)
            parts.Add(Display(words, certificate));
        return string.Join(", ", parts);
    }

    private static string Display(Words words, Certificate certificate)
    {
        List<string> parts = [words.DryNeedlingCertificate];
        if (!string.IsNullOrEmpty(certificate.Number))
            parts.Add(certificate.Number);
        if (!string.IsNullOrWhiteSpace(certificate.Issuer))
            parts.Add($"({certificate.Issuer})");
        if (certificate.ValidFrom is { } from)
            parts.Add(words.From + " " + Times.Day(from));
        if (certificate.ValidUntil is { } until)
            parts.Add(words.Until + " " + Times.Day(until));
        return string.Join(' ', parts);
    }

    private static string? Day(DateOnly? day) => day is { } d ? Times.Day(d) : null;
}
