using FhirAdapter.Records;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>Which types of resources records become at a destination, by the ways of its write profile. Pure.</summary>
internal static class WrittenTypes
{
    private const string Document = "DocumentReference";
    private const string Answers = "QuestionnaireResponse";

    private static readonly RecordKind[] Kinds = [RecordKind.NeedlingProcedure, RecordKind.ContraindicationFinding, RecordKind.PainScore];

    /// <summary>The ways of each kind of record, best first.</summary>
    public static IEnumerable<(RecordKind Kind, IReadOnlyList<Route> Ways)> Ways(WriteProfile profile) => Kinds.Select(kind => (kind, profile.RoutesOf(kind)));

    /// <summary>The types of all ways, each once.</summary>
    public static IReadOnlyList<string> Of(WriteProfile profile) =>
        [.. Ways(profile).SelectMany(each => each.Ways.SelectMany(way => Of(each.Kind, way))).Distinct().OrderBy(IsReport)];

    /// <summary>Whether for some records there is another way after one that needs a type.</summary>
    public static bool HasAnotherWay(WriteProfile profile, string type) =>
        Ways(profile).Any(each => each.Ways.SkipWhile(way => !Of(each.Kind, way).Contains(type)).Any(way => !Of(each.Kind, way).Contains(type)));

    /// <summary>Whether a type is that of a report rather than of a part of the record.</summary>
    public static bool IsReport(string type) => type is Document or Answers;

    private static string[] Of(RecordKind kind, Route way) => way switch
    {
        Route.Document => [Document],
        Route.QuestionnaireResponse => [Answers],
        Route.ResourcesAndDocument => [.. Native(kind), Document],
        _ => Native(kind),
    };

    private static string[] Native(RecordKind kind) => kind switch
    {
        RecordKind.NeedlingProcedure => ["Procedure", "Condition", "Observation", "Device"],
        RecordKind.ContraindicationFinding => ["Condition", "Observation", "AllergyIntolerance"],
        _ => ["Observation"],
    };
}
