using System.Text.Json;

namespace FhirAdapter.Host.Tests.Commands;

public sealed class KeysCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fhir-adapter-keys-").FullName;

    [Fact]
    public async Task Keys_are_made_listed_and_retired_and_the_key_set_follows()
    {
        var made = await RunAsync("keys", "new", "--folder", "keys", "--jwks", "public.json");
        var young = await RunAsync("keys", "new", "--folder", "keys", "--jwks", "public.json", "--json");
        var listed = await RunAsync("keys", "list", "--folder", "keys", "--json");

        Assert.Equal((0, 0, 0), (made.ExitCode, young.ExitCode, listed.ExitCode));
        Assert.Contains("signing", made.Output, StringComparison.Ordinal);
        Assert.Contains("The public key set is in", made.Output, StringComparison.Ordinal);
        var states = States(listed.Output);
        Assert.Equal(["signing", "waiting"], states.Select(each => each.State));
        Assert.Equal(2, PublishedKeys());

        var retired = await RunAsync("keys", "retire", states[0].Id, "--folder", "keys", "--jwks", "public.json");
        var after = await RunAsync("keys", "list", "--folder", "keys", "--json");

        Assert.Equal(0, retired.ExitCode);
        Assert.Equal(["retired", "signing"], States(after.Output).Select(each => each.State));
        Assert.Equal(1, PublishedKeys());
        Assert.DoesNotContain("PRIVATE", made.Output + young.Output + listed.Output + retired.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_is_taken_from_the_settings_and_what_is_not_clear_is_said_so()
    {
        var none = await RunAsync("keys", "list");
        var one = await RunAsync("keys", "new", "--set", $"Destinations:FhirServers:east:SignIn:KeyFolder={folder}/east", "--set", "Destinations:FhirServers:east:SignIn:PublishTime=00:00:00");
        var two = await RunAsync(
            "keys", "list", "--set", $"Destinations:FhirServers:east:SignIn:KeyFolder={folder}/east", "--set", $"Destinations:FhirServers:west:SignIn:KeyFolder={folder}/west");

        Assert.Equal((2, 0, 2), (none.ExitCode, one.ExitCode, two.ExitCode));
        Assert.Contains("give --folder", none.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "east"), "*.pem"));
        Assert.Contains("give --destination, one of east, west", two.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_set_that_cannot_be_written_is_not_said_to_be_there_and_the_key_that_was_made_is_named()
    {
        var made = await RunAsync("keys", "new", "--folder", "keys", "--jwks", "no/such/folder/public.json");
        var json = await RunAsync("keys", "new", "--folder", "keys", "--jwks", "no/such/folder/public.json", "--json");

        Assert.Equal((2, 2), (made.ExitCode, json.ExitCode));
        Assert.DoesNotContain("The public key set is in", made.Output, StringComparison.Ordinal);
        Assert.Contains("signing", made.Output, StringComparison.Ordinal);
        Assert.Equal("waiting", Assert.Single(States(json.Output)).State);
        Assert.Contains(Path.Combine("no", "such", "folder", "public.json"), made.Error, StringComparison.Ordinal);
        Assert.Contains("The key is made and kept; write the key set with keys list --jwks FILE.", made.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_given_has_the_publish_time_that_the_settings_say_of_it()
    {
        string[] settings = ["--set", $"Destinations:FhirServers:east:SignIn:KeyFolder={folder}/east", "--set", "Destinations:FhirServers:east:SignIn:PublishTime=00:00:00"];
        await RunAsync("keys", "new", "--folder", "east");
        await RunAsync("keys", "new", "--folder", "east");

        var listed = await RunAsync(["keys", "list", "--folder", "east/", "--json", .. settings]);

        Assert.Equal(["former", "signing"], States(listed.Output).Select(each => each.State));
    }

    [Fact]
    public async Task A_private_key_that_others_can_read_stops_the_start_with_the_mend()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var site = await Site.OpenAsync(patients: "Create");
        await RunAsync("keys", "new", "--folder", "keys");
        var key = Directory.GetFiles(Path.Combine(folder, "keys"), "*.pem").Single();
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        const string signIn = "FhirAdapter:Destinations:FhirServers:server:SignIn";
        site.Settings[$"{signIn}:Kind"] = "SmartBackendServices";
        site.Settings[$"{signIn}:ClientId"] = "clinic";
        site.Settings[$"{signIn}:KeyFolder"] = Path.Combine(folder, "keys");

        var ended = await site.RunAsync("run");

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal($"{signIn}:KeyFolder holds {key}, which others than its owner can read or change; run: chmod 600 {key}.", ended.Error.Trim());
    }

    [Fact]
    public async Task Check_says_what_sign_in_is_used_and_never_the_secret()
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        const string signIn = "FhirAdapter:Destinations:FhirServers:server:SignIn";
        var secret = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(secret, "c4nary-word\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        site.Settings[$"{signIn}:Kind"] = "Basic";
        site.Settings[$"{signIn}:UserName"] = "clinic";
        site.Settings[$"{signIn}:PasswordFile"] = secret;

        var check = await site.RunAsync("check");

        Assert.Equal(0, check.ExitCode);
        Assert.Contains($"Sign-in: user name clinic, password from {secret}", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("c4nary", check.Output + check.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<AdapterProcess.Ended> RunAsync(params string[] arguments) => AdapterProcess.RunAsync(folder, null, null, arguments);

    private int PublishedKeys()
    {
        using var set = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "public.json")));
        return set.RootElement.GetProperty("keys").GetArrayLength();
    }

    private static List<(string Id, string State)> States(string output)
    {
        using var list = JsonDocument.Parse(output);
        return [.. list.RootElement.EnumerateArray().Select(each => (each.GetProperty("id").GetString()!, each.GetProperty("state").GetString()!))];
    }
}
