using FhirAdapter.Tests.Architecture;
using FhirAdapter.WriteProfiles;
using FhirAdapter.WriteProfiles.Reading;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Tests.WriteProfiles;

/// <summary>Write profiles as a destination's settings name them.</summary>
internal static class ProfileFolder
{
    /// <summary>Where the shipped ones stand.</summary>
    public static string Shipped { get; } = Path.Combine(RepositoryRoot.Path, "profiles", "servers");

    /// <summary>A shipped profile that has to be good, with lines that differ.</summary>
    public static WriteProfile Profile(string name, params (string Key, string Value)[] overlay)
    {
        var profile = WriteProfileReader.Read(Options(name, overlay), "here", out var faults);
        Assert.Empty(faults);
        return profile;
    }

    /// <summary>What is wrong with a profile.</summary>
    public static IReadOnlyList<string> Faults(WriteProfileOptions options)
    {
        WriteProfileReader.Read(options, "here", out var faults);
        return faults;
    }

    public static WriteProfileOptions Options(string name, params (string Key, string Value)[] overlay)
    {
        var options = new WriteProfileOptions { Name = name };
        var settings = overlay.Select(line => KeyValuePair.Create("Overlay:" + line.Key, (string?)line.Value));
        options.Overlay.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Overlay"));
        return options;
    }
}
