using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Writing;

/// <summary>What one write came to.</summary>
/// <param name="Status">201 created, 200 updated or found by a conditional create, 204 deleted.</param>
/// <param name="Version">The version written or found; null for the deletion of what was never there.</param>
internal sealed record WriteResult(int Status, ResourceVersion? Version);
