using System.ComponentModel.DataAnnotations;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Sync;
using FhirAdapter.Terminology;

namespace FhirAdapter.Configuration;

/// <summary>All settings of the adapter: the section <c>FhirAdapter</c> of the host's configuration.</summary>
public sealed class FhirAdapterOptions : IValidatableObject
{
    /// <summary>How the clinic's records are named at every server.</summary>
    public IdentityOptions Identity { get; set; } = new();

    /// <summary>The embedded ledger.</summary>
    public SqliteOutboxOptions Outbox { get; set; } = new();

    /// <summary>Where records come from, besides those that are pushed in process.</summary>
    public SourcesOptions Sources { get; set; } = new();

    /// <summary>Where records go. At least one.</summary>
    public DestinationsOptions Destinations { get; set; } = new();

    /// <summary>The operator's own maps of codes.</summary>
    public TerminologyOptions Terminology { get; set; } = new();

    /// <summary>How deliveries are claimed and tried again.</summary>
    public DeliveryOptions Delivery { get; set; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Destinations.FhirServers.Count + Destinations.Files.Count == 0)
        {
            yield return new ValidationResult(
                "names no destination; add one, for example FhirAdapter:Destinations:FhirServers:hospital:BaseAddress", [nameof(Destinations)]);
        }

        foreach (var name in Destinations.FhirServers.Keys.Intersect(Destinations.Files.Keys, StringComparer.OrdinalIgnoreCase))
            yield return new ValidationResult($"names {name} twice; a destination's name must be its own", [nameof(Destinations)]);
    }
}
