using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>
/// Decides, before anything is sent, how a record goes to a destination: which resources, what of them, what in words, and what not at all. Pure, and
/// safe for many threads.
/// </summary>
internal sealed class RoutePlanner
{
    private readonly WriteProfile _profile;
    private readonly RecordShape? _shape;
    private readonly UnacceptableLosses _unacceptable;
    private readonly Phrases _phrases;
    private readonly ResourcesWay _resources;
    private readonly ReportWay _report;
    private readonly bool _takesAll;
    private readonly bool _takesProvenance;
    private readonly Words _words;

    private RoutePlanner(WriteProfile profile, RecordShape? shape, UnacceptableLosses unacceptable, Words words)
    {
        (_profile, _shape, _unacceptable, _words) = (profile, shape, unacceptable, words);
        _phrases = new Phrases(words);
        var rules = new ProfileRules(profile);
        _resources = new ResourcesWay(rules, words, _phrases);
        _report = new ReportWay(rules, words, _phrases);
        _takesAll = profile.TakesAll;
        _takesProvenance = profile.Of(nameof(Provenance))?.MayTake("create") == true;
    }

    /// <summary>The planner of a destination; <see langword="null"/> where everything goes as it is mapped, which costs nothing.</summary>
    /// <param name="profile">What the server takes.</param>
    /// <param name="shape">The shape that the settings ask for; the profile's where they ask for none.</param>
    /// <param name="unacceptable">See <see cref="WriteProfileOptions.UnacceptableLosses"/>.</param>
    /// <param name="language">The language of what it says itself.</param>
    public static RoutePlanner? Of(
        WriteProfile profile, ShapeOptions shape, IReadOnlyList<string> unacceptable, string language = Words.DefaultLanguage)
    {
        var wanted = shape is { Kind: ShapeKind.Full, ClaimOwnProfiles: false } && profile.Shape != ShapeKind.Full
            ? new ShapeOptions { Kind = profile.Shape, Provenance = shape.Provenance }
            : shape;
        var recordShape = RecordShape.Of(wanted);
        return recordShape is null && profile.ChangesNothing ? null : new RoutePlanner(profile, recordShape, new UnacceptableLosses(unacceptable), Words.In(language));
    }

    /// <summary>The name of the profile that it plans by.</summary>
    public string Profile => _profile.Name;

    /// <summary>What is done to every record, one line each for a person.</summary>
    public IReadOnlyList<string> Description =>
        [.. _shape?.Description ?? [], .. _takesAll ? Array.Empty<string>() : [$"goes by the write profile {_profile.Name} ({_profile.Title}); fhir-adapter plan says how"]];

    /// <summary>Whether resources may refer to the main resource of a record of a kind, which has to be there then.</summary>
    public bool MayReferTo(RecordKind kind) => _takesAll || _resources.IsNative(kind);

    /// <summary>Plans what a record became.</summary>
    /// <param name="record">The record.</param>
    /// <param name="mapped">What it became; that stays as it is, unless it is spent.</param>
    /// <param name="isSpent">Whether nobody looks at that afterwards, so that it may go itself, changed, and need not be copied.</param>
    public PlannedRecord Plan(ClinicRecord record, IReadOnlyList<MappedResource> mapped, bool isSpent = false)
    {
        var (resources, shaping) = Shape(record, mapped, isSpent);
        if (_takesAll)
            return new PlannedRecord(Route.Resources, resources, shaping, _unacceptable.Find(shaping));
        ElementStack.OfThisThread.Clear();
        List<(Route Way, string Path, string Expected)>? obstacles = null;
        foreach (var way in _profile.RoutesOf(record.Kind))
        {
            var draft = Draft(way, record, ResourcesWay.IsNative(way) && _takesProvenance ? resources : WithoutProvenance(resources));
            if (draft.Obstacle is { } obstacle)
            {
                (obstacles ??= []).Add((way, obstacle.Path, obstacle.Expected));
                continue;
            }

            List<PlannedChange> changes = new(draft.LikelyChanges);
            changes.AddRange(AsFar(shaping, draft));
            draft.AddChanges(_phrases, changes);
            if (_unacceptable.FindUncertain(changes) is { Count: > 0 } required)
            {
                draft.Require(required);
                changes = [.. changes.Except(required)];
            }

            return new PlannedRecord(way, draft.Resources, changes, _unacceptable.Find(changes));
        }

        return new PlannedRecord(default, [], shaping, NoRoute(obstacles!));
    }

