using FhirAdapter.Destinations.Files;
using FhirAdapter.Records;
using FhirAdapter.Tests.Sources.Files;

namespace FhirAdapter.Tests.Destinations.Files;

public sealed class IdentityKeyTests : IDisposable
{
    private static readonly BusinessIdentifier Patient = new() { System = "urn:oid:1.2.3", Value = "P-7" };

    private readonly TemporaryFolder _folder = new();

    private string KeyFile => _folder["identity.key"];

    [Fact]
    public void A_key_that_is_missing_is_made_once_for_its_owner_only_and_kept()
    {
        var id = new IdentityKey(KeyFile, mayMake: true).IdOf("Patient", Patient);

        Assert.Equal(id, new IdentityKey(KeyFile, mayMake: true).IdOf("Patient", Patient));
        Assert.Equal([KeyFile], Directory.GetFiles(_folder.FullPath));
        Assert.True(File.ReadAllText(KeyFile).Length > 40);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public void Two_keys_that_were_made_give_different_ids() => Assert.NotEqual(
        new IdentityKey(_folder["one"], mayMake: true).IdOf("Patient", Patient), new IdentityKey(_folder["other"], mayMake: true).IdOf("Patient", Patient));

    [Fact]
    public async Task Of_many_that_make_it_at_once_all_use_the_one_that_was_made()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => new IdentityKey(KeyFile, mayMake: true).IdOf("Patient", Patient))));

        Assert.Single(ids.Distinct());
        Assert.Equal([KeyFile], Directory.GetFiles(_folder.FullPath));
    }

    [Fact]
    public void A_key_that_a_setting_names_is_never_made()
    {
        var key = new IdentityKey(KeyFile, mayMake: false);

        Assert.Equal($"names {KeyFile}, which is not there", key.Wrong());
        Assert.Throws<IOException>(() => key.IdOf("Patient", Patient));
        Assert.Empty(Directory.GetFiles(_folder.FullPath));
    }

    [Theory]
    [InlineData("fifteen letters", false)]
    [InlineData("sixteen letters!", true)]
    public void A_key_that_is_too_short_to_keep_a_secret_is_refused(string key, bool isLongEnough)
    {
        File.WriteAllText(KeyFile, key + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(isLongEnough, IdentityKey.WrongOf(KeyFile) is null);
    }

    [Fact]
    public void A_key_that_others_can_read_is_refused_with_the_mend()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.WriteAllText(KeyFile, "sixteen letters!\n");
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Contains($"chmod 600 {KeyFile}", IdentityKey.WrongOf(KeyFile), StringComparison.Ordinal);
        Assert.Throws<IOException>(() => new IdentityKey(KeyFile, mayMake: true).IdOf("Patient", Patient));
    }

    public void Dispose() => _folder.Dispose();
}
