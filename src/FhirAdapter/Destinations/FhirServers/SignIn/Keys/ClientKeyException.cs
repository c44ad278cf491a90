namespace FhirAdapter.Destinations.FhirServers.SignIn.Keys;

/// <summary>A folder of keys cannot be used as asked. The text says why and what to do, for a person.</summary>
public sealed class ClientKeyException(string message) : Exception(message);
