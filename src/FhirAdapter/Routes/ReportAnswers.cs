using FhirAdapter.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A report as a QuestionnaireResponse (FHIR R4, 13.10) to the questionnaire that <c>profiles/</c> publishes.</summary>
internal static class ReportAnswers
{
    /// <summary>The questionnaire, in the version whose link ids are used here.</summary>
    public const string Questionnaire = "https://fhir-adapter.example/Questionnaire/needling-session|1.0.0";

    public static MappedResource Of(ClinicRecord record, ReportParts parts)
    {
        var identifier = ReportIdentity.Of(record.Key, parts.Main.Identifier);
        var response = New(identifier, record, parts.Reference("Patient"));
        response.Meta = new Meta { Source = parts.Main.Resource.Meta?.Source };
        response.Encounter = parts.Reference("Encounter");
        response.Author = parts.Reference("Practitioner");
        response.Item =
        [
            .. Item("kind", new FhirString(RecordKindCode.Of(record.Kind))),
            .. Item("record", new FhirString(record.Id)),
            .. Of(parts.Main.Resource),
            .. Item("report", new FhirString(parts.Text)),
        ];
        return new MappedResource(response, identifier, ResourceRole.Main, parts.Open);
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

    private static IEnumerable<QuestionnaireResponse.ItemComponent> Of(Resource main) => main switch
    {
        Procedure procedure =>
        [
            .. Item("status", procedure.StatusElement is { } status ? new FhirString(status.ToString()) : null),
            .. Item("start", procedure.Performed is Period period ? period.StartElement : procedure.Performed),
            .. Item("end", (procedure.Performed as Period)?.EndElement),
            .. Item("site", [.. procedure.BodySite.Select(Text)]),
            .. Item("complication", [.. procedure.Complication.Select(Text)]),
            .. Item("outcome", Text(procedure.Outcome)),
            .. Item("follow-up", [.. procedure.FollowUp.Select(Text)]),
        ],
        Condition condition =>
        [
            .. Item("finding", Text(condition.Code)),
            .. Item("start", condition.RecordedDateElement),
        ],
        Observation observation =>
        [
            .. Item("measure", Text(observation.Code)),
            .. Item("start", observation.Effective as FhirDateTime),
            .. Item("value", observation.Value is Quantity quantity ? (Quantity)quantity.DeepCopy() : null),
            .. Item("answer", Text(observation.Value as CodeableConcept)),
        ],
        _ => [],
    };

    private static FhirString? Text(CodeableConcept? concept) =>
        (concept?.Text ?? concept?.Coding.FirstOrDefault()?.Display) is { } text ? new FhirString(text) : null;

    private static IEnumerable<QuestionnaireResponse.ItemComponent> Item(string linkId, params DataType?[] values)
    {
        List<QuestionnaireResponse.AnswerComponent> answers = [.. values.OfType<DataType>().Select(value => new QuestionnaireResponse.AnswerComponent { Value = (DataType)value.DeepCopy() })];
        if (answers.Count > 0)
            yield return new QuestionnaireResponse.ItemComponent { LinkId = linkId, Answer = answers };
    }
}
