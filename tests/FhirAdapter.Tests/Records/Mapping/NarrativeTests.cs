using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Terminology;
using Hl7.Fhir.Model;
using CodeSystem = FhirAdapter.Terminology.CodeSystem;

namespace FhirAdapter.Tests.Records.Mapping;

public sealed partial class NarrativeTests
{
    public static TheoryData<string> Names => [.. Situations.All.Keys];

    [Fact]
    public void Every_resource_but_a_person_has_a_narrative_that_is_well_formed_and_says_something() => SomeRecords.Any.Sample(record =>
    {
        foreach (var resource in Mapped.Of(record).Resources.Where(r => r.Role != ResourceRole.Party))
        {
            var text = Assert.IsAssignableFrom<DomainResource>(resource.Resource).Text!;
            Assert.Equal(Narrative.NarrativeStatus.Generated, text.Status);
            Assert.NotEmpty(Read(text).Trim());
        }
    }, iter: 2_000, threads: 1);

    [Fact]
    public void A_session_says_side_muscle_needles_and_complications_and_each_part_says_its_own()
    {
        var said = Mapped.Of(Situations.CompletedWithTwoSites).Resources.Where(r => r.Role != ResourceRole.Party)
            .Select(r => Read(((DomainResource)r.Resource).Text!)).ToList();

        Assert.Contains(said, text => text.Contains("Left upper trapezius, trigger point TrP2: 2 needles 0.30 x 40 mm", StringComparison.Ordinal)
            && text.Contains("Needles: 3 inserted, 3 removed.", StringComparison.Ordinal)
            && text.Contains("Complications: Soreness, mild: left shoulder.", StringComparison.Ordinal));
        Assert.Contains(said, text => text.StartsWith("Needling of one site. Left upper trapezius, trigger point TrP2: ", StringComparison.Ordinal));
        Assert.Contains("Needle: 0.30 x 40 mm, stainless steel, lot L-204, coating silicone, made by Nadelwerk Müller, expires 2028-06-30.", said);
    }

    [Fact]
    public void A_part_that_is_taken_back_says_so()
    {
        var retracted = Mapped.Mapping.Retract(Situations.CompletedWithTwoSites, "Device", new() { System = "urn:oid:1.2", Value = "X" })!;

        Assert.Equal("This was entered in error.", Read(((DomainResource)retracted.Resource).Text!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_word_stands_in_the_resource_file_or_in_a_code_system_or_is_the_practitioners(string name)
    {
        // With codes that are called by numbers, what is left of a narrative without the file's and the record's words holds no letter.
        var numbers = 0;
        var displays = CodeSystems.Embedded.Names.Select(n => CodeSystems.Embedded[n]).SelectMany(s => s.Codes, (s, code) => (s.Url, code))
            .ToDictionary(c => c, _ => $"#{numbers++}#");
        var mapping = new RecordMapping(new MappingContext("https://clinic.example/fhir/id", CodeSystems.Embedded.With(displays), ConceptMaps.Embedded));
        var mapped = Assert.IsType<MappingResult.Mapped>(mapping.Map(Situations.All[name]));
        var known = FileWords().Concat(Texts(JsonSerializer.SerializeToElement<object>(Situations.All[name])))
            .Concat(["mm", "Hz", "mA", "s", "x"]).OrderByDescending(w => w.Length).ToList();

        foreach (var resource in mapped.Resources.Where(r => r.Role != ResourceRole.Party))
        {
            var left = known.Aggregate(Read(((DomainResource)resource.Resource).Text!), (text, word) =>
                Regex.Replace(text, @"(?<!\p{L})" + Regex.Escape(word) + @"(?!\p{L})", " ", RegexOptions.IgnoreCase));
            Assert.False(Letters().IsMatch(left), left);
        }
    }

    private static string Read(Narrative narrative) => string.Join('\n', XElement.Parse(narrative.Div!).Elements().Select(p => p.Value));

    private static IEnumerable<string> FileWords()
    {
        var file = WordFile.Read(Words.DefaultLanguage);
        return file.Names.SelectMany(name => Regex.Split(file.Text(name), @"\{\d\}")).Select(w => w.Trim(' ', '.', ':', ',')).Where(w => w.Length > 0);
    }

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Texts(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String when json.GetString() is { Length: > 0 } text => [text, Regex.Replace(text, @"\s+", " ")],
        _ => [],
    };

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letters();
}
