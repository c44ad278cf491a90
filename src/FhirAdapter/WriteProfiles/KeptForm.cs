namespace FhirAdapter.WriteProfiles;

/// <summary>In which form a server keeps a value.</summary>
internal enum KeptForm
{
    /// <summary>As it was sent.</summary>
    AsSent,

    /// <summary>A time as its date in GMT: in the evening another day than the clinic's.</summary>
    DateInGmt,
}
