using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Failures;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

public sealed class SecretFileTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"secret-{Guid.NewGuid():N}");

    [Fact]
    public async Task A_file_of_its_owner_gives_the_token_trimmed()
    {
        Write("  abc.def-ghi\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal("abc.def-ghi", await TokenAsync());
        Assert.Null(SecretFile.Wrong(path));
    }

    [Fact]
    public async Task A_password_keeps_its_spaces()
    {
        Write(" pass word \n", UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(" pass word ", (await SecretFile.ReadAsync(path, "PasswordFile", SecretFile.IsPasswordCharacter, default)).Secret);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public async Task A_file_that_is_open_to_others_gives_none_and_the_mend(UnixFileMode open)
    {
        if (OperatingSystem.IsWindows())
            return;
        Write("abc", UnixFileMode.UserRead | UnixFileMode.UserWrite | open);

        Assert.Null(await TokenAsync());
        Assert.EndsWith($"run: chmod 600 {path}", SecretFile.Wrong(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("two\r\nlines: x")]
    [InlineData("umläut")]
    public async Task What_is_not_a_token_gives_none(string text)
    {
        Write(text, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Null(await TokenAsync());
    }

    [Fact]
    public async Task A_file_that_is_not_there_gives_none_and_names_the_setting()
    {
        var (secret, failure) = await SecretFile.ReadAsync(path, "TokenFile", SecretFile.IsTokenCharacter, default);

        Assert.Null(secret);
        Assert.Equal((FailureCode.Unauthorized, "SignIn:TokenFile"), (failure!.Code, failure.Path));
        Assert.EndsWith("which is not there", SecretFile.Wrong(path), StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(path);

    private async Task<string?> TokenAsync() => (await SecretFile.ReadAsync(path, "TokenFile", SecretFile.IsTokenCharacter, default)).Secret;

    private void Write(string text, UnixFileMode mode)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
