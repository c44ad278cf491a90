using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FhirAdapter.Configuration;
using FhirAdapter.Host.Tests.Intake;
using static FhirAdapter.Host.Tests.Commands.CommandTests;

namespace FhirAdapter.Host.Tests.Http;

public sealed class ListenerSettingsTests
{
    [Theory]
    [InlineData("http://0.0.0.0:8099", "must be https with a certificate")]
    [InlineData("http://10.1.2.3:8099", "must be https with a certificate")]
    [InlineData("http://[::]:8099", "must be https with a certificate")]
    [InlineData("http://127.0.0.1.example.com:8099", "must name localhost or an IP address")]
    [InlineData("http://clinic:8099", "must name localhost or an IP address")]
    [InlineData("https://0.0.0.0:8443", "needs CertificateFile and CertificateKeyFile")]
    [InlineData("http://127.0.0.1:8099/fhir", "must be scheme, address and port only")]
    [InlineData("ftp://127.0.0.1", "must be scheme, address and port only")]
    [InlineData("http://*:8099", "must be a URI")]
    public async Task An_address_that_others_could_listen_in_on_is_an_error_at_start(string url, string error)
    {
        var refused = await Assert.ThrowsAsync<AdapterConfigurationException>(() => IntakeHost.StartAsync(("Http:Url", url)));

        Assert.StartsWith("FhirAdapter:Http:Url ", refused.Errors[0], StringComparison.Ordinal);
        Assert.Contains(error, refused.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_without_an_address_are_an_error_at_start() =>
        Assert.Contains("set FhirAdapter:Http:Url", (await Assert.ThrowsAsync<AdapterConfigurationException>(() => IntakeHost.StartAsync(("Http:Url", null)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", UnixFileMode.UserRead, "1 to 8 keys")]
    [InlineData("short", UnixFileMode.UserRead, "32 to 512")]
    [InlineData("key-0123456789-0123456789-01234567é", UnixFileMode.UserRead, "visible ASCII")]
    [InlineData(IntakeHost.Key, UnixFileMode.UserRead | UnixFileMode.GroupRead, "chmod 600")]
    [InlineData(IntakeHost.Key, UnixFileMode.UserRead | UnixFileMode.OtherRead, "chmod 600")]
    public async Task A_key_file_that_is_short_or_open_to_others_is_an_error_at_start_that_does_not_quote_it(string content, UnixFileMode mode, string error)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Directory.CreateTempSubdirectory("fhir-adapter-keys-").FullName;
        var refused = await Assert.ThrowsAsync<AdapterConfigurationException>(
            () => IntakeHost.StartAsync(("Intake:ApiKeyFile", IntakeHost.Secret(folder, "keys", content, mode))));

        Assert.Contains(error, Assert.Single(refused.Errors), StringComparison.Ordinal);
        if (content.Length > 0)
            Assert.DoesNotContain(content, refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task With_a_certificate_records_are_taken_over_TLS()
    {
        var folder = Directory.CreateTempSubdirectory("fhir-adapter-tls-").FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        await using var host = await IntakeHost.StartAsync(
            ("Http:Url", "https://0.0.0.0:0"),
            ("Http:CertificateFile", Path.Combine(folder, "cert.pem")),
            ("Http:CertificateKeyFile", IntakeHost.Secret(folder, "key.pem", key.ExportPkcs8PrivateKeyPem())));
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == certificate.Thumbprint,
        };
        using var client = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{host.Address.Port}") };
        using var content = new StringContent(Score("PS-1", 4), null, "application/json");
        client.DefaultRequestHeaders.Authorization = new("Bearer", IntakeHost.Key);

        using var answer = await client.PostAsync(new Uri("/records", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_key_of_the_certificate_that_others_may_read_is_an_error_at_start()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Directory.CreateTempSubdirectory("fhir-adapter-tls-").FullName;
        var refused = await Assert.ThrowsAsync<AdapterConfigurationException>(() => IntakeHost.StartAsync(
            ("Http:Url", "https://0.0.0.0:0"),
            ("Http:CertificateFile", Path.Combine(folder, "missing.pem")),
            ("Http:CertificateKeyFile", IntakeHost.Secret(folder, "key.pem", "key", UnixFileMode.UserRead | UnixFileMode.OtherRead))));

        Assert.Equal(2, refused.Errors.Count);
        Directory.Delete(folder, recursive: true);
    }
}
