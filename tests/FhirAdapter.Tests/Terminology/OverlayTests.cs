using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Terminology;
using FhirAdapter.Tests.Architecture;
using FhirAdapter.Tests.Records;

namespace FhirAdapter.Tests.Terminology;

public sealed class OverlayTests : IDisposable
{
    private const string Snomed = "http://snomed.info/sct";
    private const string Icd = "http://hl7.org/fhir/sid/icd-10-cm";
    private const string Cpt = "http://www.ama-assn.org/go/cpt";

    private readonly OverlayDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_folder_nothing_but_what_is_shipped_is_used() =>
        Assert.Same(TerminologySet.Shipped, TerminologySet.Load(new TerminologyOptions(), out _));

    [Fact]
    public void Every_shipped_map_is_taken_from_a_folder_and_says_the_same_there()
    {
        foreach (var file in Directory.GetFiles(Shipped, "ConceptMap-*.json"))
            File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));

        var terminology = _folder.Usable();

        Assert.Empty(terminology.Warnings);
        foreach (var system in CodeSystems.Embedded.Names)
        {
            Assert.All(CodeSystems.Embedded[system].Codes, code => Assert.Equal(
                ConceptMaps.Embedded.Translate(system, code),
                terminology.ConceptMaps.Translate(system, code).Select(t => t with { Origin = null })));
        }
    }

    [Fact]
    public void Changing_one_line_of_a_shipped_map_in_the_folder_changes_what_is_sent()
    {
        var json = File.ReadAllText(Path.Combine(Shipped, "ConceptMap-indication.json"));
        var line = """{"code": "neck-pain", "target": [{"code": "81680005", "display": "Neck pain (finding)", "equivalence": "equivalent"}]}""";
        Assert.Contains(line, json, StringComparison.Ordinal);
        _folder.Write("indication.json", json.Replace(line, """{"code": "neck-pain", "target": [{"code": "22253000", "equivalence": "wider"}]}""", StringComparison.Ordinal));

        var shown = _folder.Show(Situations.NotDoneForContraindication);

        Assert.Contains("22253000", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("81680005", shown, StringComparison.Ordinal);
        Assert.Contains("81680005", Mapped.Show(Mapped.Of(Situations.NotDoneForContraindication)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_of_a_new_system_is_added_after_the_shipped_ones()
    {
        _folder.Map("nucc.json", "practitioner-role", "physiotherapist", "http://nucc.org/provider-taxonomy", """{"code": "225100000X", "equivalence": "equivalent"}""");

        var targets = _folder.Usable().ConceptMaps.Translate("practitioner-role", "physiotherapist");

        Assert.Equal([.. ConceptMaps.Embedded.Translate("practitioner-role", "physiotherapist"), targets[^1]], targets);
        Assert.Equal(("225100000X", "nucc.json"), (targets[^1].Code, targets[^1].Origin));
    }

    [Fact]
    public void A_target_of_a_shipped_system_takes_the_place_of_the_shipped_one_and_of_nothing_else()
    {
        _folder.Map("snomed.json", "indication", "neck-pain", Snomed, """{"code": "22253000", "equivalence": "wider"}""");

        var maps = _folder.Usable().ConceptMaps;

        Assert.Equal(["22253000", "M54.2"], maps.Translate("indication", "neck-pain").Select(t => t.Code));
        Assert.Equal(ConceptMaps.Embedded.Translate("indication", "back-pain"), maps.Translate("indication", "back-pain"));
    }

    [Theory]
    [InlineData("""{"equivalence": "unmatched"}""")]
    [InlineData("")]
    public void An_element_without_a_target_takes_the_shipped_one_away(string target)
    {
        _folder.Map("icd.json", "indication", "neck-pain", Icd, target);

        Assert.Equal(["81680005"], _folder.Usable().ConceptMaps.Translate("indication", "neck-pain").Select(t => t.Code));
    }

    [Fact]
    public void A_supplement_says_what_codes_are_called_in_every_text_and_coding()
    {
        _folder.Write("side-de.json", """
            {"resourceType": "CodeSystem", "content": "supplement", "supplements": "https://fhir-adapter.example/CodeSystem/side|1",
             "concept": [{"code": "left", "display": "Links"}, {"code": "right", "display": "Rechts"}]}
            """);

        var shown = _folder.Show(Situations.CompletedWithTwoSites);

        Assert.Contains("Links upper trapezius", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Left upper trapezius", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_checked_is_used_and_remarked_on()
    {
        _folder.Map("own.json", "indication", "neck-pain", "https://hospital.example/codes", """{"code": "N-1", "equivalence": "equivalent"}""");

        var terminology = _folder.Usable();

        Assert.Equal("N-1", terminology.ConceptMaps.Translate("indication", "neck-pain")[^1].Code);
        Assert.StartsWith(
            "FhirAdapter:Terminology:OverlayFolder: own.json: group[0].target: https://hospital.example/codes is not known here",
            Assert.Single(terminology.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("indication", "neck-pain", Snomed, "81680006", "has a wrong check digit in 81680006")]
    [InlineData("indication", "neck-pain", Snomed, "81680005 |Neck pain|", "without a term")]
    [InlineData("indication", "neck-pain", Snomed, "680946014", "the id of a description")]
    [InlineData("instrument", "nrs", "http://loinc.org", "72514-4", "has a wrong check digit")]
    [InlineData("instrument", "nrs", "http://loinc.org", "LA6113-0", "is the code of an answer")]
    [InlineData("instrument", "nrs", "http://loinc.org", "72514", "is no LOINC code")]
    [InlineData("indication", "neck-pain", Icd, "M542", "lacks its dot; give M54.2")]
    [InlineData("indication", "neck-pain", Icd, "neck", "is no ICD-10-CM code")]
    [InlineData("procedure", "dry-needling", Cpt, "2056O1", "is no CPT code")]
    [InlineData("procedure", "dry-needling", Cpt, "97810", "is acupuncture or an injection, which dry needling is not")]
    [InlineData("procedure", "dry-needling", Snomed, "44868003", "is acupuncture or an injection, which dry needling is not")]
    [InlineData("instrument", "nrs", "http://unitsofmeasure.org", "kg/cm2", "give kgf/cm2")]
    [InlineData("practitioner-role", "physiotherapist", "http://nucc.org/provider-taxonomy", "225100000", "is no NUCC taxonomy code")]
    [InlineData("indication", "nek-pain", Snomed, "81680005", "nek-pain is not a code of https://fhir-adapter.example/CodeSystem/indication")]
    [InlineData("indikation", "neck-pain", Snomed, "81680005", "is not an own code system")]
    public void A_faulty_code_stops_the_start_with_its_place_and_the_mend(string source, string code, string system, string target, string expected)
    {
        _folder.Map("map.json", source, code, system, $$"""{"code": "{{target}}", "equivalence": "wider"}""");

        Assert.Same(TerminologySet.Shipped, _folder.Load(out var errors));

        var error = Assert.Single(errors);
        Assert.StartsWith("FhirAdapter:Terminology:OverlayFolder: map.json: group[0].", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code": "20560", "equivalence": "narrower"}""", "target[0].equivalence: narrower would say something that the record does not")]
    [InlineData("""{"code": "20560", "equivalence": "equal-ish"}""", "target[0].equivalence: equal-ish is not known")]
    [InlineData("""{"code": "20560"}""", "target[0].equivalence: is missing")]
    [InlineData("""{"equivalence": "wider"}""", "target[0].code: is missing")]
    [InlineData("""{"code": "20560", "equivalence": "unmatched"}""", "target[0].code: must not stand beside the equivalence unmatched")]
    [InlineData("""{"code": "20560", "equivalence": "wider", "display": "words"}""", "target[0].display: must not be given: names of CPT are licensed")]
    [InlineData("""{"code": 20560, "equivalence": "wider"}""", "target[0].code: must be a text")]
    [InlineData("""{"code": "20560", "equivalence": "wider", "product": []}""", "target[0].product: is not used")]
    [InlineData("""{"code": "20560", "equivalence": "wider", "dependsOn": [{"property": "x", "value": "1"}]}""", "dependsOn[0].property: x is not known")]
    [InlineData("""{"code": "20560", "equivalence": "wider", "dependsOn": [{"property": "https://fhir-adapter.example/property/muscles", "value": "2-1"}]}""", "2-1 is no number of muscles")]
    [InlineData("""{"code": "20560", "equivalence": "wider", "dependsOn": [{"property": "https://fhir-adapter.example/property/unit", "value": "stone"}]}""", "stone is not a unit of the adapter's values")]
    [InlineData("""7""", "target[0]: must be an object")]
    public void A_faulty_target_stops_the_start_with_its_place_and_the_mend(string target, string expected)
    {
        _folder.Map("map.json", "procedure", "dry-needling", Cpt, target);

        _folder.Load(out var errors);

        Assert.Contains(expected, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is not valid JSON at line 1")]
    [InlineData("[]", "must be one FHIR resource")]
    [InlineData("""{"resourceType": "ValueSet"}""", "resourceType: is ValueSet")]
    [InlineData("{}", "resourceType: is missing")]
    [InlineData("""{"resourceType": "ConceptMap"}""", "group: is missing or empty")]
    [InlineData("""{"resourceType": "ConceptMap", "resourceType": "ConceptMap"}""", "each name may stand once")]
    [InlineData("""{"resourceType": "CodeSystem", "content": "complete", "url": "https://fhir-adapter.example/CodeSystem/side"}""", "content: is complete; only a supplement")]
    [InlineData("""{"resourceType": "CodeSystem", "content": "supplement", "supplements": "https://fhir-adapter.example/CodeSystem/side", "concept": [{"code": "above", "display": "x"}]}""", "a supplement cannot add codes")]
    [InlineData("""{"resourceType": "CodeSystem", "content": "supplement", "supplements": "https://fhir-adapter.example/CodeSystem/side", "concept": [{"code": "left", "display": "x"}, {"code": "left", "display": "y"}]}""", "left is named twice, before in file.json")]
    public void A_faulty_file_stops_the_start_with_the_mend(string json, string expected)
    {
        _folder.Write("file.json", json);

        _folder.Load(out var errors);

        Assert.Contains(expected, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_that_two_files_map_to_one_system_stops_the_start()
    {
        _folder.Map("a.json", "indication", "neck-pain", Snomed, """{"code": "22253000", "equivalence": "wider"}""");
        _folder.Map("b.json", "indication", "neck-pain", Snomed, """{"code": "22253000", "equivalence": "wider"}""");

        _folder.Load(out var errors);

        Assert.Contains("b.json: group[0].element[0].code: neck-pain to http://snomed.info/sct is mapped twice, before in a.json", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("muscles", "1-2", "muscles", "2+")]
    [InlineData("muscles", "1-2", "muscles-by-side", "3+")]
    public void Codes_that_exclude_each_other_must_not_count_the_same_muscles(string property, string range, string otherProperty, string otherRange)
    {
        string Target(string code, string by, string value) =>
            $$"""{"code": "{{code}}", "equivalence": "equivalent", "dependsOn": [{"property": "https://fhir-adapter.example/property/{{by}}", "value": "{{value}}"}]}""";
        _folder.Map("map.json", "procedure", "dry-needling", Cpt, Target("20560", property, range) + "," + Target("20561", otherProperty, otherRange));

        _folder.Load(out var errors);

        Assert.Contains("group[0].element[0].target: counts the same number of muscles twice", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_all_files_are_named_at_once_and_a_file_of_nothing_but_faults_is_cut_short()
    {
        _folder.Write("a.json", "no");
        _folder.Write("b.json", """{"resourceType": "ConceptMap", "group": [""" + string.Join(',', Enumerable.Repeat("7", 150)) + "]}");
        _folder.Write("notes.txt", "not read");

        _folder.Load(out var errors);

        Assert.Equal(1 + 100 + 1, errors.Count(e => e.Contains(".json", StringComparison.Ordinal)));
        Assert.Contains("FhirAdapter:Terminology:OverlayFolder: b.json: and 51 more.", errors);
    }

    [Fact]
    public void A_folder_that_is_not_there_stops_the_start()
    {
        TerminologySet.Load(new TerminologyOptions { OverlayFolder = Path.Combine(_folder.Path, "none") }, out var errors);

        Assert.Contains("there is no folder", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("completed", "trapezius/left trapezius/right", "20560")]
    [InlineData("completed", "trapezius/left multifidus/left deltoid/left", "20561")]
    [InlineData("completed", "trapezius/left multifidus/left neck/left", null)]
    [InlineData("completed", "trapezius/left multifidus/left other-muscle/left", null)]
    [InlineData("completed", "", null)]
    [InlineData("stopped", "trapezius/left", null)]
    [InlineData("not-done", "trapezius/left", null)]
    public void A_code_that_counts_muscles_is_sent_only_where_they_are_known(string status, string sites, string? expected)
    {
        File.Copy(Path.Combine(RepositoryRoot.Path, "samples", "overlays", "ConceptMap-cpt.json"), Path.Combine(_folder.Path, "cpt.json"));

        var shown = _folder.Show(Session(status, sites));

        Assert.Equal(expected is null ? 0 : 1, shown.Split(Cpt).Length - 1);
        if (expected is not null)
            Assert.Contains($"\"{expected}\"", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trapezius/left trapezius/right multifidus/left", true)]
    [InlineData("trapezius/bilateral multifidus/left", true)]
    [InlineData("trapezius/left multifidus/left", false)]
    [InlineData("trapezius/left trapezius/right multifidus", false)]
    public void Where_the_operator_says_so_left_and_right_count_as_two(string sites, bool isSent)
    {
        _folder.Map("cpt.json", "procedure", "dry-needling", Cpt,
            """{"code": "20561", "equivalence": "equivalent", "dependsOn": [{"property": "https://fhir-adapter.example/property/muscles-by-side", "value": "3+"}]}""");

        Assert.Equal(isSent, _folder.Show(Session("completed", sites)).Contains("20561", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_CPT_is_sent_unless_an_operator_maps_to_it() =>
        Assert.DoesNotContain(Cpt, Mapped.Show(Mapped.Of(Situations.CompletedWithTwoSites)), StringComparison.Ordinal);

    private static string Shipped => Path.Combine(RepositoryRoot.Path, "profiles", "terminology");

    private static NeedlingProcedure Session(string status, string sites) => Situations.CompletedWithTwoSites with
    {
        Status = status,
        Sites = [.. sites.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('/'))
            .Select(s => new NeedlingSite { Muscle = s[0], Side = s.Length > 1 ? s[1] : null })],
    };
}
