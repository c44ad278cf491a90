using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Routes;

/// <summary>The words by which profiles, plans and the ledger name the ways.</summary>
internal static class RouteCode
{
    public static string Of(Route way) => way switch
    {
        Route.Resources => "resources",
        Route.ResourcesAndDocument => "resources-and-document",
        Route.Document => "document",
        Route.QuestionnaireResponse => "questionnaire-response",
        _ => throw new InvalidOperationException($"No rule for {way}."),
    };
}
