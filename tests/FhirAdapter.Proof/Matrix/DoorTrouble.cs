namespace FhirAdapter.Proof.Matrix;

/// <summary>What can go wrong before there is a connection.</summary>
internal enum DoorTrouble
{
    None,
    Refused,
    NoName,
    NeverConnects,
}
