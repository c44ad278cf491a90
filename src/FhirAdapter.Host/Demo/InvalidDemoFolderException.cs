namespace FhirAdapter.Host.Demo;

/// <summary>The folder named for the demo cannot be used.</summary>
internal sealed class InvalidDemoFolderException(string message) : Exception(message);
