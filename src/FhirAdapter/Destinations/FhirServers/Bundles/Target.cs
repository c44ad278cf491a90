using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>A resource that this call writes or refers to: one object for one identity, shared by all that refer to it.</summary>
internal sealed class Target(ResourceIdentity identity, string urn)
{
    private string? literal;

    public ResourceIdentity Identity { get; } = identity;

    /// <summary>Stands for it in a bundle while it has no id.</summary>
    public string Urn { get; } = urn;

    /// <summary>Its id at the server, once known.</summary>
    public string? Id { get; private set; }

    /// <summary>Its version at the server, where known.</summary>
    public string? Version { get; set; }

    /// <summary>The entry of this call that writes it.</summary>
    public Entry? Entry { get; set; }

    /// <summary>How many resources the server was seen to have of it; <see langword="null"/> where nobody looked.</summary>
    public int? Matches { get; set; }

    /// <summary>Whether the server's own matching was asked for it, not a search.</summary>
    public bool WasMatched { get; set; }

    /// <summary>Why it could not be looked up, where the server refused to.</summary>
    public Failure? Refusal { get; set; }

    /// <summary>Whether it belongs to a record that is parked and never arrived.</summary>
    public bool IsParked { get; set; }

    /// <summary>Whether it belongs to a record that is on its way: there is no use in looking for it.</summary>
    public bool IsAwaited { get; set; }

    /// <summary><c>Type/id</c>, once known.</summary>
    public string? Literal => literal;

    /// <summary>Whether the id was seen at the server together with the identifier. One that only an answer to a write named is believed less.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>The version that somebody else made at the server, where that was seen.</summary>
    public string? Foreign { get; set; }

    public void Found(string id, string? version, bool isConfirmed)
    {
        if (id != Id)
            literal = $"{Identity.Type}/{id}";
        (Id, Version, IsConfirmed) = (id, version, isConfirmed);
    }

    /// <summary>Forgets an id that turned out not to be its own.</summary>
    public void Forget() => (Id, Version, IsConfirmed, literal) = (null, null, false, null);
}
