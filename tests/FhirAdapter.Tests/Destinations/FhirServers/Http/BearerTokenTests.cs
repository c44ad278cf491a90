using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Tests.Destinations.FhirServers.Http;

public sealed class BearerTokenTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"token-{Guid.NewGuid():N}");

    [Fact]
    public async Task A_file_of_its_owner_gives_the_token_trimmed()
    {
        Write("  abc.def-ghi\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal("abc.def-ghi", await BearerToken.ReadAsync(path, default));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public async Task A_file_that_is_open_to_others_gives_none(UnixFileMode open)
    {
        if (OperatingSystem.IsWindows())
            return;
        Write("abc", UnixFileMode.UserRead | UnixFileMode.UserWrite | open);

        Assert.Null(await BearerToken.ReadAsync(path, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("two\r\nlines: x")]
    [InlineData("umläut")]
    public async Task What_is_not_a_token_gives_none(string text)
    {
        Write(text, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Null(await BearerToken.ReadAsync(path, default));
    }

    [Fact]
    public async Task A_file_that_is_not_there_gives_none() => Assert.Null(await BearerToken.ReadAsync(path, default));

    public void Dispose() => File.Delete(path);

    private void Write(string text, UnixFileMode mode)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
