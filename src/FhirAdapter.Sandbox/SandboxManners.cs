using System.ComponentModel.DataAnnotations;
using FhirAdapter.WriteProfiles;
using FhirAdapter.WriteProfiles.Reading;

namespace FhirAdapter.Sandbox;

/// <summary>The manners of a kind of server: what its write profile says it refuses, leaves out, needs and answers.</summary>
public sealed class SandboxManners
{
    private const string Extension = ".json";

    private SandboxManners(WriteProfile profile) => Profile = profile;

    /// <summary>The names of the write profiles that are shipped.</summary>
    public static IReadOnlyList<string> Names => ShippedProfiles.Names;

    /// <summary>The name of the write profile.</summary>
    public string Name => Profile.Name;

    /// <summary>What it is a profile of, for a person.</summary>
    public string Title => Profile.Title;

    internal WriteProfile Profile { get; }

    /// <summary>The manners of a kind of server.</summary>
    /// <param name="nameOrFile">One of <see cref="Names"/>, or the path of a write profile's file, whose name ends in <c>.json</c>.</param>
    /// <exception cref="ArgumentException">There is no such profile, or it cannot be used; the message names all that is wrong, one line each.</exception>
    public static SandboxManners Of(string nameOrFile)
    {
        ArgumentNullException.ThrowIfNull(nameOrFile);
        var isFile = nameOrFile.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
        if (isFile && !File.Exists(nameOrFile)) throw new ArgumentException($"There is no file {nameOrFile}.");
        var options = new WriteProfileOptions
        {
            Name = isFile ? Path.GetFileNameWithoutExtension(nameOrFile) : nameOrFile,
            Folder = isFile ? Path.GetDirectoryName(Path.GetFullPath(nameOrFile)) : null,
        };
        if (!isFile && !Names.Contains(nameOrFile, StringComparer.Ordinal))
            throw new ArgumentException($"There is no write profile {nameOrFile}. There are {string.Join(", ", Names)}; your own is named by its file, with .json.");
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true))
            throw new ArgumentException($"The file's name before .json {wrong[0].ErrorMessage}.");
        var profile = WriteProfileReader.Read(options, "The write profile", out var faults);
        return faults.Count == 0 ? new SandboxManners(profile) : throw new ArgumentException(string.Join(Environment.NewLine, faults));
    }
}
