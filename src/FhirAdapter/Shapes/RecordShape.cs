using FhirAdapter.Records;
using FhirAdapter.Shapes.Rules;

namespace FhirAdapter.Shapes;

/// <summary>A shape other than as mapped: its rules, applied to a copy of each resource. Pure, and safe for many threads.</summary>
internal sealed class RecordShape
{
    private readonly IShapeRule[] _rules;
    private readonly bool _changesInner;
    private readonly bool _addsProvenance;

    private RecordShape(IShapeRule[] rules, bool addsProvenance) =>
        (_rules, _changesInner, _addsProvenance) = (rules, Array.Exists(rules, rule => rule.ChangesInner), addsProvenance);

    /// <summary>The shape of the options; <see langword="null"/> for resources that go as they are mapped, which costs nothing.</summary>
    public static RecordShape? Of(ShapeOptions options) =>
        options is { Kind: ShapeKind.Full, ClaimOwnProfiles: false, Provenance: false } ? null : new RecordShape(Rules(options), options.Provenance);

    /// <summary>What the shape adds and leaves out, one line each for a person.</summary>
    public IReadOnlyList<string> Description =>
        [.. _rules.Select(rule => rule.Description), .. _addsProvenance ? ["adds a Provenance of each record's resources, where the server takes it so that it is there once"] : Array.Empty<string>()];

    /// <summary>Shapes the resources of one record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="resources">What it became; these stay as they are, unless they are spent.</param>
    /// <param name="isSpent">Whether they may themselves be shaped.</param>
    public ShapedRecord Apply(ClinicRecord record, IReadOnlyList<MappedResource> resources, bool isSpent = false)
    {
        List<ShapeChange> changes = [];
        var shaped = new List<MappedResource>(resources.Count + 1);
        foreach (var resource in resources)
            shaped.Add(Apply(resource, changes, isSpent));
        if (_addsProvenance && RecordProvenance.Of(record, resources) is { } provenance)
        {
            shaped.Add(provenance);
            changes.Add(new ShapeChange("Provenance", ShapeDraft.NameOf(provenance.Identifier), "", ShapeChange.Added));
        }

        return new ShapedRecord(shaped, changes);
    }

    /// <summary>Shapes one resource; that given stays as it is.</summary>
    public MappedResource Apply(MappedResource resource) => Apply(resource, [], isSpent: false);

    private static IShapeRule[] Rules(ShapeOptions options) => options.Kind switch
    {
        ShapeKind.UsCore =>
        [
            .. OwnExtensionsRule.Of(options),
            new PerformedRule(onlyWhenDone: true),
            new ConditionCategoryRule(options.ConditionCategory, isUsCore: true),
            new ObservationValueRule(),
            .. ProfileClaims.Of(options, ProfileClaims.UsCore),
        ],
        ShapeKind.Ips =>
        [
            .. OwnExtensionsRule.Of(options),
            new PerformedRule(onlyWhenDone: false),
            new ConditionCategoryRule(options.ConditionCategory, isUsCore: false),
            .. ProfileClaims.Of(options, ProfileClaims.Ips),
        ],
        _ => [.. OwnProfileClaims.Of(options)],
    };

    private MappedResource Apply(MappedResource resource, List<ShapeChange> changes, bool isSpent)
    {
        // Patients and practitioners hold nothing but what identifies and qualifies them; no rule is about them.
        if (resource.Role == ResourceRole.Party || _rules.Length == 0)
            return resource;
        // What codes became is shared by the resources of all records: only a copy may be changed down to that.
        var draft = _changesInner ? ShapeDraft.Deep(resource, changes) : isSpent ? ShapeDraft.Itself(resource, changes) : ShapeDraft.Copy(resource, changes);
        foreach (var rule in _rules)
            rule.Apply(draft);
        return draft.Finish();
    }
}
