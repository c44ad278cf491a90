using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>Reads the clinic's own codes and words from CodeableConcepts; what a code was translated to is passed over.</summary>
internal static class Concepts
{
    /// <summary>The own code of a concept that must have one; nothing for no concept.</summary>
    public static string? Code(this FhirReading reading, CodeableConcept? concept, string codeSystemName, string path)
    {
        if (concept is null)
            return null;
        var code = reading.CodeIfAny(concept, codeSystemName, path);
        if (code is null)
            reading.Fail(path, $"a coding of the CodeSystem {codeSystemName}");
        return code;
    }

    /// <summary>The own code of a concept, or nothing where it has none of that code system.</summary>
    public static string? CodeIfAny(this FhirReading reading, CodeableConcept concept, string codeSystemName, string path)
    {
        var system = reading.Context.CodeSystems[codeSystemName];
        string? code = null;
        foreach (var coding in concept.Coding)
        {
            if (coding.System != system.Url)
                continue;
            if (code is not null || coding.Code is null || !system.Contains(coding.Code))
                reading.Fail(path, $"one code of the CodeSystem {codeSystemName}");
            code = coding.Code;
        }

        return code;
    }

    /// <summary>A code, or words, or both; nothing for no concept.</summary>
    public static CodedText? Coded(this FhirReading reading, CodeableConcept? concept, string codeSystemName, string path)
    {
        if (concept is null)
            return null;
        var code = reading.CodeIfAny(concept, codeSystemName, path);
        return new CodedText { Code = code, Text = reading.Words(concept, isCoded: code is not null, path) };
    }

    /// <summary>The practitioner's own words: those set apart, or all the text where there is nothing but words.</summary>
    public static string? Words(this FhirReading reading, CodeableConcept concept, bool isCoded, string path)
    {
        if (reading.Extension<FhirString>(concept, Extensions.OwnWords, path)?.Value is { } words)
            return words;
        if (isCoded)
            return null;
        if (concept.Text is null)
            reading.Fail(path, "a code of the clinic's, or words");
        return concept.Text;
    }

    /// <summary>A place in the body; nothing for no concept.</summary>
    public static BodySite? Place(this FhirReading reading, CodeableConcept? concept, string path)
    {
        if (concept is null)
            return null;
        var code = reading.CodeIfAny(concept, "body-site", path);
        return new BodySite
        {
            Code = code,
            Part = reading.CodeExtension(concept, Extensions.Part, "body-site-part", path),
            Side = reading.CodeExtension(concept, Extensions.Side, "side", path),
            Text = reading.Words(concept, isCoded: code is not null, path),
        };
    }

    /// <summary>The practitioner's note among notes: the one that has no author.</summary>
    public static string? Note(this FhirReading reading, IReadOnlyList<Annotation> notes, string path)
    {
        var own = notes.Where(n => n.Author is null).ToList();
        if (own.Count > 1)
            reading.Fail(path, "one note of the practitioner");
        return own.Count == 0 ? null : own[0].Text;
    }
}
