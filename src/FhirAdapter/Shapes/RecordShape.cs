using FhirAdapter.Records;
using FhirAdapter.Shapes.Rules;

namespace FhirAdapter.Shapes;

/// <summary>A shape other than as mapped: its rules, applied to a copy of each resource. Pure, and safe for many threads.</summary>
internal sealed class RecordShape
{
    private readonly IShapeRule[] _rules;

    private RecordShape(IShapeRule[] rules) => _rules = rules;

    /// <summary>The shape of the options; <see langword="null"/> for <see cref="ShapeKind.Full"/>, which costs nothing.</summary>
    public static RecordShape? Of(ShapeOptions options) => options.Kind switch
    {
        ShapeKind.UsCore => new([
            .. OwnExtensionsRule.Of(options),
            new PerformedRule(onlyWhenDone: true),
            new ConditionCategoryRule(options.ConditionCategory, isUsCore: true),
            new ObservationValueRule(),
            new UnitRule(),
            .. ProfileClaims.Of(options, ProfileClaims.UsCore)]),
        ShapeKind.Ips => new([
            .. OwnExtensionsRule.Of(options),
            new PerformedRule(onlyWhenDone: false),
            new ConditionCategoryRule(options.ConditionCategory, isUsCore: false),
            .. ProfileClaims.Of(options, ProfileClaims.Ips)]),
        _ => null,
    };

    /// <summary>What the shape adds and leaves out, one line each for a person.</summary>
    public IReadOnlyList<string> Description => [.. _rules.Select(rule => rule.Description)];

    /// <summary>Shapes the resources of one record; those given stay as they are.</summary>
    public ShapedRecord Apply(IReadOnlyList<MappedResource> resources)
    {
        List<ShapeChange> changes = [];
        return new ShapedRecord([.. resources.Select(resource => Apply(resource, changes))], changes);
    }

    /// <summary>Shapes one resource; that given stays as it is.</summary>
    public MappedResource Apply(MappedResource resource) => Apply(resource, []);

    private MappedResource Apply(MappedResource resource, List<ShapeChange> changes)
    {
        // Patients and practitioners hold nothing but what identifies and qualifies them; no rule is about them.
        if (resource.Role == ResourceRole.Party)
            return resource;
        var draft = new ShapeDraft(resource, changes);
        foreach (var rule in _rules)
            rule.Apply(draft);
        return draft.Finish();
    }
}
