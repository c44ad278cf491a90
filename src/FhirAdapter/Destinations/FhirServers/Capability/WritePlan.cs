using FhirAdapter.Destinations.FhirServers.Contents;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>Chooses, from what the server says, what is known of its kind beforehand and what the operator set, how each resource is written. Pure.</summary>
/// <param name="server">What the server says.</param>
/// <param name="options">What the operator set.</param>
/// <param name="profile">What is known of its kind; nothing where nothing is.</param>
internal sealed class WritePlan(ServerCapability server, FhirServerOptions options, WriteProfile? profile = null)
{
    private static readonly HashSet<string> Parties = ["Patient", "Practitioner", "PractitionerRole", "Organization", "Encounter", "Location"];
    private static readonly HashSet<string> None = [];

    // The one type written here that has no identifier in R4.
    private const string Provenance = "Provenance";

    /// <summary>How resources are put into requests; never <see cref="WriteMode.Auto"/>.</summary>
    public WriteMode Mode { get; } = options.Write switch
    {
        WriteMode.Auto when profile?.Bundles.Transaction ?? server.Transaction => WriteMode.Transaction,
        WriteMode.Auto when profile?.Bundles.Batch ?? server.Batch => WriteMode.Batch,
        WriteMode.Auto => WriteMode.Single,
        var set => set,
    };

    /// <summary>Whether resources of a type go under ids that the adapter chooses: R4 gives them no identifier, and the server lets clients choose.</summary>
    public bool ChoosesIds(string type) =>
        type == Provenance && options.Identity != IdentityMode.Content && CanUpdate(type) && server.Of(type) is { UpdateCreate: true };

    /// <summary>Whether resources of a type only say something of others, so that they go last, and stay away where they could not be found again.</summary>
    public static bool IsAboutOthers(string type) => type == Provenance;

    /// <summary>How a resource of a type is kept from arriving twice; <see langword="null"/> where nothing would do that, or a chosen id does.</summary>
    public IdentityMode? IdentityOf(string type)
    {
        if (server.Of(type) is not { } can || Known(type) is not { } known || ChoosesIds(type))
            return null;
        var creates = can.Create && known.MayTake("create");
        if (IsNameless(type))
            return creates && CanLookUp(type) ? IdentityMode.Content : null;
        if (options.Identity is not IdentityMode.Auto and not IdentityMode.Content)
            return options.Identity;
        if ((profile?.Conditional.Update ?? can.ConditionalUpdate) && CanUpdate(type))
            return IdentityMode.ConditionalUpdate;
        if ((profile?.Conditional.Create ?? can.ConditionalCreate) && creates)
            return IdentityMode.ConditionalCreate;
        return CanSearch(type) && creates ? IdentityMode.SearchThenCreate : null;
    }

    /// <summary>The same of a new one; what others of its transaction refer to is created on a condition instead of updated on one.</summary>
    public IdentityMode? IdentityOf(string type, bool isReferredTo) =>
        Mode == WriteMode.Transaction && Choose(type, known: false, isReferredTo) == Interaction.ConditionalCreate ? IdentityMode.ConditionalCreate : IdentityOf(type);

    /// <summary>Whether the server keeps no identifier of a type: what was created is found by its content alone.</summary>
    public bool IsNameless(string type) => type == Provenance ? !ChoosesIds(type) :
        (options.Identity == IdentityMode.Content && !Parties.Contains(type)) || Known(type) is { KeepsIdentifier: false };

    /// <summary>The parameters by which resources of a type may be searched for one patient: those that the server lists and its kind is known to have.</summary>
    public IReadOnlySet<string> SearchBy(string type)
    {
        var listed = server.Of(type)?.SearchParameters ?? None;
        if (Known(type)?.SearchParameters is not { } known)
            return listed;
        return listed.Count == 0 ? known : listed.Intersect(known, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether updates of a type are to be had from this kind of server at all.</summary>
    public bool MayUpdate(string type) => Known(type)?.MayTake("update") == true;

    /// <summary>Whether it was known beforehand that the server does not keep an element as it is sent.</summary>
    /// <param name="type">The resource type.</param>
    /// <param name="difference">The element, and what became of it.</param>
    public bool IsForetold(string type, ContentDifference difference)
    {
        if (IsNameless(type) && difference.IsAt($"{type}.identifier"))
            return true;
        if (Known(type) is not { } known || ReferenceEquals(known, TypeProfile.AsAdvertised))
            return false;
        var isMissing = difference.Kind == DifferenceKind.Missing;
        if (isMissing && known.Extensions != ElementFate.Kept && difference.Path.Contains("xtension", StringComparison.Ordinal))
            return true;
        for (var path = difference.Path[(type.Length + 1)..]; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('.'))])
        {
            if (known.Elements.TryGetValue(path, out var rule))
                return IsForetold(rule, difference.Kind);
        }
        return isMissing && known.OtherElements == ElementFate.Ignored;
    }

