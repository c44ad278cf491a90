namespace FhirAdapter.Terminology;

/// <summary>What the clinic's codes are called, elsewhere and by people.</summary>
public sealed class TerminologyOptions
{
    /// <summary>
    /// A folder of the operator's own maps: FHIR R4 ConceptMap files (<c>*.json</c>) that add targets to the adapter's own codes or replace shipped
    /// ones, and CodeSystem supplements that change what own codes are called. For codes that need a licence, such as CPT and the rest of SNOMED CT.
    /// Read once at start; anything wrong in it stops the start, and all of it is named at once. See <c>profiles/terminology/README.md</c>.
    /// </summary>
    /// <value>A path; at most 200 files of at most 16 MiB each. By default there is none.</value>
    public string? OverlayFolder { get; set; }

    /// <summary>
    /// The language of what is written for people: narratives, texts, summaries and what own codes are called. Codes are the same in every language. What was
    /// delivered before stays as it is.
    /// </summary>
    /// <value>A language that there are words in (BCP 47): <c>en</c> or <c>de</c>. The default is <c>en</c>.</value>
    public string Language { get; set; } = "en";
}
