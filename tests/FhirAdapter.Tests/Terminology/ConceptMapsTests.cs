using System.Text.Json;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Terminology;
using FhirAdapter.Tests.Architecture;
using FhirAdapter.Tests.Records;

namespace FhirAdapter.Tests.Terminology;

public sealed class ConceptMapsTests
{
    private const string Snomed = "http://snomed.info/sct";
    private const string Loinc = "http://loinc.org";

    private static IEnumerable<(string System, string Own, Translation Translation)> All =>
        from system in CodeSystems.Embedded.Names
        from own in CodeSystems.Embedded[system].Codes
        from translation in ConceptMaps.Embedded.Translate(system, own)
        select (system, own, translation);

    [Fact]
    public void A_code_translates_to_each_target_system() => Assert.Equal(
        [new(Snomed, "81680005", "Neck pain (finding)", "equivalent", null), new("http://hl7.org/fhir/sid/icd-10-cm", "M54.2", null, "equivalent", null)],
        ConceptMaps.Embedded.Translate("indication", "neck-pain"));

    [Fact]
    public void A_code_without_a_target_translates_to_nothing() => Assert.Empty(ConceptMaps.Embedded.Translate("technique", "deep"));

    [Fact]
    public void Every_SNOMED_code_has_its_check_digit() =>
        Assert.All(All.Where(t => t.Translation.System == Snomed), t => Assert.True(CheckDigits.Verhoeff(t.Translation.Code), t.ToString()));

    [Fact]
    public void Every_LOINC_code_has_its_check_digit() =>
        Assert.All(All.Where(t => t.Translation.System == Loinc), t => Assert.True(CheckDigits.Mod10(t.Translation.Code), t.ToString()));

    [Fact]
    public void A_mistyped_code_is_found_by_its_check_digit()
    {
        Assert.False(CheckDigits.Verhoeff("277132008"));
        Assert.False(CheckDigits.Verhoeff("271732007"));
        Assert.False(CheckDigits.Mod10("72514-4"));
        Assert.False(CheckDigits.Mod10("72541-3"));
    }

    [Fact]
    public void Every_SNOMED_code_is_of_the_Global_Patient_Set_and_named_as_there()
    {
        var names = File.ReadLines(Path.Combine(Folder(), "snomed-gps.tsv")).Select(l => l.Split('\t')).ToDictionary(l => l[0], l => l[1]);

        Assert.All(All.Where(t => t.Translation.System == Snomed), t => Assert.Equal(names[t.Translation.Code], t.Translation.Display));
    }

    [Fact]
    public void Codes_of_other_systems_carry_no_display() =>
        Assert.All(All.Where(t => t.Translation.System != Snomed), t => Assert.Null(t.Translation.Display));

    [Fact]
    public void Only_SNOMED_LOINC_and_ICD_10_CM_are_shipped() =>
        Assert.Equal(["http://hl7.org/fhir/sid/icd-10-cm", Loinc, Snomed], All.Select(t => t.Translation.System).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_map_is_of_codes_that_exist()
    {
        foreach (var file in Directory.GetFiles(Profiles(), "ConceptMap-*.json"))
        {
            var map = Read(File.ReadAllText(file));
            Assert.Empty(map.Codes.Except(CodeSystems.Embedded[map.Source[CodeSystems.BaseUrl.Length..]].Codes));
            Assert.IsType<Hl7.Fhir.Model.ConceptMap>(Mapped.ReadStrictly(File.ReadAllText(file)));
        }
    }

    [Fact]
    public void Every_code_system_is_valid_and_counts_its_codes()
    {
        foreach (var file in Directory.GetFiles(Profiles(), "CodeSystem-*.json"))
        {
            var system = Assert.IsType<Hl7.Fhir.Model.CodeSystem>(Mapped.ReadStrictly(File.ReadAllText(file)));
            Assert.Equal(system.Concept.Count, system.Count);
        }
    }

    [Fact]
    public void Every_code_that_is_shipped_is_listed_in_the_README_of_the_profiles_and_no_other()
    {
        var rows = Rows().Where(row => row.Length == 7).ToList();

        Assert.All(rows, row => Assert.NotEmpty(row[6].Trim()));
        Assert.Equal(
            All.Select(t => $"{t.System} | `{t.Own}` | {Short(t.Translation.System)} | {t.Translation.Code} | {t.Translation.Display} | {Relation(t.Translation)}")
                .Order(StringComparer.Ordinal),
            rows.Select(row => string.Join(" | ", row[..6])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_without_a_target_is_listed_in_the_README_of_the_profiles_and_no_other()
    {
        var without = from name in CodeSystems.Embedded.Names
                      let codes = CodeSystems.Embedded[name].Codes
                      let silent = codes.Where(code => ConceptMaps.Embedded.Translate(name, code).Count == 0).ToList()
                      where silent.Count > 0
                      select $"{name} | {(silent.Count == codes.Count ? "all" : string.Join(", ", silent.Select(code => $"`{code}`").Order(StringComparer.Ordinal)))}";

        var listed = Rows().Where(row => row.Length == 2 && CodeSystems.Embedded.Names.Contains(row[0]))
            .Select(row => $"{row[0]} | {string.Join(", ", row[1].Split(", ").Order(StringComparer.Ordinal))}");

        Assert.Equal(without.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Changing_a_line_of_a_map_changes_the_resources()
    {
        var map = Read("""
            {"group": [{"source": "https://fhir-adapter.example/CodeSystem/instrument", "target": "http://loinc.org", "element": [
              {"code": "nrs", "target": [{"code": "38208-5", "equivalence": "wider"}]}]}]}
            """);
        var mapping = new RecordMapping(new MappingContext("https://clinic.example/fhir/id", CodeSystems.Embedded, ConceptMaps.Embedded.With(map)));

        var changed = Assert.IsType<FhirAdapter.Records.MappingResult.Mapped>(mapping.Map(Situations.NrsZeroAfter));

        Assert.Contains("\"38208-5\"", Mapped.Show(changed), StringComparison.Ordinal);
        Assert.DoesNotContain("\"72514-3\"", Mapped.Show(changed), StringComparison.Ordinal);
        Assert.Contains("\"72514-3\"", Mapped.Show(Mapped.Of(Situations.NrsZeroAfter)), StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> Rows() =>
        File.ReadLines(Path.Combine(Profiles(), "..", "README.md")).SkipWhile(line => line != "## Codes")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| own code system", StringComparison.Ordinal))
            .Select(line => line[2..^2].Split(" | "));

    private static string Relation(Translation translation) =>
        translation.Unit is { } unit ? $"{translation.Equivalence}, only in `{unit}`" : translation.Equivalence;

    private static string Short(string system) => system switch
    {
        Snomed => "SNOMED CT",
        Loinc => "LOINC",
        _ => "ICD-10-CM",
    };

    private static ConceptMap Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ConceptMap.Read(document.RootElement);
    }

    private static string Profiles() => Path.Combine(RepositoryRoot.Path, "profiles", "terminology");

    private static string Folder() => Path.Combine(RepositoryRoot.Path, "tests", "FhirAdapter.Tests", "Terminology");
}