    private static Failure NoRoute(List<(Route Way, string Path, string Expected)> obstacles) => new(FailureCode.NoRoute, obstacles[0].Path, string.Join(
        "; ", obstacles.Select(each => $"{RouteCode.Of(each.Way)} needs {each.Path}{(each.Expected.Length == 0 ? "" : " to be " + each.Expected)}")));

    /// <summary>Fits what takes back a part to the destination, as well as what was sent was fitted.</summary>
    public MappedResource? Retract(ClinicRecord record, string type, BusinessIdentifier identifier, Func<ClinicRecord, string, BusinessIdentifier, MappedResource?> retract)
    {
        if (ReportIdentity.IsReport(identifier))
            return ReportRetraction.Of(record, type, identifier, _profile, _words);
        if (retract(record, type, identifier) is not { } retracted)
            return null;
        var shaped = _shape?.Apply(retracted) ?? retracted;
        return _takesAll ? shaped : _resources.Fit(shaped);
    }

    /// <summary>The reports that a record of which nothing is known may have become.</summary>
    public IEnumerable<(string Type, BusinessIdentifier Identifier)> MayBecome(RecordKey key, BusinessIdentifier main)
    {
        foreach (var way in _profile.RoutesOf(key.Kind))
        {
            if (way is Route.Document or Route.ResourcesAndDocument)
                yield return ("DocumentReference", ReportIdentity.Of(key, main));
            else if (way is Route.QuestionnaireResponse)
                yield return ("QuestionnaireResponse", ReportIdentity.Of(key, main));
        }
    }

    private (IReadOnlyList<MappedResource> Resources, List<PlannedChange> Changes) Shape(ClinicRecord record, IReadOnlyList<MappedResource> mapped, bool isSpent)
    {
        if (_shape is null)
            return (mapped, []);
        var shaped = _shape.Apply(record, mapped, isSpent);
        var changes = new List<PlannedChange>(shaped.Changes.Count);
        foreach (var change in shaped.Changes)
            changes.Add(new PlannedChange(change.ResourceType, change.Identifier, change.Path, change.Code, LossReason.Shape));
        return (shaped.Resources, changes);
    }

    /// <summary>A Provenance comes last. Where resources do not go, or not this one, nothing is said of them: a Provenance is not told in words, which would say nothing of the patient.</summary>
    private static IReadOnlyList<MappedResource> WithoutProvenance(IReadOnlyList<MappedResource> resources) =>
        resources.Count > 0 && IsProvenance(resources[^1]) ? [.. resources.SkipLast(1)] : resources;

    /// <summary>What the shape changed, the Provenance that it added told as left out where it does not go.</summary>
    private static IEnumerable<PlannedChange> AsFar(List<PlannedChange> shaping, PlanDraft draft) => shaping.Count == 0 ? [] : shaping.Select(change =>
        change.ResourceType == nameof(Provenance) && !draft.Going.Any(plan => IsProvenance(plan.Mapped))
            ? change with { Code = PlannedChange.Dropped, Reason = LossReason.NotTaken }
            : change);

    private static bool IsProvenance(MappedResource mapped) => mapped.Resource is Provenance;

    private PlanDraft Draft(Route way, ClinicRecord record, IReadOnlyList<MappedResource> resources) => way switch
    {
        Route.Resources => _resources.Plan(resources),
        Route.ResourcesAndDocument => _resources.Plan(resources).With(_report.Document(record, WithoutProvenance(resources), ResourceRole.Part)),
        Route.Document => _report.Document(record, resources, ResourceRole.Main),
        Route.QuestionnaireResponse => _report.Questionnaire(record, resources),
        _ => throw new InvalidOperationException($"No rule for {way}."),
    };
}
