using FhirAdapter.Records;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.WriteProfiles;

public sealed class WriteProfileReaderTests : IDisposable
{
    private const string Head = """ "name": "own", "title": "Own", "sources": { "us": { "what": "ourselves", "date": "2026-11", "grade": "choice" } } """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("write-profiles-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void All_that_is_wrong_is_told_at_once_with_file_pointer_and_mend()
    {
        Write("own.json", $$"""
            { {{Head}}, "bundels": {}, "types": {
                "Procedure": { "source": "us", "interactions": ["creat"], "elements": { "bodysite": { "is": "ignored", "source": "us" }, "note.texts": { "maxLength": 0, "source": "us" } } },
                "Proceedure": { "source": "them" },
                "Condition": { "elements": { "verificationstatus": { "is": "gone", "source": "us" }, "code": { "maxItems": 1, "otherwise": "x", "keptAs": "date-gmt", "source": "us" } } } } }
            """);

        string[] expected =
        [
            "here: own.json#/bundels is no line of a write profile. Did you mean bundles?",
            "here: own.json#/types/Procedure/interactions holds creat, which is no interaction of FHIR R4. Did you mean create?",
            "here: own.json#/types/Procedure/elements/bodysite is no element of Procedure: Procedure has no bodysite. Did you mean bodySite?",
            "here: own.json#/types/Procedure/elements/note.texts is no element of Procedure: Annotation has no texts. Did you mean text?",
            "here: own.json#/types/Procedure/elements/note.texts/maxLength must be a whole number from 1 to 10000000.",
            "here: own.json#/types/Proceedure/source names them, which is not in sources. Known here: us.",
            "here: own.json#/types/Proceedure is no resource type of FHIR R4.",
            "here: own.json#/types/Condition/source is missing; name one of sources, or several (us).",
            "here: own.json#/types/Condition/elements/verificationstatus is no element of Condition: Condition has no verificationstatus. Did you mean verificationStatus?",
            "here: own.json#/types/Condition/elements/verificationstatus/is must be one of kept, ignored, refused, required.",
            "here: own.json#/types/Condition/elements/code/otherwise needs values beside it: the codes that are taken.",
            "here: own.json#/types/Condition/elements/code/keptAs is for times: a dateTime or an instant.",
            "here: own.json#/types/Condition/elements/code/maxItems is for lists; the element stands once.",
        ];
        Assert.Equal(string.Join("\n", expected.Order(StringComparer.Ordinal)), string.Join("\n", Faults("own").Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("epik", "here names no write profile: epik. Did you mean epic?")]
    [InlineData("../../etc/passwd", "here names no write profile")]
    public void A_profile_that_is_not_there_is_told(string name, string expected) =>
        Assert.StartsWith(expected, Assert.Single(ProfileFolder.Faults(new WriteProfileOptions { Name = name })), StringComparison.Ordinal);

    [Fact]
    public void Text_that_is_no_JSON_is_told_by_line()
    {
        Write("own.json", "{\n \"name\": \"own\",\n \"title\": Own }");
        Assert.Equal("here: own.json is not valid JSON at line 3; each name may stand once in an object.", Assert.Single(Faults("own")));
    }

    [Fact]
    public void A_line_of_the_settings_stands_over_the_line_of_the_profile()
    {
        var profile = ProfileFolder.Profile(
            "epic", ("types:Condition:elements:note.text:maxLength", "300"), ("routes:needling-procedure:ways:0", "resources"), ("routes:needling-procedure:ways:1", "document"),
            ("answers:59109:means", "refused"));

        Assert.Equal(300, profile.Of("Condition")!.Elements["note.text"].MaxLength);
        Assert.Equal(1, profile.Of("Condition")!.Elements["note"].MaxItems);
        Assert.Equal([Route.Resources, Route.Document], profile.RoutesOf(RecordKind.NeedlingProcedure));
        Assert.Equal(AnswerMeaning.Refused, profile.AnswerOf(200, ["59109"], _ => false)!.Meaning);
    }

    [Fact]
    public void A_wrong_line_of_the_settings_is_told_as_such() =>
        Assert.Equal(
            "here: Overlay#/types/Condition/elements/note.text/maxLength must be a whole number from 1 to 10000000.",
            Assert.Single(ProfileFolder.Faults(ProfileFolder.Options("epic", ("types:Condition:elements:note.text:maxLength", "long")))));

    [Fact]
    public void A_file_of_the_operators_may_hold_only_what_differs()
    {
        Write("own.json", """{ "name": "own", "title": "Own", "basedOn": "epic", "types": { "Procedure": null } }""");
        var profile = Read("own");

        Assert.Null(profile.Of("Procedure"));
        Assert.NotNull(profile.Of("Condition"));
        Assert.Equal("Own", profile.Title);
    }

    [Fact]
    public void A_name_that_is_nowhere_is_told_with_the_file_that_was_looked_for_where_a_folder_is_set()
    {
        Assert.Equal($"here names no write profile: epik. Did you mean epic? There is no file epik.json in {_folder.FullName} either.", Assert.Single(Faults("epik")));
        Assert.EndsWith("us-core, veradigm.", Assert.Single(ProfileFolder.Faults(new WriteProfileOptions { Name = "northwind-hospital" })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_the_name_of_a_shipped_profile_stands_in_its_place_and_may_build_on_it()
    {
        Write("epic.json", """{ "name": "epic", "basedOn": "epic", "types": { "Condition": { "elements": { "note": null } } } }""");

        Assert.DoesNotContain("note", Read("epic").Of("Condition")!.Elements.Keys);
        Assert.Contains("note.text", Read("epic").Of("Condition")!.Elements.Keys);
    }

    [Fact]
    public void Profiles_that_build_on_each_other_in_a_ring_are_told()
    {
        Write("a.json", """{ "name": "a", "basedOn": "b" }""");
        Write("b.json", """{ "name": "b", "basedOn": "a" }""");
        Assert.Contains("leads through more than", Assert.Single(Faults("a")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Procedure.bodySite", null)]
    [InlineData("Procedure", null)]
    [InlineData("Observation.valueQuantity", null)]
    [InlineData("Procedure.bodysite", "here UnacceptableLosses holds Procedure.bodysite, which is no element of Procedure")]
    [InlineData("bodySite", "here UnacceptableLosses holds bodySite; bodySite is no resource type")]
    public void A_loss_that_is_not_to_be_borne_is_named_by_type_and_path(string path, string? expected)
    {
        var faults = ProfileFolder.Faults(new WriteProfileOptions { UnacceptableLosses = [path] });
        if (expected is null)
            Assert.Empty(faults);
        else
            Assert.StartsWith(expected.Replace("here ", "here: ", StringComparison.Ordinal), Assert.Single(faults), StringComparison.Ordinal);
    }

    private void Write(string name, string json) => File.WriteAllText(Path.Combine(_folder.FullName, name), json);

    private IReadOnlyList<string> Faults(string name) => ProfileFolder.Faults(new WriteProfileOptions { Name = name, Folder = _folder.FullName });

    private WriteProfile Read(string name)
    {
        var options = new WriteProfileOptions { Name = name, Folder = _folder.FullName };
        Assert.Empty(ProfileFolder.Faults(options));
        return FhirAdapter.WriteProfiles.Reading.WriteProfileReader.Read(options, "here", out _);
    }
}
