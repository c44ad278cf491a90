using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>The strict server is as strict as it says: each of its checks is seen to refuse.</summary>
public sealed class StrictAssertionTests : IDisposable
{
    private static readonly Uri TokenAddress = new("https://auth.example/token");

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"strict-{Guid.NewGuid():N}");
    private readonly StrictAssertion strict;
    private readonly SigningKey key;

    public StrictAssertionTests()
    {
        strict = new StrictAssertion("clinic", time);
        key = new KeyFolder(folder).Open(new ClientKeys(folder, time).Create(SigningAlgorithm.ES384))!;
    }

    [Fact]
    public void A_good_one_is_taken_once()
    {
        var assertion = Write("clinic", TokenAddress, 0);

        Assert.Null(Wrong(assertion));
        Assert.Equal("its id is short or was used before", Wrong(assertion));
        Assert.Null(Wrong(Write("clinic", TokenAddress, 0)));
    }

    [Theory]
    [InlineData(61, "it expires in")]
    [InlineData(-240, "it expires in")]
    public void One_that_expires_past_five_minutes_or_has_expired_is_refused(int secondsAhead, string reason) =>
        Assert.StartsWith(reason, Wrong(Write("clinic", TokenAddress, secondsAhead)), StringComparison.Ordinal);

    [Fact]
    public void One_of_another_client_for_another_server_or_changed_on_its_way_is_refused()
    {
        Assert.Equal("it is of another client", Wrong(Write("other", TokenAddress, 0)));
        Assert.Equal("it is for somebody else", Wrong(Write("clinic", new Uri("https://auth.example/token2"), 0)));
        var parts = Write("clinic", TokenAddress, 0).Split('.');
        var others = Write("clinic", TokenAddress, 1).Split('.');
        Assert.Equal("its signature is wrong", Wrong($"{parts[0]}.{others[1]}.{parts[2]}"));
        Assert.StartsWith("its key", strict.Wrong(Write("clinic", TokenAddress, 0), TokenAddress, """{"keys":[]}"""u8.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_of_a_thousand_have_one_id()
    {
        for (var i = 0; i < 1_000; i++)
            Assert.Null(Wrong(Write("clinic", TokenAddress, 0)));

        Assert.Equal(1_000, strict.Seen.Count);
    }

    public void Dispose()
    {
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Write(string clientId, Uri audience, int secondsAhead) =>
        ClientAssertion.Write(clientId, audience, key, time.GetUtcNow().AddSeconds(secondsAhead));

    private string? Wrong(string assertion) => strict.Wrong(assertion, TokenAddress, ClientKeys.PublicKeySet(folder));
}
