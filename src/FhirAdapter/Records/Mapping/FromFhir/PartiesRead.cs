using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>Reads whom and what a reference names, by business identifier.</summary>
internal static class PartiesRead
{
    /// <summary>
    /// The business identifier of what is referred to: beside the literal reference, where the adapter leaves it, in a conditional one, or that of the
    /// resource itself, where it was given along and has only one. Nothing for no reference.
    /// </summary>
    public static BusinessIdentifier? Identifier(this FhirReading reading, ResourceReference? reference, string path)
    {
        if (reference is null)
            return null;
        var identifier = reference.Identifier is { System: { } system, Value: { } value } ? new BusinessIdentifier { System = system, Value = value }
            : reference.Reference is { } literal ? Conditional(literal) ?? reading.IdentifierAt(literal)
            : null;
        if (identifier is null)
            reading.Fail(path, "a reference with the business identifier, or the resource it means with one identifier");
        return identifier;
    }

    /// <summary>The id of another record, whose main resource bears an identifier of that system; nothing for no reference.</summary>
    public static string? RecordId(this FhirReading reading, ResourceReference? reference, string system, string path)
    {
        if (reading.Identifier(reference, path) is not { } identifier)
            return null;
        if (identifier.System != system)
            reading.Fail(path, "a reference to what a record of the clinic became");
        return identifier.Value;
    }

    /// <summary>A practitioner, the role apart; nothing for no reference.</summary>
    public static Practitioner? Practitioner(this FhirReading reading, ResourceReference? reference, string? role, string path)
    {
        if (reference is null)
            return null;
        var qualification = reference.Extension.Find(e => e.Url == Extensions.Qualification);
        return new Practitioner
        {
            Identifier = reference is { Identifier: null, Reference: null } ? null : reading.Identifier(reference, path),
            Role = role,
            Qualification = qualification is null ? null : reading.Extension<FhirString>(qualification, "qualification", path)?.Value,
            Certificate = qualification is null ? null : reading.Certificate(qualification, path),
        };
    }

    /// <summary>A practitioner whose role the reference holds itself.</summary>
    public static Practitioner? Practitioner(this FhirReading reading, ResourceReference? reference, string path) => reference is null
        ? null
        : reading.Practitioner(reference, reading.CodeExtension(reference, Extensions.PractitionerRole, "practitioner-role", path), path);

    private static Certificate? Certificate(this FhirReading reading, Extension qualification, string path)
    {
        var number = reading.Extension<FhirString>(qualification, "number", path)?.Value;
        var issuer = reading.Extension<FhirString>(qualification, "issuer", path)?.Value;
        var period = reading.Extension<Period>(qualification, "period", path);
        return number is null && issuer is null && period is null ? null : new Certificate
        {
            Number = number,
            Issuer = issuer,
            ValidFrom = reading.Day(period?.Start, path),
            ValidUntil = reading.Day(period?.End, path),
        };
    }

    // Patient?identifier=system|value, each part percent-encoded.
    private static BusinessIdentifier? Conditional(string literal)
    {
        const string Query = "?identifier=";
        var at = literal.IndexOf(Query, StringComparison.Ordinal);
        var token = at < 0 ? [] : Uri.UnescapeDataString(literal[(at + Query.Length)..]).Split('|', 2);
        return token.Length == 2 ? new BusinessIdentifier { System = token[0], Value = token[1] } : null;
    }

    private static BusinessIdentifier? IdentifierAt(this FhirReading reading, string literal)
    {
        var identifiers = reading.At(literal) is { } resource ? ResourceSet.IdentifiersOf(resource).Take(2).ToList() : [];
        return identifiers.Count == 1 ? identifiers[0] : null;
    }
}
