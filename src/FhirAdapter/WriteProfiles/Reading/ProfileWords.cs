using FhirAdapter.Records;
using FhirAdapter.Shapes;

namespace FhirAdapter.WriteProfiles.Reading;

/// <summary>The words that stand in a profile for what the model says by enumerations.</summary>
internal static class ProfileWords
{
    /// <summary>The interactions of FHIR R4 on one type or instance (TypeRestfulInteraction).</summary>
    public static readonly string[] Interactions =
        ["read", "vread", "update", "patch", "delete", "history-instance", "history-type", "create", "search-type"];

    public static readonly IReadOnlyDictionary<string, ShapeKind> Shapes = new Dictionary<string, ShapeKind>
    {
        ["full"] = ShapeKind.Full,
        ["us-core"] = ShapeKind.UsCore,
        ["ips"] = ShapeKind.Ips,
    };

    public static readonly IReadOnlyDictionary<string, Route> Routes = new Dictionary<string, Route>
    {
        ["resources"] = Route.Resources,
        ["resources-and-document"] = Route.ResourcesAndDocument,
        ["document"] = Route.Document,
        ["questionnaire-response"] = Route.QuestionnaireResponse,
    };

    public static readonly IReadOnlyDictionary<string, RecordKind> Kinds =
        Enum.GetValues<RecordKind>().ToDictionary(RecordKindCode.Of, kind => kind);

    /// <summary>What becomes of what no rule names.</summary>
    public static readonly IReadOnlyDictionary<string, ElementFate> FatesOfOthers = new Dictionary<string, ElementFate>
    {
        ["kept"] = ElementFate.Kept,
        ["ignored"] = ElementFate.Ignored,
        ["refused"] = ElementFate.Refused,
    };

    public static readonly IReadOnlyDictionary<string, ElementFate> Fates =
        new Dictionary<string, ElementFate>(FatesOfOthers) { ["required"] = ElementFate.Required };

    public static readonly IReadOnlyDictionary<string, KeptForm> KeptForms = new Dictionary<string, KeptForm> { ["date-gmt"] = KeptForm.DateInGmt };

    public static readonly IReadOnlyDictionary<string, AnswerMeaning> Meanings = new Dictionary<string, AnswerMeaning>
    {
        ["already-there"] = AnswerMeaning.AlreadyThere,
        ["accepted"] = AnswerMeaning.Accepted,
        ["element-dropped"] = AnswerMeaning.ElementDropped,
        ["refused"] = AnswerMeaning.Refused,
        ["ask-hospital"] = AnswerMeaning.AskHospital,
        ["reference-not-found"] = AnswerMeaning.ReferenceNotFound,
        ["conflict"] = AnswerMeaning.Conflict,
        ["try-later"] = AnswerMeaning.TryLater,
    };

    public static readonly IReadOnlyDictionary<string, AnswerOccasion> Occasions = new Dictionary<string, AnswerOccasion>
    {
        ["missing-element"] = AnswerOccasion.MissingElement,
        ["refused-element"] = AnswerOccasion.RefusedElement,
        ["code-not-taken"] = AnswerOccasion.CodeNotTaken,
        ["over-limit"] = AnswerOccasion.OverLimit,
        ["duplicate"] = AnswerOccasion.Duplicate,
        ["reference-not-found"] = AnswerOccasion.ReferenceNotFound,
        ["stale-version"] = AnswerOccasion.StaleVersion,
        ["missing-version"] = AnswerOccasion.MissingVersion,
        ["over-ceiling"] = AnswerOccasion.OverCeiling,
    };

    public static readonly IReadOnlyDictionary<string, string> Grades =
        new[] { "primary", "second-hand", "standard", "choice" }.ToDictionary(word => word, word => word);
}
