namespace FhirAdapter.Sandbox.Validation;

/// <summary>A business identifier of a resource; an absent system is the empty string.</summary>
internal readonly record struct FoundIdentifier(string System, string Value);
