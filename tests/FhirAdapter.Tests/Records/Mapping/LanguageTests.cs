using System.Text.RegularExpressions;
using System.Xml.Linq;
using FhirAdapter.Configuration;
using FhirAdapter.Operations;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Terminology;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records.Mapping;

public sealed partial class LanguageTests
{
    private static readonly RecordMapping German = Mapping("de");

    public static TheoryData<string> Languages => [.. WordFile.Languages];

    public static TheoryData<string> Situated => [.. Situations.All.Keys];

    [Fact]
    public void There_is_more_than_one_language_and_codes_are_named_in_each()
    {
        Assert.Equal(["de", "en"], WordFile.Languages);
        Assert.Equal(WordFile.Languages, TerminologySet.Languages);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_text_with_the_same_places_for_values(string language)
    {
        var english = WordFile.Read("en");
        var other = WordFile.Read(language);

        Assert.Equal(english.Names.Order(StringComparer.Ordinal), other.Names.Order(StringComparer.Ordinal));
        Assert.All(english.Names, name =>
        {
            Assert.NotEmpty(other.Text(name).Trim());
            Assert.Equal(Places(english.Text(name)), Places(other.Text(name)));
        });
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_names_every_code_and_no_other(string language)
    {
        if (language == "en")
            return;
        var displays = Displays.In(language);

        Assert.Equal(
            CodeSystems.Embedded.Names.Select(n => CodeSystems.Embedded[n]).SelectMany(s => s.Codes, (s, code) => $"{s.Url}#{code}").Order(StringComparer.Ordinal),
            displays.Keys.Select(c => $"{c.System}#{c.Code}").Order(StringComparer.Ordinal));
        Assert.All(displays.Values, display => Assert.Equal(display.Trim(), display));
        Assert.All(displays.Values, Assert.NotEmpty);
    }

    [Theory]
    [InlineData(nameof(Situations.CompletedWithTwoSites),
        "Dry Needling, abgeschlossen, 2026-11-20 17:05 bis 17:25 +01:00, Sitzung 2 von 6.",
        "Anlass: myofasziale Schmerzen (Ursache: Haltung).",
        "M. trapezius, oberer Anteil, links, Triggerpunkt TrP2: 2 Nadeln 0,30 x 40 mm, Edelstahl, Charge L-204; 15 mm tief; 3 lokale Zuckungsreaktionen.",
        "Nadeln: 3 gesetzt, 3 entfernt.",
        "Komplikationen: Muskelkater, leicht: left shoulder.")]
    [InlineData(nameof(Situations.Absent), "Nadelphobie. Nicht vorhanden, laut Patientin oder Patient, 2026-11-20 16:50 +01:00.")]
    [InlineData(nameof(Situations.Present), "Gerinnungsstörung. Bestätigt, anamnestisch, 2026-11-20 16:50 +01:00. Relative Kontraindikation.")]
    [InlineData(nameof(Situations.Declined), "Gesichter-Schmerzskala, während der Sitzung: kein Wert (Antwort verweigert), 2026-11-20 17:15 +01:00.")]
    [InlineData(nameof(Situations.FollowUpWithChange), "Numerische Rating-Skala 0–10, bei der Nachuntersuchung (M. trapezius, oberer Anteil, links): 2, 2026-11-27.", "Veränderung gegenüber dem Ausgangswert: -4.")]
    public void A_narrative_is_in_the_language_that_is_set(string situation, params string[] lines) =>
        Assert.Superset(lines.ToHashSet(), Lines(German, Situations.All[situation]).ToHashSet());

    [Fact]
    public void A_line_begins_with_a_capital_where_a_code_begins_it_and_as_it_was_written_where_the_practitioner_does()
    {
        var coded = Situations.Present with { Finding = new() { Code = "systemic-illness" } };
        var written = FindingSituations.WordsOnly with { Finding = new() { Text = "frische Tätowierung" } };

        Assert.StartsWith("Systemische Erkrankung. ", Lines(German, coded).First(), StringComparison.Ordinal);
        Assert.StartsWith("frische Tätowierung (", Lines(German, written).First(), StringComparison.Ordinal);
        Assert.StartsWith("Lokale Zuckungsreaktionen, während der Sitzung: 0, ", Lines(German, ScoreSituations.NoTwitches).First(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Situated))]
    public void No_English_word_of_the_adapters_is_left_in_another_language(string name)
    {
        var record = Situations.All[name];
        var left = Lines(German, record).Intersect(Lines(Mapped.Mapping, record)).Where(line => Letters().IsMatch(line)).ToList();

        // What is the same in both is the practitioner's.
        Assert.All(left, line => Assert.Contains(line, Mapped.Of(record).Resources.SelectMany(r => Notes(r.Resource)).Append(Evidence(record))));
    }

    [Theory]
    [MemberData(nameof(Situated))]
    public void What_machines_read_is_the_same_in_every_language(string name)
    {
        var english = Mapped.Of(Situations.All[name]).Resources;
        var german = Map(German, Situations.All[name]);

        Assert.Equal(english.Select(r => Codes(r.Resource)), german.Select(r => Codes(r.Resource)));
        Assert.All(german.Where(r => r.Role != ResourceRole.Party), r => Assert.Equal("de", r.Resource.Language));
        Assert.All(english, r => Assert.Null(r.Resource.Language));
    }

    [Theory]
    [MemberData(nameof(Situated))]
    public void A_record_comes_back_whatever_the_language_was(string name)
    {
        var record = Situations.All[name];

        var back = new FhirRecords(new Uri("https://clinic.example/fhir/id"))
            .FromFhir(Map(German, record).Where(r => r.Role != ResourceRole.Party).Select(r => new ReadOnlyMemory<byte>(ResourceJson.ToUtf8(r.Resource))));

        Assert.Equal(RecordJsonText(record), RecordJsonText(Assert.Single(back).Record!));
    }

    [Fact]
    public void A_language_without_words_is_refused_with_those_that_there_are()
    {
        var failure = Assert.Throws<AdapterConfigurationException>(
            () => new RecordTranslator(new Uri("https://clinic.example/fhir/id"), new TerminologyOptions { Language = "fr" }));

        Assert.Equal(["FhirAdapter:Terminology:Language must be one of de, en."], failure.Errors);
    }

    private static RecordMapping Mapping(string language)
    {
        var terminology = TerminologySet.Load(new TerminologyOptions { Language = language }, out var errors);
        Assert.Empty(errors);
        return new(new MappingContext("https://clinic.example/fhir/id", terminology.CodeSystems, terminology.ConceptMaps, terminology.Language));
    }

    private static IReadOnlyList<MappedResource> Map(RecordMapping mapping, ClinicRecord record) => Assert.IsType<MappingResult.Mapped>(mapping.Map(record)).Resources;

    private static IEnumerable<string> Lines(RecordMapping mapping, ClinicRecord record) =>
        from resource in Map(mapping, record)
        where resource.Role != ResourceRole.Party
        from paragraph in XElement.Parse(((DomainResource)resource.Resource).Text!.Div!).Elements()
        select paragraph.Value;

    private static IEnumerable<string?> Notes(Resource resource) => resource switch
    {
        Procedure p => p.Note.Select(n => n.Text),
        Observation o => o.Note.Select(n => n.Text),
        Condition c => c.Note.Select(n => n.Text),
        AllergyIntolerance a => a.Note.Select(n => n.Text),
        _ => [],
    };

    private static string? Evidence(ClinicRecord record) => (record as FhirAdapter.Records.ContraindicationFindings.ContraindicationFinding)?.Evidence;

    // What is left of a resource without the words for people.
    private static string Codes(Resource resource) => Words().Replace(Mapped.Json(resource), "");

    private static string RecordJsonText(ClinicRecord record) => System.Text.Encoding.UTF8.GetString(FhirAdapter.Records.Reading.RecordJson.Write(record));

    private static List<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex("""
        ,?"(?:text|display|div|unit|name|language|authorString)":"(?:[^"\\]|\\.)*"|"text":\{"status":"generated"\},?
        """)]
    private static partial Regex Words();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letters();
}