    // What is left out is not there; that something else stands in its place is no such thing.
    private static bool IsForetold(ElementRule rule, DifferenceKind kind) =>
        (rule.Fate == ElementFate.Ignored && kind == DifferenceKind.Missing)
        || ((rule.MaxLength is not null || rule.KeptAs is KeptForm.DateInGmt) && kind == DifferenceKind.Shortened)
        || rule.MaxItems is not null || rule.Systems.Count > 0 || rule.Values.Count > 0 || rule.SentAs is not null;

    /// <summary>How a resource of a type that cannot be updated is corrected; <see langword="null"/> where there is no such way.</summary>
    public Amendment? AmendmentOf(string type) =>
        Known(type)?.Amendment is { Possible: true } amendment && IdentityOf(type) is not null && CanLookUp(type) ? amendment : null;

    public bool CanSearch(string type) => server.Of(type) is { Search: true, SearchByIdentifier: true }
        && Known(type) is { } known && known.MayTake("search-type") && known.SearchParameters?.Contains("identifier") != false;

    /// <summary>Whether patients are found by <c>$match</c> instead of a search.</summary>
    public bool MatchesPatients => options.PatientLookup switch
    {
        PatientLookup.Auto => !CanSearch("Patient") && server.Of("Patient") is { Match: true },
        var set => set == PatientLookup.Match,
    };

    /// <summary>Whether resources of several types may stand in one bundle.</summary>
    public bool MixesTypes => profile?.Bundles.MixedTypes != false;

    /// <summary>The most entries of a bundle in which some are conditional; <see langword="null"/> where these are as many as in any.</summary>
    public int? MaxConditionalEntries => profile?.Bundles.MaxConditionalEntries;

    /// <summary>Whether a resource is written on a condition.</summary>
    public bool IsConditional(string type, bool isKnown) => !isKnown && IdentityOf(type) is IdentityMode.ConditionalUpdate or IdentityMode.ConditionalCreate;

    /// <summary>Whether a reference may name its target by identifier alone.</summary>
    public bool TakesLogical => profile?.References.Logical != false;

    public bool CanRead(string type) => server.Of(type) is { Read: true };

    /// <summary>Whether a create and its condition are one step at the server, as far as it says.</summary>
    public bool IsAtomic(string type) => Mode == WriteMode.Transaction && IdentityOf(type) is IdentityMode.ConditionalUpdate or IdentityMode.ConditionalCreate;

    /// <summary>Whether a resource of a type that is at the server can be brought up to date.</summary>
    public bool CanUpdate(string type) => server.Of(type) is { Update: true } && Known(type) is { } known && known.MayTake("update");

    /// <summary>Whether a version may be named as the one to be replaced.</summary>
    public bool IsVersioned(string type) => Known(type)?.Versions ?? server.Of(type) is not { Versioned: false };

    /// <summary>Whether other entries of one transaction may refer to a new resource of this type before it has an id.</summary>
    /// <remarks>R4 promises the rewriting of <c>urn:uuid</c> references for entries with the method POST only.</remarks>
    public bool CanBeReferredTo(string type) => IdentityOf(type) switch
    {
        IdentityMode.ConditionalUpdate => server.Of(type) is { ConditionalCreate: true, Create: true } && profile?.Conditional.Create != false,
        null => false,
        _ => true,
    };

    private bool CanLookUp(string type) => server.Of(type) is { Search: true } && (type == Provenance
        ? SearchBy(type).Contains("target")
        : SearchBy(type).Contains("patient") || SearchBy(type).Contains("subject"));

    /// <summary>What is known of a type beforehand; <see langword="null"/> for one that this kind of server does not take.</summary>
    private TypeProfile? Known(string type) => profile is null ? TypeProfile.AsAdvertised : profile.Of(type);

    /// <summary>How a resource is written.</summary>
    /// <param name="type">Its type, one for which <see cref="IdentityOf(string)"/> gives a mode.</param>
    /// <param name="known">Whether its id is known.</param>
    /// <param name="referredTo">Whether another entry of the same transaction refers to it.</param>
    public Interaction Choose(string type, bool known, bool referredTo) => (known, IdentityOf(type)) switch
    {
        (true, _) => Interaction.Update,
        (_, IdentityMode.ConditionalUpdate) when referredTo && CanBeReferredTo(type) => Interaction.ConditionalCreate,
        (_, IdentityMode.ConditionalUpdate) => Interaction.ConditionalUpdate,
        (_, IdentityMode.ConditionalCreate) => Interaction.ConditionalCreate,
        _ => Interaction.Create,
    };
}
