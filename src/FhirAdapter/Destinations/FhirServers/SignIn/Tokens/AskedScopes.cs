using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Which scopes are asked for: those of the settings, else the least that the adapter's work at this destination needs.</summary>
/// <param name="Needed">Those without which no token is taken.</param>
/// <param name="Wished">Those without which what they are for goes without: places and visits are then not searched.</param>
internal sealed record AskedScopes(IReadOnlyList<string> Needed, IReadOnlyList<string> Wished)
{
    private const string None = "none";

    private static readonly AskedScopes Nothing = new([], []);
    private static readonly string[] Resources = ["Procedure", "Condition", "Observation", "AllergyIntolerance", "Device"];

    public IReadOnlyList<string> All => [.. Needed, .. Wished];

    /// <param name="options">What the operator set.</param>
    /// <param name="profile">What is known of this kind of server; nothing where nothing is.</param>
    public static AskedScopes Of(FhirServerOptions options, WriteProfile? profile)
    {
        var signIn = options.SignIn;
        if (signIn.Scopes is { } scopes)
            return string.Equals(scopes.Trim(), None, StringComparison.OrdinalIgnoreCase) ? Nothing : new([.. scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)], []);
        return signIn.Kind == SignInKind.SmartBackendServices && profile?.Token.NamesScopes != false
            ? new([.. Written(profile, options.Shape.Provenance), .. People(options)], [.. ((string[])["Encounter", "Location"]).Where(type => IsSearched(type, profile)).Select(type => $"system/{type}.rs")])
            : Nothing;
    }

    private static IEnumerable<string> Written(WriteProfile? profile, bool provenance)
    {
        string[] told = provenance ? ["Provenance"] : [];
        if (profile is null)
            return Resources.Concat(told).Select(type => $"system/{type}.crus");
        var ways = Enum.GetValues<Records.RecordKind>().SelectMany(profile.RoutesOf).ToHashSet();
        string[] reports =
        [
            .. ways.Overlaps([Route.Document, Route.ResourcesAndDocument]) ? (string[])["DocumentReference"] : [],
            .. ways.Contains(Route.QuestionnaireResponse) ? (string[])["QuestionnaireResponse"] : [],
        ];
        return Resources.Concat(reports).Concat(told)
            .Where(type => profile.Of(type)?.MayTake("create") == true)
            .Select(type => profile.Of(type)!.MayTake("update") ? $"system/{type}.crus" : $"system/{type}.crs");
    }

    private static IEnumerable<string> People(FhirServerOptions options) =>
    [
        options.Patients == PatientMode.Create ? "system/Patient.crs" : "system/Patient.rs",
        .. options.Practitioners switch
        {
            PractitionerMode.Create => (string[])["system/Practitioner.crs"],
            PractitionerMode.Resolve => ["system/Practitioner.rs"],
            _ => [],
        },
    ];

    private static bool IsSearched(string type, WriteProfile? profile) =>
        profile is null || (profile.Of(type) is { } known && known.MayTake("search-type") && known.SearchParameters?.Contains("identifier") != false);
}
