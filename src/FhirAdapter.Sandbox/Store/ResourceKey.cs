namespace FhirAdapter.Sandbox.Store;

/// <summary>Resource type and logical id.</summary>
internal sealed record ResourceKey(string Type, string Id)
{
    public override string ToString() => $"{Type}/{Id}";
}
