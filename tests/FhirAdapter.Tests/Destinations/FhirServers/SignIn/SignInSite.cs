using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>A destination that signs in to a strict server by SMART Backend Services, with a clock that stands still unless it is told to go.</summary>
internal sealed class SignInSite : IAsyncDisposable
{
    private FhirServerDestination? destination;

    private SignInSite(StrictServer server, FakeTimeProvider time)
    {
        (Server, Time) = (server, time);
        Keys = new ClientKeys(Path.Combine(Folder, "keys"), time);
        Options = new FhirServerOptions
        {
            BaseAddress = server.Base,
            Write = WriteMode.Transaction,
            SignIn =
            {
                Kind = SignInKind.SmartBackendServices,
                ClientId = StrictServer.ClientId,
                KeyFolder = Path.Combine(Folder, "keys"),
                Algorithm = SigningAlgorithm.ES384,
                PublishTime = TimeSpan.FromMinutes(10),
            },
        };
        server.KeySet = () => ClientKeys.PublicKeySet(Options.SignIn.KeyFolder!);
    }

    public StrictServer Server { get; }

    public FakeTimeProvider Time { get; }

    public FakeLogger Logger { get; } = new();

    public FhirServerOptions Options { get; }

    public ClientKeys Keys { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("fhir-adapter-sign-in-").FullName;

    public FhirServerDestination Destination =>
        destination ??= new FhirServerDestination("east", Options, SomeDeliveries.Retract, Time, Logger);

    public static async Task<SignInSite> OpenAsync(bool withKey = true)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var site = new SignInSite(await StrictServer.StartAsync(time), time);
        if (withKey)
            site.Keys.Create(SigningAlgorithm.ES384);
        return site;
    }

    public async Task<DeliveryOutcome> DeliverAsync(string id = "S1") =>
        (await Destination.DeliverAsync([[SomeDeliveries.Score(id, "A")]], Soon))[0][0];

    public async Task<DeliveryOutcome.Deferred> DeferredAsync() => Assert.IsType<DeliveryOutcome.Deferred>(await DeliverAsync());

    public async Task DeliveredAsync(string id = "S1")
    {
        var outcome = await DeliverAsync(id);
        Assert.True(outcome is DeliveryOutcome.Delivered, $"{outcome}; {string.Join(", ", Server.Reasons)}");
    }

    /// <summary>A file that only its owner can read.</summary>
    public string Secret(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        if (destination is not null)
            await destination.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
}
