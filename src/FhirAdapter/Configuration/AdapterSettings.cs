using FhirAdapter.Terminology;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Configuration;

/// <summary>The settings of a host, read and checked once.</summary>
internal sealed class AdapterSettings
{
    /// <summary>The section all settings stand under.</summary>
    public const string Section = "FhirAdapter";

    private AdapterSettings(FhirAdapterOptions options, TerminologySet terminology, IReadOnlyList<string> errors)
    {
        Options = options;
        Terminology = terminology;
        Errors = errors;
    }

    /// <summary>The options, usable only where there are no errors.</summary>
    public FhirAdapterOptions Options { get; }

    /// <summary>The codes, the operator's over the shipped ones; usable only where there are no errors.</summary>
    public TerminologySet Terminology { get; }

    /// <summary>All that is wrong, one line each.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>Reads the section; given the section itself, reads that.</summary>
    public static AdapterSettings Read(IConfiguration configuration)
    {
        var section = configuration is IConfigurationSection given && given.Key.Equals(Section, StringComparison.OrdinalIgnoreCase)
            ? given
            : configuration.GetSection(Section);
        var reader = new OptionsReader();
        var options = reader.Read<FhirAdapterOptions>(section);
        var terminology = TerminologySet.Load(options.Terminology, out var faults);
        return new AdapterSettings(options, terminology, [.. reader.Errors, .. faults]);
    }

    /// <summary>The options, or an exception that names all errors.</summary>
    public FhirAdapterOptions Usable => Errors.Count == 0 ? Options : throw new AdapterConfigurationException(Errors);
}
