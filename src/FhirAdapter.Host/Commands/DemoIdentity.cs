namespace FhirAdapter.Host.Commands;

/// <summary>The identifier system of the invented clinic, where no other is set.</summary>
internal static class DemoIdentity
{
    public const string System = "https://clinic.example/fhir/id";
}
