using FhirAdapter.Records;

namespace FhirAdapter.Shapes;

/// <summary>The resources of a record in a destination's shape.</summary>
/// <param name="Resources">Those that were mapped, in the same order, and what was added after them.</param>
/// <param name="Changes">Every difference from what was mapped, and nothing else.</param>
internal sealed record ShapedRecord(IReadOnlyList<MappedResource> Resources, IReadOnlyList<ShapeChange> Changes);
