using System.Text.Json;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Terminology;
using FhirAdapter.Tests.Architecture;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>
/// Every own code exists and is called what it is called; what stands beside it is a target that its map names; SNOMED CT names are those of
/// the Global Patient Set, and other systems have none.
/// </summary>
internal static class Terms
{
    private const string Snomed = "http://snomed.info/sct";
    private const string Loinc = "http://loinc.org";
    private const string NotPregnant = "60001007";

    private static readonly Dictionary<string, string> Gps = File
        .ReadLines(Path.Combine(RepositoryRoot.Path, "tests", "FhirAdapter.Tests", "Terminology", "snomed-gps.tsv"))
        .Select(l => l.Split('\t')).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);

    // FHIR R4's own lists, of which THO's later versions have more.
    private static readonly Dictionary<string, string[]> Fhir = new(StringComparer.Ordinal)
    {
        ["http://terminology.hl7.org/CodeSystem/condition-clinical"] = ["active", "recurrence", "relapse", "inactive", "remission", "resolved"],
        ["http://terminology.hl7.org/CodeSystem/condition-ver-status"] = ["unconfirmed", "provisional", "differential", "confirmed", "refuted", "entered-in-error"],
        ["http://terminology.hl7.org/CodeSystem/condition-category"] = ["encounter-diagnosis"],
        ["http://hl7.org/fhir/us/core/CodeSystem/condition-category"] = ["health-concern"],
        ["http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"] = ["active", "inactive", "resolved"],
        ["http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"] = ["unconfirmed", "confirmed", "refuted", "entered-in-error"],
        ["http://terminology.hl7.org/CodeSystem/observation-category"] = ["survey", "exam", "procedure"],
        ["http://terminology.hl7.org/CodeSystem/data-absent-reason"] = ["unknown", "asked-declined", "not-asked", "not-performed"],
        ["http://terminology.hl7.org/CodeSystem/v2-0360"] = ["CER"],
    };

    public static IEnumerable<string> Faults(JsonElement resource) =>
        from concept in JsonTree.Objects(resource)
        where concept.Value.TryGetProperty("coding", out _)
        let codings = Codings.Of(concept.Value).ToList()
        from fault in InConcept(codings).Concat(AsDiagnosis(concept.Path, codings))
        select $"{concept.Path}: {fault}";

    private static IEnumerable<string> InConcept(IReadOnlyList<Codings> codings)
    {
        // What is coded of a place with its part and side is held to these by Sides.
        codings = [.. codings.Where(c => c.System != Places.SidedSystem)];
        var own = codings.Where(c => IsOwn(c.System)).ToList();
        if (own.Count > 1)
            yield return "more than one own code";
        foreach (var coding in codings)
        {
            if (IsOwn(coding.System))
            {
                if (NameOf(coding) is not { } name || name != coding.Display)
                    yield return $"no code {coding.Code} of that name in {coding.System}";
            }
            else if (own.Count == 0)
            {
                if (!Fhir.TryGetValue(coding.System ?? "", out var codes))
                    yield return $"a code of {coding.System} without an own one";
                else if (!codes.Contains(coding.Code))
                    yield return $"no code {coding.Code} that is sent of {coding.System}";
            }
            else if (!ConceptMaps.Embedded.Translate(own[0].System![CodeSystems.BaseUrl.Length..], own[0].Code!).Any(t => t.System == coding.System && t.Code == coding.Code)
                && (own[0].Code, coding.Code) != ("absent", NotPregnant))
            {
                yield return $"no map has {coding.System} {coding.Code} for {own[0].Code}";
            }

            if (coding.System == Snomed ? Gps.GetValueOrDefault(coding.Code ?? "") != coding.Display : own.Count > 0 && !IsOwn(coding.System) && coding.Display is not null)
                yield return $"the name of {coding.System} {coding.Code} is not one that may be passed on";
        }
    }

    private static IEnumerable<string> AsDiagnosis(string path, IEnumerable<Codings> codings) =>
        path is "Condition.code" or "AllergyIntolerance.code" && codings.Any(c => c.System == Loinc) ? ["a question as what somebody has"] : [];

    private static bool IsOwn(string? system) => system?.StartsWith(CodeSystems.BaseUrl, StringComparison.Ordinal) == true;

    private static string? NameOf(Codings coding) =>
        CodeSystems.Embedded.Names.Contains(coding.System![CodeSystems.BaseUrl.Length..])
            ? CodeSystems.Embedded[coding.System[CodeSystems.BaseUrl.Length..]].Find(coding.Code ?? "")?.Display
            : null;
}
