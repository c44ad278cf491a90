using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Rules;

/// <summary>
/// Names the adapter's own profile that a resource keeps as it is mapped. Patients and practitioners claim none: the hospital may add to them what the
/// profiles do not let through.
/// </summary>
internal sealed class OwnProfileClaims : IShapeRule
{
    public string Description => "adds meta.profile of the adapter's own profiles, which the destination must know";

    /// <summary>The claims, where the options want them.</summary>
    public static IEnumerable<IShapeRule> Of(ShapeOptions options) => options.ClaimOwnProfiles ? [new OwnProfileClaims()] : [];

    public void Apply(ShapeDraft draft)
    {
        draft.Resource.Meta = ClaimedMeta.Of(draft.Resource.Meta, [], Profiles.Of(draft.Mapped));
        draft.Added("meta.profile[0]");
    }
}
