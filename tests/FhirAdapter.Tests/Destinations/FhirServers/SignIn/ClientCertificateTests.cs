using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography.X509Certificates;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Failures;
using FhirAdapter.Tests.Architecture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>TLS with certificates of both sides, against a server that demands them.</summary>
public sealed class ClientCertificateTests : IAsyncLifetime, IDisposable
{
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    private readonly string folder = Directory.CreateTempSubdirectory("fhir-adapter-tls-").FullName;
    private readonly FakeLogger logger = new();
    private readonly SomeCertificates authority;
    private WebApplication server = null!;
    private string? shown;

    public ClientCertificateTests() => authority = new SomeCertificates(now);

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        var own = authority.Give("127.0.0.1", now.AddDays(-1), now.AddDays(1));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = own;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => certificate.Issuer == authority.Authority.Subject;
        })));
        server = builder.Build();
        server.Run(context =>
        {
            shown = context.Connection.ClientCertificate?.Subject;
            return context.Response.WriteAsync("""{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server"}]}""");
        });
        await server.StartAsync();
    }

    [Fact]
    public async Task A_PEM_certificate_is_shown_and_the_servers_own_is_checked()
    {
        var options = Options();
        (options.SignIn.CertificateFile, options.SignIn.CertificateKeyFile) = Pem("clinic", now.AddDays(-1), now.AddDays(1));

        var probe = await ProbeAsync(options);

        Assert.True(probe.Reachable, string.Join('\n', probe.Findings));
        Assert.Equal("CN=clinic", shown);
        Assert.Equal($"Sign-in: client certificate from {options.SignIn.CertificateFile}", probe.Findings[0]);
    }

    [Fact]
    public async Task A_certificate_that_expires_while_the_adapter_runs_stops_that_destination_and_is_named()
    {
        var options = Options();
        (options.SignIn.CertificateFile, options.SignIn.CertificateKeyFile) = Pem("clinic", now.AddDays(-1), now.AddDays(1));
        var time = new FakeTimeProvider(now);
        await using var destination = new FhirServerDestination("east", options, SomeDeliveries.Retract, time, logger);
        Assert.Contains("Client certificate: valid for 0 days more", (await destination.ProbeAsync(SignInSite.Soon)).Findings);

        time.Advance(TimeSpan.FromDays(2));
        var outcomes = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "A")]], SignInSite.Soon);

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(outcomes[0][0]);
        Assert.Equal((FailureCode.Unauthorized, "SignIn:CertificateFile", false), (deferred.Failure.Code, deferred.Failure.Path, deferred.UsesAttempt));
    }

    [Fact]
    public async Task A_new_certificate_in_the_place_of_the_old_one_is_shown_by_the_next_connection()
    {
        var options = Options();
        (options.SignIn.CertificateFile, options.SignIn.CertificateKeyFile) = Pem("clinic", now.AddDays(-1), now.AddDays(1));
        using var network = NetworkHandler.Create(options, certificate: null);
        network.PooledConnectionLifetime = TimeSpan.Zero;
        using var client = new HttpClient(network);
        await client.GetStringAsync(options.BaseAddress);
        Assert.Equal("CN=clinic", shown);

        Roll(options.SignIn, "clinic-2", now.AddDays(-1), now.AddDays(1));

        await client.GetStringAsync(options.BaseAddress);
        Assert.Equal("CN=clinic-2", shown);
    }

    [Fact]
    public async Task A_new_certificate_that_has_expired_is_refused_and_one_that_is_half_there_is_not_used()
    {
        var options = Options();
        (options.SignIn.CertificateFile, options.SignIn.CertificateKeyFile) = Pem("clinic", now.AddDays(-1), now.AddDays(1));
        await using var destination = new FhirServerDestination("east", options, SomeDeliveries.Retract, TimeProvider.System, logger);
        Assert.True((await destination.ProbeAsync(SignInSite.Soon)).Reachable);

        // The certificate is there and its key is still the old one.
        var key = File.ReadAllBytes(options.SignIn.CertificateKeyFile!);
        Roll(options.SignIn, "clinic-2", now.AddDays(-1), now.AddDays(1));
        File.WriteAllBytes(options.SignIn.CertificateKeyFile!, key);
        var half = await destination.ProbeAsync(SignInSite.Soon);
        Assert.True(half.Reachable);
        Assert.Contains(half.Findings, each => each.StartsWith("Client certificate: what is in its place now is NOT usable: CertificateFile names", StringComparison.Ordinal));

        Roll(options.SignIn, "clinic-3", now.AddDays(-10), now.AddDays(-1));
        var outcomes = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "A")]], SignInSite.Soon);

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(outcomes[0][0]);
        Assert.Equal((FailureCode.Unauthorized, "SignIn:CertificateFile"), (deferred.Failure.Code, deferred.Failure.Path));
        Assert.Contains("put a new one in its place", deferred.Failure.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PFX_certificate_with_a_password_is_shown()
    {
        var options = Options();
        using var certificate = authority.Give("clinic", now.AddDays(-1), now.AddDays(1));
        options.SignIn.CertificateFile = Secret("clinic.pfx", certificate.Export(X509ContentType.Pfx, "pass word"));
        options.SignIn.CertificatePasswordFile = Secret("password", "pass word\n"u8.ToArray());

        Assert.Empty(Wrongs(options.SignIn));
        Assert.True((await ProbeAsync(options)).Reachable);
        Assert.Equal("CN=clinic", shown);
    }

    [Fact]
    public async Task A_server_that_the_machine_does_not_trust_gets_nothing_and_the_setting_is_named()
    {
        var options = Options();
        (options.SignIn.CertificateFile, options.SignIn.CertificateKeyFile) = Pem("clinic", now.AddDays(-1), now.AddDays(1));
        options.Tls.TrustFile = null;

        var probe = await ProbeAsync(options);

        Assert.False(probe.Reachable);
        Assert.Contains(probe.Findings, each => each.EndsWith("[Tls]", StringComparison.Ordinal));
        Assert.Null(shown);
    }

    [Fact]
    public async Task Where_revocation_is_to_be_known_and_nobody_says_nothing_is_sent()
    {
        var options = Options();
        (options.SignIn.CertificateFile, options.SignIn.CertificateKeyFile) = Pem("clinic", now.AddDays(-1), now.AddDays(1));
        options.Tls.Revocation = new FhirServerTlsOptions().Revocation;

        Assert.Equal(X509RevocationMode.Online, options.Tls.Revocation);
        Assert.False((await ProbeAsync(options)).Reachable);
        Assert.Null(shown);
    }

    [Theory]
    [InlineData(-10, -1, "expired on")]
    [InlineData(1, 10, "valid only from")]
    public void A_certificate_out_of_its_dates_is_refused_with_the_date(int from, int to, string words)
    {
        var options = Options().SignIn;
        (options.CertificateFile, options.CertificateKeyFile) = Pem("clinic", now.AddDays(from), now.AddDays(to));

        var wrong = Assert.Single(Wrongs(options));

        Assert.Contains(words, wrong.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(now.AddDays(from == -10 ? to : from).UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture), wrong.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal([nameof(options.CertificateFile)], wrong.MemberNames);
    }

    [Fact]
    public void A_password_that_does_not_fit_and_a_key_that_others_can_read_are_named()
    {
        var options = Options().SignIn;
        using var certificate = authority.Give("clinic", now.AddDays(-1), now.AddDays(1));
        options.CertificateFile = Secret("clinic.pfx", certificate.Export(X509ContentType.Pfx, "pass word"));
        options.CertificatePasswordFile = Secret("password", "other\n"u8.ToArray());
        Assert.Contains("or the password does not fit", Assert.Single(Wrongs(options)).ErrorMessage, StringComparison.Ordinal);

        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(options.CertificateFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains($"run: chmod 600 {options.CertificateFile}", Assert.Single(Wrongs(options)).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_the_product_can_take_any_certificate()
    {
        string[] ways = ["CertificateValidationCallback", "CertificateCustomValidation", "DangerousAccept", "AllowUnknownCertificateAuthority", "ServicePointManager"];
        var files = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories).ToList();

        Assert.True(files.Count > 200);
        Assert.DoesNotContain(files, file => File.ReadAllText(file) is var text && ways.Any(way => text.Contains(way, StringComparison.Ordinal)));
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose()
    {
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private FhirServerOptions Options()
    {
        var trusted = Path.Combine(folder, "authority.pem");
        File.WriteAllText(trusted, authority.Authority.ExportCertificatePem());
        return new FhirServerOptions
        {
            BaseAddress = new Uri(server.Urls.Single() + "/fhir"),
            QuickRetries = 0,
            SignIn = { Kind = SignInKind.ClientCertificate },
            Tls = { TrustFile = trusted, Revocation = X509RevocationMode.NoCheck },
        };
    }

    private async Task<ProbeResult> ProbeAsync(FhirServerOptions options)
    {
        await using var destination = new FhirServerDestination("east", options, SomeDeliveries.Retract, TimeProvider.System, logger);
        return await destination.ProbeAsync(SignInSite.Soon);
    }

    /// <summary>Puts a new certificate in the place of the one that the options name, as somebody who rolls it would.</summary>
    private void Roll(SignInOptions options, string name, DateTimeOffset from, DateTimeOffset to)
    {
        var (certificate, key) = Pem(name, from, to);
        File.Move(certificate, options.CertificateFile!, overwrite: true);
        File.Move(key, options.CertificateKeyFile!, overwrite: true);
    }

    private (string Certificate, string Key) Pem(string name, DateTimeOffset from, DateTimeOffset to)
    {
        using var certificate = authority.Give(name, from, to);
        using var key = certificate.GetECDsaPrivateKey()!;
        return (Secret($"{name}.pem", System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem())),
            Secret($"{name}.key", System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem())));
    }

    private string Secret(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private static List<ValidationResult> Wrongs(SignInOptions options) => [.. options.Validate(new ValidationContext(options))];
}
