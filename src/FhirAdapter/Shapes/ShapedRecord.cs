using FhirAdapter.Records;

namespace FhirAdapter.Shapes;

/// <summary>The resources of a record in a destination's shape.</summary>
/// <param name="Resources">As many as were mapped, in the same order.</param>
/// <param name="Changes">Every difference from what was mapped, and nothing else.</param>
internal sealed record ShapedRecord(IReadOnlyList<MappedResource> Resources, IReadOnlyList<ShapeChange> Changes);
