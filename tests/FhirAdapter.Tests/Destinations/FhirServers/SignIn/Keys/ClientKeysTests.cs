using System.Text;
using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn.Keys;

public sealed class ClientKeysTests : IDisposable
{
    private static readonly TimeSpan PublishTime = TimeSpan.FromHours(24);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"keys-{Guid.NewGuid():N}");

    private ClientKeys Keys => new(folder, time);

    [Fact]
    public void Folder_and_private_parts_are_their_owners_alone()
    {
        var key = Keys.Create(SigningAlgorithm.ES384);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, key.Id + ".pem")));
        }
    }

    [Theory]
    [InlineData(SigningAlgorithm.RS384)]
    [InlineData(SigningAlgorithm.ES384)]
    public void The_key_set_holds_public_parts_and_nothing_else(SigningAlgorithm algorithm)
    {
        var key = Keys.Create(algorithm);

        var text = File.ReadAllText(Path.Combine(folder, "jwks.json"));
        using var set = JsonDocument.Parse(text);
        var only = Assert.Single(set.RootElement.GetProperty("keys").EnumerateArray());
        Assert.Equal((key.Id, algorithm.ToString(), "sig"), (only.GetProperty("kid").GetString(), only.GetProperty("alg").GetString(), only.GetProperty("use").GetString()));
        string[] names = algorithm == SigningAlgorithm.RS384 ? ["alg", "e", "kid", "kty", "n", "use"] : ["alg", "crv", "kid", "kty", "use", "x", "y"];
        Assert.Equal(names, only.EnumerateObject().Select(each => each.Name).Order(StringComparer.Ordinal));
        var pem = File.ReadAllText(Path.Combine(folder, key.Id + ".pem"));
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", pem, StringComparison.Ordinal);
        Assert.DoesNotContain(pem.Split('\n')[3], text, StringComparison.Ordinal);
        Assert.Equal(text, Encoding.UTF8.GetString(ClientKeys.PublicKeySet(folder)));
    }

    [Fact]
    public void A_new_key_waits_until_it_was_published_long_enough_while_the_old_one_signs_on()
    {
        var old = Keys.Create(SigningAlgorithm.ES384);
        Assert.Equal(ClientKeyState.Signing, Keys.StateOf(old, PublishTime));

        time.Advance(TimeSpan.FromDays(30));
        var young = Keys.Create(SigningAlgorithm.ES384);
        Assert.Equal((ClientKeyState.Signing, ClientKeyState.Waiting), (Keys.StateOf(old, PublishTime), Keys.StateOf(young, PublishTime)));

        time.Advance(PublishTime);
        Assert.Equal((ClientKeyState.Former, ClientKeyState.Signing), (Keys.StateOf(old, PublishTime), Keys.StateOf(young, PublishTime)));

        Keys.Retire(old.Id, evenTheLast: false);
        Assert.Equal([ClientKeyState.Retired, ClientKeyState.Signing], Keys.List().Select(each => Keys.StateOf(each, PublishTime)));
        Assert.False(File.Exists(Path.Combine(folder, old.Id + ".pem")));
        Assert.DoesNotContain(old.Id, Encoding.UTF8.GetString(ClientKeys.PublicKeySet(folder)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_waiting_key_signs_at_once_when_the_old_one_had_to_go()
    {
        var leaked = Keys.Create(SigningAlgorithm.RS384);
        time.Advance(TimeSpan.FromDays(30));
        var young = Keys.Create(SigningAlgorithm.RS384);

        Keys.Retire(leaked.Id, evenTheLast: false);

        Assert.Equal(ClientKeyState.Signing, Keys.StateOf(young, PublishTime));
    }

    [Fact]
    public void The_last_key_of_an_algorithm_is_retired_only_when_that_is_meant()
    {
        var only = Keys.Create(SigningAlgorithm.RS384);
        Keys.Create(SigningAlgorithm.ES384);

        var refused = Assert.Throws<ClientKeyException>(() => Keys.Retire(only.Id, evenTheLast: false));
        Assert.Contains("fhir-adapter keys new --algorithm RS384", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(Keys.Retire(only.Id, evenTheLast: true).Retired);
        Assert.Throws<ClientKeyException>(() => Keys.Retire(only.Id, evenTheLast: true));
        Assert.Throws<ClientKeyException>(() => Keys.Retire("../other", evenTheLast: true));
    }

    [Fact]
    public void A_private_part_that_others_can_read_is_refused_with_the_file_and_the_mend()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = Path.Combine(folder, Keys.Create(SigningAlgorithm.ES384).Id + ".pem");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Contains($"run: chmod 600 {file}", Assert.Throws<ClientKeyException>(Keys.List).Message, StringComparison.Ordinal);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute);
        Assert.Contains($"run: chmod 700 {folder}", Assert.Throws<ClientKeyException>(Keys.List).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_no_keys_are_passed_over()
    {
        Keys.Create(SigningAlgorithm.ES384);
        File.WriteAllText(Path.Combine(folder, "broken.json"), "{\"key\":{}}");
        File.WriteAllText(Path.Combine(folder, "half.json"), "{\"key\":");

        Assert.Single(Keys.List());
    }

    [Fact]
    public void A_private_part_that_is_gone_or_broken_opens_to_nothing()
    {
        var key = Keys.Create(SigningAlgorithm.ES384);
        var reader = new KeyFolder(folder);
        using (var opened = reader.Open(key))
            Assert.Equal(key.Id, opened!.Credentials.Kid);

        File.WriteAllText(Path.Combine(folder, key.Id + ".pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        Assert.Null(reader.Open(key));
        File.Delete(Path.Combine(folder, key.Id + ".pem"));
        Assert.Null(reader.Open(key));
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
