namespace FhirAdapter.Sources;

/// <summary>What becomes of the good records of a call when others of it are bad.</summary>
public enum IntakeRule
{
    /// <summary>Nothing of the call is taken unless all of it can be.</summary>
    AllOrNone,

    /// <summary>The good ones are taken, the bad ones are told.</summary>
    GoodOnes,
}
