namespace FhirAdapter.Tests.Destinations.FhirServers.Contents;

/// <summary>Thrown by what a server is told to keep, where it is to keep nothing.</summary>
internal sealed class KeptNothingException : Exception;
