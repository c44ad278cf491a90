namespace FhirAdapter.Destinations.FhirServers.SignIn.Keys;

/// <summary>What a key is used for at a time.</summary>
public enum ClientKeyState
{
    /// <summary>Published, and not used until it has been so for long enough.</summary>
    Waiting,

    /// <summary>Published, and what assertions are signed with now.</summary>
    Signing,

    /// <summary>Published still, while a newer one signs. It can be retired.</summary>
    Former,

    /// <summary>No longer published; its private part is gone.</summary>
    Retired,
}
