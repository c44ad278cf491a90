using System.Globalization;
using FhirAdapter.Destinations.FhirServers.SignIn;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Host.Keys;

/// <summary>A key folder as the settings of a destination name it. Read by itself, so that keys can be made before the settings are whole.</summary>
/// <param name="Destination">The destination's name.</param>
/// <param name="Folder">The folder.</param>
/// <param name="PublishTime">How long a new key waits there.</param>
internal sealed record KeyFolderSetting(string Destination, string Folder, TimeSpan PublishTime)
{
    /// <summary>Whether it names a folder, however that is written.</summary>
    public bool IsOf(DirectoryInfo folder) => Whole(Folder) == Whole(folder.FullName);

    private static string Whole(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    public static IReadOnlyList<KeyFolderSetting> All(IConfiguration configuration)
    {
        var found = new List<KeyFolderSetting>();
        foreach (var server in configuration.GetSection("FhirAdapter:Destinations:FhirServers").GetChildren())
        {
            var signIn = server.GetSection("SignIn");
            if (signIn[nameof(SignInOptions.KeyFolder)] is not { Length: > 0 } folder)
                continue;
            var publishTime = TimeSpan.TryParse(signIn[nameof(SignInOptions.PublishTime)], CultureInfo.InvariantCulture, out var set) ? set : new SignInOptions().PublishTime;
            found.Add(new KeyFolderSetting(server.Key, folder, publishTime));
        }
        return found;
    }
}
