using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Rules;

/// <summary>Names the profile that a resource fits. It comes after all other rules; what fits no profile of the guide claims none.</summary>
internal sealed class ProfileClaims(string guide, Func<Resource, string?> profileOf) : IShapeRule
{
    private const string UsCoreBase = "http://hl7.org/fhir/us/core/StructureDefinition/";
    private const string IpsBase = "http://hl7.org/fhir/uv/ips/StructureDefinition/";

    /// <summary>US Core 6.1.0.</summary>
    public static ProfileClaims UsCore { get; } = new("US Core 6.1.0 (Procedure, Condition, survey Observation)", resource => resource switch
    {
        Procedure => UsCoreBase + "us-core-procedure|6.1.0",
        Condition { Category: [{ Coding: [{ Code: "encounter-diagnosis" }] }] } => UsCoreBase + "us-core-condition-encounter-diagnosis|6.1.0",
        Condition => UsCoreBase + "us-core-condition-problems-health-concerns|6.1.0",
        Observation { Category: [{ Coding: [{ Code: "survey" }] }] } => UsCoreBase + "us-core-observation-screening-assessment|6.1.0",
        _ => null,
    });

    /// <summary>International Patient Summary 2.0.0.</summary>
    public static ProfileClaims Ips { get; } = new("IPS 2.0.0 (Procedure, Condition)", resource => resource switch
    {
        Procedure => IpsBase + "Procedure-uv-ips|2.0.0",
        Condition => IpsBase + "Condition-uv-ips|2.0.0",
        _ => null,
    });

    public string Description => $"adds meta.profile of {guide}";

    /// <summary>The claims, where the options want them.</summary>
    public static IEnumerable<IShapeRule> Of(ShapeOptions options, ProfileClaims claims) => options.ClaimProfiles ? [claims] : [];

    public void Apply(ShapeDraft draft)
    {
        if (profileOf(draft.Resource) is not { } profile)
            return;
        var before = draft.Resource.Meta?.ProfileElement ?? [];
        draft.Resource.Meta = ClaimedMeta.Of(draft.Resource.Meta, [.. before.Select(each => each.ToString())], profile);
        draft.Added(before.Count == 0 ? "meta.profile[0]" : $"meta.profile[{before.Count}]");
    }
}
