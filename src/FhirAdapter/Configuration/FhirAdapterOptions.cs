using System.ComponentModel.DataAnnotations;
using FhirAdapter.Health;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Sources;
using FhirAdapter.Sync;
using FhirAdapter.Terminology;
using Microsoft.Extensions.Configuration;

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

    /// <summary>How records are taken that are pushed as JSON.</summary>
    public IntakeOptions Intake { get; set; } = new();

    /// <summary>When no more records are taken for now.</summary>
    public BackpressureOptions Backpressure { get; set; } = new();

    /// <summary>What still counts as healthy.</summary>
    public HealthOptions Health { get; set; } = new();

    /// <summary>Where the <c>fhir-adapter</c> command answers over HTTP.</summary>
    public HttpOptions Http { get; set; } = new();

    /// <summary>Where records go. At least one.</summary>
    public DestinationsOptions Destinations { get; set; } = new();

    /// <summary>The operator's own maps of codes.</summary>
    public TerminologyOptions Terminology { get; set; } = new();

    /// <summary>How deliveries are claimed and tried again.</summary>
    public DeliveryOptions Delivery { get; set; } = new();

    /// <summary>Reads and checks the section <c>FhirAdapter</c>.</summary>
    /// <param name="configuration">The host's configuration, or the section itself.</param>
    /// <exception cref="AdapterConfigurationException">The settings are not usable; it names all errors.</exception>
    public static FhirAdapterOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return AdapterSettings.Read(configuration).Usable;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Destinations.FhirServers.Count + Destinations.Files.Count == 0)
        {
            yield return new ValidationResult(
                "names no destination; add one, for example FhirAdapter:Destinations:FhirServers:hospital:BaseAddress", [nameof(Destinations)]);
        }

        if (Intake.ApiKeyFile is not null && Http.Url is null)
            yield return new ValidationResult("needs an address to listen on: set FhirAdapter:Http:Url, such as http://127.0.0.1:8099", ["Intake:ApiKeyFile"]);

        foreach (var name in Destinations.FhirServers.Keys.Intersect(Destinations.Files.Keys, StringComparer.OrdinalIgnoreCase))
            yield return new ValidationResult($"names {name} twice; a destination's name must be its own", [nameof(Destinations)]);
    }
}
