using System.Text.RegularExpressions;

namespace FhirAdapter.Terminology;

/// <summary>A code system of others whose codes can be checked for their form.</summary>
/// <param name="Url">Its URI.</param>
/// <param name="Name">What people call it.</param>
/// <param name="MayHaveDisplay">Whether its names may be passed on.</param>
/// <param name="FaultOf">What is wrong with a code and how it is mended; nothing for a code of the right form.</param>
internal sealed partial record TargetSystem(string Url, string Name, bool MayHaveDisplay, Func<string, string?> FaultOf)
{
    /// <summary>CPT, of the American Medical Association.</summary>
    public const string Cpt = "http://www.ama-assn.org/go/cpt";

    /// <summary>The units (UCUM) of the adapter's values; others may be valid but no value has them.</summary>
    public static readonly IReadOnlyList<string> Units =
        ["{score}", "{needle}", "{twitch}", "1", "%", "mm", "cm", "deg", "s", "min", "Hz", "mA", "N", "kPa", "N/cm2", "kgf/cm2"];

    /// <summary>All that are known.</summary>
    public static readonly IReadOnlyList<TargetSystem> All =
    [
        new("http://snomed.info/sct", "SNOMED CT", true, Snomed),
        new("http://loinc.org", "LOINC", true, Loinc),
        new("http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM", true, Icd10Cm),
        new("http://www.cms.gov/Medicare/Coding/ICD10", "ICD-10-PCS", true, code =>
            Icd10PcsForm().IsMatch(code) ? null : "is no ICD-10-PCS code; give seven letters and digits without a dot"),
        new("http://unitsofmeasure.org", "UCUM", true, Unit),
        new(Cpt, "CPT", false, code =>
            CptForm().IsMatch(code) ? null : "is no CPT code; give four digits and a digit or letter"),
        new("http://nucc.org/provider-taxonomy", "NUCC", true, code =>
            NuccForm().IsMatch(code) ? null : "is no NUCC taxonomy code; give nine letters and digits and an X"),
    ];

    /// <summary>The system of a URI, or <see langword="null"/> where its codes cannot be checked.</summary>
    public static TargetSystem? Find(string url) => All.FirstOrDefault(s => s.Url == url);

    /// <summary>What is wrong with a unit; nothing for one that values have.</summary>
    public static string? Unit(string code) =>
        Units.Contains(code) ? null
        : code == "kg/cm2" ? "is a mass on an area, not a pressure; give kgf/cm2"
        : "is not a unit of the adapter's values; give one of " + string.Join(", ", Units);

    private static string? Snomed(string code)
    {
        if (!SnomedForm().IsMatch(code))
            return "is no SNOMED CT concept id or expression of ids; give a number of 6 to 18 digits, without a term";
        foreach (var id in SnomedId().Matches(code).Select(m => m.Value))
        {
            if (id.Length is < 6 or > 18 || !CheckDigits.Verhoeff(id))
                return $"has a wrong check digit in {id}; look it up again";
            // SNOMED CT identifiers, partition: 00 and 10 are concepts; 01 and 11 are descriptions.
            if (id[^3..^1] is not ("00" or "10"))
                return $"holds {id}, the id of a description or relationship; give the concept's";
        }

        return null;
    }

    private static string? Loinc(string code) =>
        code.StartsWith("LA", StringComparison.Ordinal) ? "is the code of an answer, which the adapter never sends for a number; give the code of the observation"
        : !LoincForm().IsMatch(code) ? "is no LOINC code; give up to seven digits, a dash and the check digit, such as 72514-3"
        : !CheckDigits.Mod10(code) ? "has a wrong check digit; look it up again"
        : null;

    private static string? Icd10Cm(string code) =>
        Icd10CmForm().IsMatch(code) ? null
        : Icd10CmForm().IsMatch(code.Insert(Math.Min(3, code.Length), ".")) ? $"lacks its dot; give {code.Insert(3, ".")}"
        : "is no ICD-10-CM code; give it with its dot, such as M54.2";

    [GeneratedRegex(@"^[0-9:=,+{}() ]+$")]
    private static partial Regex SnomedForm();

    [GeneratedRegex(@"[0-9]+")]
    private static partial Regex SnomedId();

    [GeneratedRegex(@"^[0-9]{1,7}-[0-9]$")]
    private static partial Regex LoincForm();

    [GeneratedRegex(@"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$")]
    private static partial Regex Icd10CmForm();

    [GeneratedRegex(@"^[0-9A-HJ-NP-Z]{7}$")]
    private static partial Regex Icd10PcsForm();

    [GeneratedRegex(@"^[0-9]{4}[0-9A-Z]$")]
    private static partial Regex CptForm();

    [GeneratedRegex(@"^[0-9A-Z]{9}X$")]
    private static partial Regex NuccForm();
}
