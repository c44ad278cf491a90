using FhirAdapter.Terminology;
using FhirAdapter.WriteProfiles;
using FhirAdapter.WriteProfiles.Reading;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Configuration;

/// <summary>The settings of a host, read and checked once.</summary>
internal sealed class AdapterSettings
{
    /// <summary>The section all settings stand under.</summary>
    public const string Section = "FhirAdapter";

    private AdapterSettings(
        FhirAdapterOptions options, TerminologySet terminology, IReadOnlyDictionary<string, WriteProfile> writeProfiles, IReadOnlyList<string> errors)
    {
        Options = options;
        Terminology = terminology;
        WriteProfiles = writeProfiles;
        Errors = errors;
    }

    /// <summary>The options, usable only where there are no errors.</summary>
    public FhirAdapterOptions Options { get; }

    /// <summary>The codes, the operator's over the shipped ones; usable only where there are no errors.</summary>
    public TerminologySet Terminology { get; }

    /// <summary>What each FHIR server takes, by the destination's name; usable only where there are no errors.</summary>
    public IReadOnlyDictionary<string, WriteProfile> WriteProfiles { get; }

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
        var profiles = ReadProfiles(options.Destinations, section.Path, out var unusable);
        return new AdapterSettings(options, terminology, profiles, [.. reader.Errors, .. faults, .. unusable]);
    }

    /// <summary>The options, or an exception that names all errors.</summary>
    public FhirAdapterOptions Usable => Errors.Count == 0 ? Options : throw new AdapterConfigurationException(Errors);

    private static Dictionary<string, WriteProfile> ReadProfiles(DestinationsOptions destinations, string section, out List<string> errors)
    {
        var profiles = new Dictionary<string, WriteProfile>(StringComparer.OrdinalIgnoreCase);
        errors = [];
        foreach (var (name, server) in destinations.FhirServers)
        {
            profiles[name] = WriteProfileReader.Read(server.WriteProfile, $"{section}:Destinations:FhirServers:{name}:WriteProfile", out var faults);
            errors.AddRange(faults);
        }

        return profiles;
    }
}
