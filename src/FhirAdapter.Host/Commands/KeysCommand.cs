using System.CommandLine;
using FhirAdapter.Configuration;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using FhirAdapter.Host.Keys;
using FhirAdapter.Host.Output;

namespace FhirAdapter.Host.Commands;

internal static class KeysCommand
{
    private static readonly Option<DirectoryInfo?> Folder = new("--folder", "-f")
    {
        Description = "The folder of keys. Without it, the one that the settings name (SignIn:KeyFolder).",
        HelpName = "FOLDER",
        Recursive = true,
    };

    private static readonly Option<string?> Destination = new("--destination", "-d")
    {
        Description = "Whose key folder, where the settings name several.",
        HelpName = "NAME",
        Recursive = true,
    };

    private static readonly Option<FileInfo?> Jwks = new("--jwks")
    {
        Description = "Also write the public key set to this file, for a web server to give out. It always stands in the folder as jwks.json.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Command Create()
    {
        var command = new Command("keys", "The adapter's own keys for SMART Backend Services: make, list, retire. A running adapter takes changes up without a restart.")
        {
            New(),
            List(),
            Retire(),
        };
        command.Options.Add(Folder);
        command.Options.Add(Destination);
        command.Options.Add(Jwks);
        return command;
    }

    private static Command New()
    {
        var algorithm = new Option<SigningAlgorithm>("--algorithm", "-a") { Description = "RS384 or ES384.", HelpName = "NAME", DefaultValueFactory = _ => SigningAlgorithm.RS384 };
        var json = SharedOptions.Json();
        var command = new Command("new", "Make a key. It signs once its public part has been published for SignIn:PublishTime; the first key signs at once.") { algorithm, json };
        command.SetAction((parsed, _) => AdapterCall.GuardAsync(() => Run(parsed, (keys, setting) =>
        {
            var key = keys.Create(parsed.GetValue(algorithm));
            KeyTable.Write(keys, [key], setting.PublishTime, parsed.GetValue(json));
            var told = WriteKeySet(parsed, keys, "The key is made and kept")
                ?? $"The public key set, to be published for the server, is in {Path.Combine(setting.Folder, "jwks.json")}.";
            if (!parsed.GetValue(json))
                Console.Out.WriteLine(told);
        })));
        return command;
    }

    private static Command List()
    {
        var json = SharedOptions.Json();
        var command = new Command("list", "Show each key with its age and what it is used for.") { json };
        command.SetAction((parsed, _) => AdapterCall.GuardAsync(() => Run(parsed, (keys, setting) =>
        {
            KeyTable.Write(keys, keys.List(), setting.PublishTime, parsed.GetValue(json));
            WriteKeySet(parsed, keys, "Nothing was changed");
        })));
        return command;
    }

    private static Command Retire()
    {
        var id = new Argument<string>("KID") { Description = "The key's id, as keys list shows it." };
        var force = new Option<bool>("--force") { Description = "Even where it is the last key: nothing can sign in until there is another." };
        var json = SharedOptions.Json();
        var command = new Command("retire", "Take a key out of the public key set and destroy its private part.") { id, force, json };
        command.SetAction((parsed, _) => AdapterCall.GuardAsync(() => Run(parsed, (keys, setting) =>
        {
            KeyTable.Write(keys, [keys.Retire(parsed.GetValue(id)!, parsed.GetValue(force))], setting.PublishTime, parsed.GetValue(json));
            WriteKeySet(parsed, keys, "The key is retired");
        })));
        return command;
    }

    private static Task<int> Run(ParseResult parsed, Action<ClientKeys, KeyFolderSetting> verb)
    {
        var setting = Find(parsed);
        try
        {
            var keys = new ClientKeys(setting.Folder, TimeProvider.System);
            verb(keys, setting);
            return Task.FromResult(ExitCode.Success);
        }
        catch (ClientKeyException exception)
        {
            throw new AdapterConfigurationException([exception.Message]);
        }
    }

    private static KeyFolderSetting Find(ParseResult parsed)
    {
        var configured = KeyFolderSetting.All(HostSettings.CreateBuilder(parsed).Configuration);
        if (parsed.GetValue(Folder) is { } folder)
            return configured.FirstOrDefault(each => each.IsOf(folder)) ?? new KeyFolderSetting("", folder.FullName, new SignInOptions().PublishTime);
        var name = parsed.GetValue(Destination);
        var all = configured.Where(each => name is null || each.Destination.Equals(name, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(each => each.Folder).ToList();
        return all.Count switch
        {
            1 => all[0],
            0 => throw new AdapterConfigurationException(["No key folder is set; give --folder, or set FhirAdapter:Destinations:FhirServers:NAME:SignIn:KeyFolder."]),
            _ => throw new AdapterConfigurationException([$"The settings name {all.Count} key folders; give --destination, one of {string.Join(", ", all.Select(each => each.Destination))}."]),
        };
    }

    // Only what is written is said to be there; what was done before stays done, which has to be said where the file cannot be written.
    private static string? WriteKeySet(ParseResult parsed, ClientKeys keys, string done)
    {
        if (parsed.GetValue(Jwks) is not { } file)
            return null;
        try
        {
            keys.WriteKeySet(file.FullName);
        }
        catch (ClientKeyException exception)
        {
            throw new AdapterConfigurationException([$"{exception.Message} {done}; write the key set with keys list --jwks FILE."]);
        }

        return $"The public key set is in {file.FullName}.";
    }
}
