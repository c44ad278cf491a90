using System.Text;
using System.Text.Json.Nodes;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Routes;
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

    private static NeedlingProcedure Session() => SomeRecords.Any.Array[200].Single().OfType<NeedlingProcedure>().First(each => each is { Deleted: false, Encounter.Value: not null, Sites.Count: > 0 });

    private static (DocumentReference Document, IReadOnlyList<PlannedChange> Changes) Planned(NeedlingProcedure session, params (string, string)[] overlay)
    {
        var planned = RoutePlanner.Of(ProfileFolder.Profile("epic", overlay), new ShapeOptions(), [])!.Plan(session, Mapped.Of(session).Resources);
        Assert.Null(planned.Failure);
        return (Assert.IsType<DocumentReference>(planned.Resources.Single(each => each.Role == ResourceRole.Main).Resource), planned.Changes);
    }
}
