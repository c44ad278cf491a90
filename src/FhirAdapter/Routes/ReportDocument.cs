using System.Text;
using FhirAdapter.Records;
using FhirAdapter.Routes.Texts;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A report as a DocumentReference (FHIR R4, 2.42): plain text within it.</summary>
internal static class ReportDocument
{
    public static MappedResource Of(DocumentForm form, ClinicRecord record, ReportParts parts)
    {
        var identifier = ReportIdentity.Of(record.Key, parts.Main.Identifier);
        var document = New(form, identifier, record, parts.Reference("Patient"));
        document.Meta = new Meta { Source = parts.Main.Resource.Meta?.Source };
        document.DocStatus = record.Deleted ? CompositionStatus.EnteredInError
            : parts.Main.Resource is Procedure { Status: EventStatus.InProgress or EventStatus.Preparation } ? CompositionStatus.Preliminary
            : CompositionStatus.Final;
        if (parts.Reference("Practitioner") is { } author)
            document.Author = [author];
        document.Content = form.WithBundle ? [Content(form, parts.Text), ResourcesBundle.Content(parts.Resources)] : [Content(form, parts.Text)];
        var context = new DocumentReference.ContextComponent { Period = Period(parts.Time) };
        if (parts.Reference("Encounter") is { } encounter)
            context.Encounter = [encounter];
        if (context.Period is not null || context.Encounter.Count > 0)
            document.Context = context;
        return new MappedResource(document, identifier, ResourceRole.Main, parts.Open);
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
    public static DocumentReference.ContentComponent Content(DocumentForm form, string text) => new()
    {
        Attachment = new Attachment
        {
            ContentType = "text/plain; charset=utf-8",
            Data = Encoding.UTF8.GetBytes(TextCut.At(text, form.MaxLength)),
            Title = form.TypeText,
        },
    };

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
