namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>Chooses, from what the server says and what the operator set, how each resource is written. Pure.</summary>
/// <param name="server">What the server says.</param>
/// <param name="options">What the operator set.</param>
/// <param name="manners">What is known beforehand of a type; nothing where nothing is.</param>
internal sealed class WritePlan(ServerCapability server, FhirServerOptions options, Func<string, TypeManners>? manners = null)
{
    private static readonly HashSet<string> Parties = ["Patient", "Practitioner", "PractitionerRole", "Organization", "Encounter", "Location"];

    /// <summary>How resources are put into requests; never <see cref="WriteMode.Auto"/>.</summary>
    public WriteMode Mode { get; } = options.Write switch
    {
        WriteMode.Auto when server.Transaction => WriteMode.Transaction,
        WriteMode.Auto when server.Batch => WriteMode.Batch,
        WriteMode.Auto => WriteMode.Single,
        var set => set,
    };

    /// <summary>How a resource of a type is kept from arriving twice; <see langword="null"/> where nothing would do that.</summary>
    public IdentityMode? IdentityOf(string type)
    {
        if (server.Of(type) is not { } can)
            return null;
        if (IsNameless(type))
            return can.Create && CanLookUp(type) ? IdentityMode.Content : null;
        if (options.Identity is not IdentityMode.Auto and not IdentityMode.Content)
            return options.Identity;
        if (can is { ConditionalUpdate: true, Update: true })
            return IdentityMode.ConditionalUpdate;
        if (can is { ConditionalCreate: true, Create: true })
            return IdentityMode.ConditionalCreate;
        return CanSearch(type) && can.Create ? IdentityMode.SearchThenCreate : null;
    }

    /// <summary>Whether the server keeps no identifier of a type: what was created is found by its content alone.</summary>
    public bool IsNameless(string type) => (options.Identity == IdentityMode.Content && !Parties.Contains(type)) || !Manners(type).KeepsIdentifier;

    /// <summary>The parameters by which resources of a type may be searched for one patient.</summary>
    public IReadOnlySet<string> SearchBy(string type) => Manners(type).SearchBy ?? server.Of(type)?.SearchParameters ?? new HashSet<string>();

    /// <summary>The elements of a type that the server is known not to keep as they are sent.</summary>
    public IReadOnlyCollection<string> NotKept(string type) =>
        IsNameless(type) ? [$"{type}.identifier", .. Manners(type).NotKept] : Manners(type).NotKept;

    public bool CanSearch(string type) => server.Of(type) is { Search: true, SearchByIdentifier: true };

    /// <summary>Whether patients are found by <c>$match</c> instead of a search.</summary>
    public bool MatchesPatients => options.PatientLookup switch
    {
        PatientLookup.Auto => !CanSearch("Patient") && server.Of("Patient") is { Match: true },
        var set => set == PatientLookup.Match,
    };

    public bool CanRead(string type) => server.Of(type) is { Read: true };

    /// <summary>Whether a create and its condition are one step at the server, as far as it says.</summary>
    public bool IsAtomic(string type) => Mode == WriteMode.Transaction && IdentityOf(type) is IdentityMode.ConditionalUpdate or IdentityMode.ConditionalCreate;

    /// <summary>Whether a resource of a type that is at the server can be brought up to date.</summary>
    public bool CanUpdate(string type) => server.Of(type) is { Update: true } && Manners(type).Updates;

    /// <summary>Whether a version may be named as the one to be replaced.</summary>
    public bool IsVersioned(string type) => server.Of(type) is not { Versioned: false };

    /// <summary>Whether other entries of one transaction may refer to a new resource of this type before it has an id.</summary>
    /// <remarks>R4 promises the rewriting of <c>urn:uuid</c> references for entries with the method POST only.</remarks>
    public bool CanBeReferredTo(string type) => IdentityOf(type) switch
    {
        IdentityMode.ConditionalUpdate => server.Of(type) is { ConditionalCreate: true, Create: true },
        null => false,
        _ => true,
    };

    private bool CanLookUp(string type) => server.Of(type) is { Search: true } && (SearchBy(type).Contains("patient") || SearchBy(type).Contains("subject"));

    private TypeManners Manners(string type) => manners?.Invoke(type) ?? TypeManners.Plain;

    /// <summary>How a resource is written.</summary>
    /// <param name="type">Its type, one for which <see cref="IdentityOf"/> gives a mode.</param>
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
