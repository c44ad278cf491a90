using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.WriteProfiles;

/// <summary>What a destination's server takes, as far as that is known beforehand, and which losses are not to be borne.</summary>
public sealed class WriteProfileOptions
{
    /// <summary>The name of a write profile: one that is shipped, or <c>NAME.json</c> in <see cref="Folder"/>.</summary>
    /// <value>The default is <c>open-r4</c>: what the server's CapabilityStatement says, and no more is known.</value>
    [Required]
    [RegularExpression("[a-z0-9][a-z0-9-]{0,63}", ErrorMessage = "must be small letters, digits and hyphens, such as open-r4")]
    public string Name { get; set; } = "open-r4";

    /// <summary>A folder of your own write profiles. One that has the name of a shipped one stands in its place; one that names another in <c>basedOn</c> holds only what differs.</summary>
    /// <value>There is no default.</value>
    [MinLength(1)]
    public string? Folder { get; set; }

    /// <summary>Single lines that differ at this server, by their place in the profile: <c>Overlay:types:Condition:elements:note.text:maxLength</c> = <c>300</c>.</summary>
    public ProfileOverlay Overlay { get; set; } = new();

    /// <summary>
    /// The elements without which a record must not go, as type and path without indexes: <c>Procedure.bodySite</c>, or <c>Procedure</c> for all of it but
    /// <c>identifier</c> and <c>meta</c>, which are the adapter's. A record of which the server would not keep such an element is parked as
    /// <c>rejected.unacceptable-loss</c>. What a text says is no loss.
    /// </summary>
    /// <value>By default none.</value>
    public IReadOnlyList<string> UnacceptableLosses { get; set; } = [];
}
