using System.Text;
using System.Text.Json.Nodes;
using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Routes;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes;
using FhirAdapter.Tests.Records;
using FhirAdapter.Tests.WriteProfiles;
using Hl7.Fhir.Model;
using CsCheck;

namespace FhirAdapter.Tests.Routes;

/// <summary>A report as a document, with the resources beside it where the profile says so.</summary>
public sealed class ReportDocumentTests
{
    [Fact]
    public void Without_a_word_of_the_profile_a_document_holds_the_report_alone()
    {
        var (document, _) = Planned(Session());

        Assert.Equal("text/plain; charset=utf-8", Assert.Single(document.Content).Attachment.ContentType);
    }

    [Fact]
    public void Where_the_profile_says_so_the_resources_go_along_whole_as_a_second_attachment()
    {
        var session = Session();
        var (document, changes) = Planned(session, ("document:withBundle", "true"));

        Assert.Equal(["text/plain; charset=utf-8", "application/fhir+json"], document.Content.Select(content => content.Attachment.ContentType));
        var bundle = JsonNode.Parse(document.Content[1].Attachment.Data)!;
        var own = Mapped.Of(session).Resources.Where(each => each.Role != ResourceRole.Party).OrderBy(each => each.Role).Select(each => JsonNode.Parse(Mapped.Json(each.Resource))!);
        Assert.Equal("collection", bundle["type"]!.GetValue<string>());
        Assert.Equal(own.Select(each => each.ToJsonString()), bundle["entry"]!.AsArray().Select(entry => entry!["resource"]!.ToJsonString()));
        Mapped.ReadStrictly(Encoding.UTF8.GetString(document.Content[1].Attachment.Data!));
        Assert.DoesNotContain(changes, change => change.Code == PlannedChange.Dropped);
        Assert.Contains(changes, change => change.Code == PlannedChange.Moved);
    }

    [Fact]
    public void A_server_that_takes_one_attachment_gets_the_report_and_what_it_does_not_say_is_told_as_dropped()
    {
        var (document, changes) = Planned(
            Session(), ("document:withBundle", "true"), ("types:DocumentReference:elements:content:maxItems", "1"), ("types:DocumentReference:elements:content:source", "choice"));

        Assert.StartsWith("text/plain", Assert.Single(document.Content).Attachment.ContentType, StringComparison.Ordinal);
        Assert.Contains(changes, change => change.Code == PlannedChange.Dropped);
    }

    [Fact]
    public void What_was_cut_off_a_report_is_told_as_dropped()
    {
        // Where a text has characters that UTF-16 has in two units all of it is read again, cut or not.
        var session = Sessions().First(each => !Text(Planned(each).Document).Any(char.IsSurrogate));
        var (whole, said) = Planned(session);
        var (cut, changes) = Planned(session, ("document:maxLength", "200"));

        Assert.EndsWith(TextCut.Sign, Text(cut), StringComparison.Ordinal);
        Assert.InRange(Text(cut).Length, 100, 200);
        Assert.StartsWith(Text(cut)[..^TextCut.Sign.Length], Text(whole), StringComparison.Ordinal);
        Assert.DoesNotContain(said, change => change.Path.StartsWith("component", StringComparison.Ordinal) && change.Code == PlannedChange.Dropped);
        Assert.Contains(changes, change => change.Path.StartsWith("component", StringComparison.Ordinal) && change.Code == PlannedChange.Dropped);
        Assert.Contains(changes, change => change is { ResourceType: "Procedure", Path: "code", Code: PlannedChange.SaidInText });
    }

    [Fact]
    public void The_whole_report_stands_in_an_attachment_of_which_something_does_not_go()
    {
        var session = Session();
        var (whole, said) = Planned(session);
        var (untitled, changes) = Planned(
            session, ("types:DocumentReference:elements:content.attachment.title:is", "ignored"), ("types:DocumentReference:elements:content.attachment.title:source", "choice"));

        Assert.Null(untitled.Content[0].Attachment.Title);
        Assert.Equal(Text(whole), Text(untitled));
        Assert.Equal(said, changes);
    }

    [Fact]
    public void Without_an_encounter_that_the_server_asks_for_no_report_goes()
    {
        var session = Session() with { Encounter = null };

        var planned = RoutePlanner.Of(ProfileFolder.Profile("epic"), new ShapeOptions(), [])!.Plan(session, Mapped.Of(session).Resources);

        Assert.Empty(planned.Resources);
        Assert.Equal((FailureCode.NoRoute, "DocumentReference.context.encounter"), (planned.Failure!.Code, planned.Failure.Path));
    }

    private static string Text(DocumentReference document) => Encoding.UTF8.GetString(document.Content[0].Attachment.Data!);

    private static NeedlingProcedure Session() => Sessions().First();

    private static IEnumerable<NeedlingProcedure> Sessions() => SomeRecords.Any.Array[2_000].Generate(new PCG(7, 7), null, out _).OfType<NeedlingProcedure>().Where(each => each is { Deleted: false, Encounter.Value: not null, Sites.Count: > 0 });

    private static (DocumentReference Document, IReadOnlyList<PlannedChange> Changes) Planned(NeedlingProcedure session, params (string, string)[] overlay)
    {
        var planned = RoutePlanner.Of(ProfileFolder.Profile("epic", overlay), new ShapeOptions(), [])!.Plan(session, Mapped.Of(session).Resources);
        Assert.Null(planned.Failure);
        return (Assert.IsType<DocumentReference>(planned.Resources.Single(each => each.Role == ResourceRole.Main).Resource), planned.Changes);
    }
}
