using System.Text;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers.SignIn;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>Drives each kind of sign-in through success and failure, and searches all that was logged or told for the secrets.</summary>
public sealed class NoSecretLeaksTests
{
    private const string Canary = "c4nary/s3cret+word";

    [Theory]
    [InlineData(SignInKind.Basic)]
    [InlineData(SignInKind.BearerToken)]
    [InlineData(SignInKind.ClientCredentials)]
    [InlineData(SignInKind.SmartBackendServices)]
    public async Task Neither_logs_nor_outcomes_nor_findings_hold_a_secret(SignInKind kind)
    {
        await using var site = await SignInSite.OpenAsync();
        var secret = site.Secret("secret", Canary);
        var signIn = site.Options.SignIn;
        signIn.Kind = kind;
        signIn.LeastInterval = TimeSpan.Zero;
        // The clock stands still while something is sent, so nothing may wait for another try.
        site.Options.QuickRetries = 0;
        (signIn.UserName, signIn.PasswordFile, signIn.TokenFile, signIn.ClientSecretFile) = ("clinic", secret, secret, secret);
        site.Server.Basic = kind == SignInKind.ClientCredentials ? $"Basic {Base64($"{StrictServer.ClientId}:{Uri.EscapeDataString(Canary)}")}" : null;
        var told = new List<string?>();

        async Task DriveAsync()
        {
            told.Add((await site.DeliverAsync()).ToString());
            told.AddRange((await site.Destination.ProbeAsync(SignInSite.Soon)).Findings);
            site.Time.Advance(TimeSpan.FromHours(1));
        }

        await DriveAsync();
        site.Server.Instead = context =>
        {
            site.Server.Revoke();
            return false;
        };
        await DriveAsync();
        site.Server.Instead = null;
        site.Server.Granted = $"openid {Canary}";
        await DriveAsync();
        (site.Server.Basic, site.Server.KeySet) = (site.Server.Basic is null ? null : "Basic other", () => """{"keys":[]}"""u8.ToArray());
        await DriveAsync();
        await site.Server.DisposeAsync();
        await DriveAsync();
        told.Add(signIn.ToString());
        told.AddRange(site.Logger.Collector.GetSnapshot().SelectMany(each => (string?[])[each.Message, each.Exception?.ToString(), .. (each.StructuredState ?? []).Select(pair => pair.Value)]));

        Assert.True(told.Count > 15, $"only {told.Count} lines");
        if (kind is SignInKind.ClientCredentials or SignInKind.SmartBackendServices)
            Assert.Contains(told, each => each?.StartsWith("Token: obtained", StringComparison.Ordinal) == true);
        foreach (var hidden in Hidden(site))
            Assert.DoesNotContain(told, each => each?.Contains(hidden, StringComparison.OrdinalIgnoreCase) == true);
    }

    /// <summary>The secret in each form that it takes on its way, a line of the private key, and what all tokens and assertions begin with.</summary>
    private static IEnumerable<string> Hidden(SignInSite site) =>
    [
        Canary, Uri.EscapeDataString(Canary), Base64(Canary), Base64($"clinic:{Canary}"), Base64($"{StrictServer.ClientId}:{Uri.EscapeDataString(Canary)}"),
        File.ReadLines(Directory.EnumerateFiles(site.Options.SignIn.KeyFolder!, "*.pem").Single()).ElementAt(1),
        "t0ken-", "eyJ", "CANARY-of-the-server",
    ];

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
