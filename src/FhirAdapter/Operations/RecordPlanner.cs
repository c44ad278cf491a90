using System.Runtime.CompilerServices;
using FhirAdapter.Configuration;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Reading;
using FhirAdapter.Routes;
using FhirAdapter.Shapes;
using FhirAdapter.Terminology;
using FhirAdapter.WriteProfiles;
using FhirAdapter.WriteProfiles.Reading;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Operations;

/// <summary>Tells how records would go to a destination, and what of them would be lost on the way; nothing is kept and nothing is sent.</summary>
public sealed class RecordPlanner
{
    private readonly RecordMapping _mapping;
    private readonly WriteProfile _profile;
    private readonly RoutePlanner? _planner;

    private RecordPlanner(RecordMapping mapping, WriteProfile profile, RoutePlanner? planner) => (_mapping, _profile, _planner) = (mapping, profile, planner);

    /// <summary>A planner by what is left of a destination's write profile at its server.</summary>
    internal static RecordPlanner Within(RecordMapping mapping, RoutePlanners planners, Offer? offer) => offer is null
        ? new RecordPlanner(mapping, planners.Profile, planners.Whole) { PlannedBy = "the write profile alone; the server did not say what it can" }
        : new RecordPlanner(mapping, offer.Profile, planners.Within(offer.Profile))
        {
            Identities = offer.IdentityOf,
            PlannedBy = offer.IsCurrent ? "the write profile, and what the server says now that it can" : "the write profile, and what the server said last that it can",
        };

    /// <summary>By what it plans, in words.</summary>
    public string PlannedBy { get; private init; } = "the write profile";

    /// <summary>How each type is kept from arriving twice, where the server said what it can.</summary>
    private Func<string, bool, IdentityMode?>? Identities { get; init; }

    /// <summary>The names of the write profiles that are shipped.</summary>
    public static IReadOnlyList<string> ShippedProfiles => WriteProfiles.Reading.ShippedProfiles.Names;

    /// <summary>The name of the write profile.</summary>
    public string Profile => _profile.Name;

    /// <summary>What it is a profile of.</summary>
    public string Title => _profile.Title;

    /// <summary>Where its facts come from, one line each.</summary>
    public IReadOnlyList<string> Sources => [.. _profile.Sources.Values.Select(source => $"{source.What} ({source.Date}, {source.Grade})")];

    /// <summary>A planner for a destination of the settings, by its write profile alone; <see cref="AdapterOperations.PlannerAsync"/> asks its server too.</summary>
    /// <param name="configuration">The host's configuration; the settings are its section <c>FhirAdapter</c>.</param>
    /// <param name="destination">The name of one of <c>Destinations:FhirServers</c>.</param>
    /// <exception cref="AdapterConfigurationException">The settings are not usable, or name no such destination; all that is wrong is named.</exception>
    public static RecordPlanner ForDestination(IConfiguration configuration, string destination)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(destination);
        var settings = AdapterSettings.Read(configuration);
        var servers = settings.Usable.Destinations.FhirServers;
        if (!servers.TryGetValue(destination, out var server))
        {
            throw new AdapterConfigurationException(
                [$"FhirAdapter:Destinations:FhirServers names no {destination}. {Failures.Suggestion.For(destination, servers.Keys)}"]);
        }

        var mapping = new RecordMapping(new MappingContext(
            settings.Options.Identity.System!.AbsoluteUri, settings.Terminology.CodeSystems, settings.Terminology.ConceptMaps, settings.Terminology.Language));
        var profile = settings.WriteProfiles[destination];
        return new RecordPlanner(mapping, profile, RoutePlanner.Of(profile, server.Shape, server.WriteProfile.UnacceptableLosses, settings.Terminology.Language));
    }

    /// <summary>A planner for a kind of server, where no destination is configured yet.</summary>
    /// <param name="identitySystem">See <see cref="IdentityOptions.System"/>.</param>
    /// <param name="profile">The write profile.</param>
    /// <param name="terminology">The operator's own maps; what is shipped alone where <see langword="null"/>.</param>
    /// <exception cref="AdapterConfigurationException">The profile or the operator's maps are not usable; all that is wrong is named.</exception>
    public static RecordPlanner ForProfile(Uri identitySystem, WriteProfileOptions profile, TerminologyOptions? terminology = null)
    {
        ArgumentNullException.ThrowIfNull(identitySystem);
        ArgumentNullException.ThrowIfNull(profile);
        var read = WriteProfileReader.Read(profile, "The write profile", out var faults);
        var codes = TerminologySet.Load(terminology ?? new TerminologyOptions(), out var errors);
        if (faults.Count + errors.Count > 0)
            throw new AdapterConfigurationException([.. faults, .. errors]);
        return new RecordPlanner(
            new RecordMapping(new MappingContext(identitySystem.AbsoluteUri, codes.CodeSystems, codes.ConceptMaps, codes.Language)),
            read,
            RoutePlanner.Of(read, new ShapeOptions(), profile.UnacceptableLosses, codes.Language));
    }

    /// <summary>Plans each record of a file.</summary>
    /// <param name="records">The file's content: JSON, NDJSON or CSV.</param>
    /// <param name="fileName">The file's name, whose extension tells what it holds; empty where there is none.</param>
    /// <param name="cancellationToken">Stops at the next record.</param>
    /// <returns>How each record would go, in the order of the file.</returns>
    public async IAsyncEnumerable<RecordPlan> PlanAsync(
        Stream records, string fileName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new RecordFileReader(new RecordReadingOptions());
        await foreach (var read in reader.ReadAsync(records, fileName, cancellationToken).ConfigureAwait(false))
            yield return Plan(read);
    }

    private RecordPlan Plan(ReadRecord read) => read switch
    {
        ReadRecord.Good good => Plan(good.Record),
        ReadRecord.Bad bad => new(null, null, [], false, [], bad.Faults, null),
        _ => throw new InvalidOperationException($"No rule for {read.GetType().Name}."),
    };

    private RecordPlan Plan(ClinicRecord record)
    {
        if (_mapping.Map(record) is not MappingResult.Mapped mapped)
            return new(record.Key, null, [], false, [], [], ((MappingResult.Unmappable)_mapping.Map(record)).Failure);
        var planned = _planner?.Plan(record, mapped.Resources) ?? new PlannedRecord(Route.Resources, mapped.Resources, [], null);
        return new(
            record.Key,
            planned.Failure is null ? RouteCode.Of(planned.Way) : null,
            [.. planned.Resources.Where(each => each.Role != ResourceRole.Party).Select(each => Resource(each, planned.Resources))],
            planned.NeedsEncounter,
            planned.Changes,
            [],
            planned.Failure);
    }

    private PlannedResource Resource(MappedResource resource, IReadOnlyList<MappedResource> all)
    {
        var type = _profile.Of(resource.Resource.TypeName);
        var correction = resource.Resource is Hl7.Fhir.Model.Provenance ? "addition" : type?.MayTake("update") != false ? "update" : type.Amendment.Possible ? "amendment" : "by-hand";
        return new PlannedResource(resource.Resource.TypeName, ShapeDraft.NameOf(resource.Identifier), Interaction(resource, all), correction);
    }

    private string Interaction(MappedResource resource, IReadOnlyList<MappedResource> all)
    {
        var type = resource.Resource.TypeName;
        if (Identities is null)
            return PlannedInteraction.Of(_profile, type);
        var isReferredTo = all.Any(other => other.References.Any(reference => reference.TargetType == type && reference.Target.Equals(resource.Identifier)));
        return PlannedInteraction.Of(Identities(type, isReferredTo));
    }
}
