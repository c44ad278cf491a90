namespace FhirAdapter.Proof.FaultServer;

/// <summary>What can be wrong with a server's TLS.</summary>
internal enum TlsTrouble
{
    Expired,
    WrongName,
    UnknownAuthority,
    OldProtocol,
    ClientCertificateRefused,
}
