using FhirAdapter.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A report as a QuestionnaireResponse (FHIR R4, 13.10) to the questionnaire that <c>profiles/</c> publishes.</summary>
internal static class ReportAnswers
{
    /// <summary>The questionnaire, in the version whose link ids are used here.</summary>
    public const string Questionnaire = "https://fhir-adapter.example/Questionnaire/needling-session|1.0.0";

    public static ReportSkeleton Of(ClinicRecord record, ReportParts parts)
    {
        var identifier = ReportIdentity.Of(record.Key, parts.Main.Identifier);
        var response = New(identifier, record, parts.Reference("Patient"));
        response.Meta = new Meta { Source = parts.Main.Resource.Meta?.Source };
        response.Encounter = parts.Reference("Encounter");
        response.Author = parts.Reference("Practitioner");
        var items = response.Item = new(16);
        Add(items, "kind", new FhirString(RecordKindCode.Of(record.Kind)));
        Add(items, "record", new FhirString(record.Id));
        AddAll(items, parts.Main.Resource);
        // Stands where the text will, so that rules find something there.
        var report = new FhirString("-");
        Add(items, "report", report);
        var item = items[^1];
        return new ReportSkeleton(
            new MappedResource(response, identifier, ResourceRole.Main, parts.Open),
            text => report.Value = text,
            (plan, _) => ReferenceEquals(((QuestionnaireResponse)plan.Copy).Item.LastOrDefault(), item));
    }

    /// <summary>What every response has, the one that takes another back too.</summary>
    public static QuestionnaireResponse New(BusinessIdentifier identifier, ClinicRecord record, ResourceReference? patient) => new()
    {
        Identifier = new Identifier(identifier.System, identifier.Value),
        Questionnaire = Questionnaire,
        Status = record.Deleted ? QuestionnaireResponse.QuestionnaireResponseStatus.EnteredInError : QuestionnaireResponse.QuestionnaireResponseStatus.Completed,
        Subject = patient,
        Authored = record.LastChanged is { } changed ? new FhirDateTime(changed).Value : null,
    };

    // What a resource holds is the same here, and not changed in place.
    private static void AddAll(List<QuestionnaireResponse.ItemComponent> items, Resource main)
    {
        switch (main)
        {
            case Procedure procedure:
                Add(items, "status", procedure.StatusElement is { } status ? new FhirString(status.ToString()) : null);
                Add(items, "start", procedure.Performed is Period period ? period.StartElement : procedure.Performed);
                Add(items, "end", (procedure.Performed as Period)?.EndElement);
                AddTexts(items, "site", procedure.BodySite);
                AddTexts(items, "complication", procedure.Complication);
                Add(items, "outcome", Text(procedure.Outcome));
                AddTexts(items, "follow-up", procedure.FollowUp);
                break;
            case Condition condition:
                Add(items, "finding", Text(condition.Code));
                Add(items, "start", condition.RecordedDateElement);
                break;
            case Observation observation:
                Add(items, "measure", Text(observation.Code));
                Add(items, "start", observation.Effective as FhirDateTime);
                Add(items, "value", observation.Value as Quantity);
                Add(items, "answer", Text(observation.Value as CodeableConcept));
                break;
        }
    }

    private static FhirString? Text(CodeableConcept? concept) =>
        (concept?.Text ?? concept?.Coding.FirstOrDefault()?.Display) is { } text ? new FhirString(text) : null;

    private static void Add(List<QuestionnaireResponse.ItemComponent> items, string linkId, DataType? value)
    {
        if (value is not null)
            items.Add(new QuestionnaireResponse.ItemComponent { LinkId = linkId, Answer = [new() { Value = value }] });
    }

    private static void AddTexts(List<QuestionnaireResponse.ItemComponent> items, string linkId, List<CodeableConcept> concepts)
    {
        List<QuestionnaireResponse.AnswerComponent> answers = [];
        foreach (var concept in concepts)
        {
            if (Text(concept) is { } text)
                answers.Add(new() { Value = text });
        }

        if (answers.Count > 0)
            items.Add(new QuestionnaireResponse.ItemComponent { LinkId = linkId, Answer = answers });
    }
}
