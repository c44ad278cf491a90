using System.Net;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Failures;
using Microsoft.Extensions.Logging.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>Credentials from files, by what leaves.</summary>
public sealed class FileSignInTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fhir-adapter-files-").FullName;
    private readonly FhirServerOptions options = new() { BaseAddress = new Uri("https://ehr.example/fhir"), QuickRetries = 0 };
    private readonly FakeLogger logger = new();
    private readonly List<string?> sent = [];
    private HttpStatusCode answer = HttpStatusCode.OK;

    [Fact]
    public async Task Without_a_kind_nothing_is_sent()
    {
        await using var connection = Connect();
        await SendAsync(connection);

        Assert.Equal([null], sent);
    }

    [Fact]
    public async Task A_user_name_and_password_go_as_RFC_7617_says()
    {
        (options.SignIn.Kind, options.SignIn.UserName, options.SignIn.PasswordFile) = (SignInKind.Basic, "Aladdin", Secret("open sesame"));
        await using var connection = Connect();
        await SendAsync(connection);

        Assert.Equal(["Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="], sent);
    }

    [Fact]
    public async Task A_new_token_in_the_file_counts_at_once_and_a_file_that_is_gone_lets_nothing_out()
    {
        (options.SignIn.Kind, options.SignIn.TokenFile) = (SignInKind.BearerToken, Secret("one"));
        await using var connection = Connect();
        await SendAsync(connection);
        Secret("two");
        await SendAsync(connection);
        File.Delete(options.SignIn.TokenFile);
        using var reply = await connection.SendAsync(Request, SignInSite.Soon);

        Assert.Equal(["Bearer one", "Bearer two"], sent);
        Assert.Equal((ReplyKind.Withheld, FailureCode.Unauthorized, "SignIn:TokenFile"), (reply.Kind, reply.Failure!.Code, reply.Failure.Path));
    }

    [Fact]
    public async Task Refused_credentials_are_not_tried_again_at_once()
    {
        (options.SignIn.Kind, options.SignIn.TokenFile) = (SignInKind.BearerToken, Secret("one"));
        answer = HttpStatusCode.Unauthorized;
        await using var connection = Connect();
        using var reply = await connection.SendAsync(Request, SignInSite.Soon);

        Assert.Equal((401, FailureCode.Unauthorized, 1), (reply.Status, reply.Failure!.Code, sent.Count));
    }

    [Fact]
    public void Credentials_that_were_about_to_go_elsewhere_are_a_bug()
    {
        var credentials = new Credentials(new Origin(options.BaseAddress!), new("Bearer", "t0ken"));

        foreach (var address in (string[])["https://ehr.example.evil/fhir", "http://ehr.example/fhir", "https://ehr.example:8443/fhir", "https://ehr.example/other"])
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, address);
            Assert.Throws<InvalidOperationException>(() => credentials.ApplyTo(message));
            Assert.Null(message.Headers.Authorization);
        }
        Assert.Equal("[redacted]", credentials.ToString());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static FhirRequest Request => new(HttpMethod.Get, "metadata", default, Repeatable: true);

    private FhirServerConnection Connect() => new("east", options, TimeProvider.System, logger, () => new Wire(this));

    private static async Task SendAsync(FhirServerConnection connection)
    {
        using var reply = await connection.SendAsync(Request, SignInSite.Soon);
        Assert.Equal(200, reply.Status);
    }

    private string Secret(string text)
    {
        var path = Path.Combine(folder, "secret");
        File.WriteAllText(path, text + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private sealed class Wire(FileSignInTests test) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test.sent.Add(request.Headers.Authorization?.ToString());
            return Task.FromResult(new HttpResponseMessage(test.answer) { Content = new StringContent("{}") });
        }
    }
}
