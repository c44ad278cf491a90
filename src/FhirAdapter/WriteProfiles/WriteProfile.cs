using FhirAdapter.Records;
using FhirAdapter.Shapes;

namespace FhirAdapter.WriteProfiles;

/// <summary>
/// What a kind of server takes and what it makes of it, read from <c>profiles/servers</c>. A fact that a profile does not state is as the server's
/// CapabilityStatement says. Immutable.
/// </summary>
internal sealed record WriteProfile
{
    /// <summary>The name by which settings choose it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is a profile of, for a person.</summary>
    public required string Title { get; init; }

    /// <summary>Where its facts come from, by the name that they are referred to by.</summary>
    public IReadOnlyDictionary<string, FactSource> Sources { get; init; } = new Dictionary<string, FactSource>();

    /// <summary>The shape that resources get before anything else, where the settings ask for none.</summary>
    public ShapeKind Shape { get; init; }

    public BundleSupport Bundles { get; init; } = new();

    public ConditionalSupport Conditional { get; init; } = new();

    public ReferenceSupport References { get; init; } = new();

    public ReplyHabits Replies { get; init; } = new();

    public TokenHabits Token { get; init; } = new();

    public WriteLimits Limits { get; init; } = new();

    /// <summary>What the server's answers mean where that is not what FHIR says; the first that fits counts.</summary>
    public IReadOnlyList<KnownAnswer> Answers { get; init; } = [];

    /// <summary>The ways a record of each kind may go, best first; never empty.</summary>
    public IReadOnlyDictionary<RecordKind, IReadOnlyList<Route>> Routes { get; init; } = new Dictionary<RecordKind, IReadOnlyList<Route>>();

    /// <summary>How a report goes as a document.</summary>
    public DocumentForm Document { get; init; } = new();

    /// <summary>What is known of each type.</summary>
    public IReadOnlyDictionary<string, TypeProfile> Types { get; init; } = new Dictionary<string, TypeProfile>();

    /// <summary>Whether a type that is not listed is as the CapabilityStatement says; else it is not taken.</summary>
    public bool OtherTypesAsAdvertised { get; init; } = true;

    /// <summary>Whether every record goes exactly as it was mapped, which planning then need not look at.</summary>
    public bool ChangesNothing => Shape == ShapeKind.Full && TakesAll;

    /// <summary>Whether all that has the profile's shape is taken as it is.</summary>
    public bool TakesAll =>
        OtherTypesAsAdvertised && Routes.Values.All(ways => ways is [Route.Resources, ..]) && Types.Values.All(type => type.ChangesNothing);

    /// <summary>What is known of a type; <see langword="null"/> for one that the server does not take at all.</summary>
    public TypeProfile? Of(string type) =>
        Types.TryGetValue(type, out var known) ? known : OtherTypesAsAdvertised ? TypeProfile.AsAdvertised : null;

    /// <summary>The ways a record of a kind may go, best first.</summary>
    public IReadOnlyList<Route> RoutesOf(RecordKind kind) => Routes.TryGetValue(kind, out var routes) ? routes : [Route.Resources];

    /// <summary>What an answer means; <see langword="null"/> where the profile knows no better than FHIR.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="codes">The codes of the OperationOutcome's issues: <c>issue.details.coding.code</c> and <c>issue.code</c>.</param>
    /// <param name="text">Whether a text of the OperationOutcome holds these words.</param>
    public KnownAnswer? AnswerOf(int status, IReadOnlyCollection<string> codes, Func<string, bool> text) =>
        Answers.FirstOrDefault(answer => answer.Fits(status, codes, text));
}
