using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Writing;

/// <summary>Which resource a write is about.</summary>
/// <param name="Key">Its type and id.</param>
/// <param name="Existing">Its newest version, deletions included, or null when the id is new.</param>
/// <param name="Writes">False for a conditional create that found its resource and for the deletion of nothing.</param>
internal sealed record Identity(ResourceKey Key, ResourceVersion? Existing, bool Writes = true);
