using System.Text;
using FhirAdapter.Records;
using FhirAdapter.Routes.Texts;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A report as a DocumentReference (FHIR R4, 2.42): plain text within it.</summary>
internal static class ReportDocument
{
    // Stands where the text will, so that rules find something there.
    private static readonly byte[] Nothing = [0];

    public static ReportSkeleton Of(DocumentForm form, ClinicRecord record, ReportParts parts)
    {
        var identifier = ReportIdentity.Of(record.Key, parts.Main.Identifier);
        var document = New(form, identifier, record, parts.Reference("Patient"));
        document.Meta = new Meta { Source = parts.Main.Resource.Meta?.Source };
        document.DocStatus = record.Deleted ? CompositionStatus.EnteredInError
            : parts.Main.Resource is Procedure { Status: EventStatus.InProgress or EventStatus.Preparation } ? CompositionStatus.Preliminary
            : CompositionStatus.Final;
        if (parts.Reference("Practitioner") is { } author)
            document.Author = [author];
        var content = Content(form, Nothing);
        var data = content.Attachment.DataElement!;
        document.Content = form.WithBundle ? [content, ResourcesBundle.Content(parts.InOrder)] : [content];
        var context = new DocumentReference.ContextComponent { Period = Period(parts.Time) };
        if (parts.Reference("Encounter") is { } encounter)
            context.Encounter = [encounter];
        if (context.Period is not null || context.Encounter.Count > 0)
            document.Context = context;
        return new ReportSkeleton(
            new MappedResource(document, identifier, ResourceRole.Main, parts.Open),
            text => data.Value = Bytes(form, text),
            (plan, text) => text.Length <= form.MaxLength
                && ((DocumentReference)plan.Copy).Content is [{ Attachment: { } sent }, ..] && ReferenceEquals(sent, content.Attachment));
    }

    /// <summary>What every document has, the one that takes another back too.</summary>
    public static DocumentReference New(DocumentForm form, BusinessIdentifier identifier, ClinicRecord record, ResourceReference? patient) => new()
    {
        Identifier = [new Identifier(identifier.System, identifier.Value)],
        Status = record.Deleted ? DocumentReferenceStatus.EnteredInError : DocumentReferenceStatus.Current,
        Type = Concept(form.Type, form.TypeText),
        Category = form.Category is { } category ? [Concept(category, null)] : [],
        Subject = patient,
        DateElement = record.LastChanged is { } changed ? new Instant(changed) : null,
    };

    /// <summary>A text as the content of a document.</summary>
    public static DocumentReference.ContentComponent Content(DocumentForm form, string text) => Content(form, Bytes(form, text));

    private static DocumentReference.ContentComponent Content(DocumentForm form, byte[] text) => new()
    {
        Attachment = new Attachment
        {
            ContentType = "text/plain; charset=utf-8",
            Data = text,
            Title = form.TypeText,
        },
    };

    private static byte[] Bytes(DocumentForm form, string text) => Encoding.UTF8.GetBytes(TextCut.At(text, form.MaxLength));

    private static CodeableConcept Concept(string token, string? text)
    {
        var bar = token.LastIndexOf('|');
        return new CodeableConcept(token[..bar], token[(bar + 1)..]) { Text = text };
    }

    // A date alone is no period of a document: a server would make up a time.
    private static Period? Period(DataType? time) => time switch
    {
        Hl7.Fhir.Model.Period period => (Period)period.DeepCopy(),
        FhirDateTime { Value.Length: > 10 } moment => new Period { StartElement = (FhirDateTime)moment.DeepCopy(), EndElement = (FhirDateTime)moment.DeepCopy() },
        _ => null,
    };
}
