using FhirAdapter.Destinations;
using FhirAdapter.Destinations.Files;
using FhirAdapter.Tests.Sources.Files;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.Files;

/// <summary>A folder to deliver to, and a clock, for one test.</summary>
internal sealed class DestinationRun : IDisposable
{
    public const string Day = "2026-11-23";

    private const string Key = "a key for tests only";
    private readonly TemporaryFolder _secrets = new();

    public DestinationRun()
    {
        Options = new FilesDestinationOptions { Path = Folder.FullPath };
        KeyFile = _secrets["identity.key"];
        WriteKey(Key);
    }

    /// <summary>Puts another key in the place of the one there is.</summary>
    public void WriteKey(string key)
    {
        File.WriteAllText(KeyFile, key + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public TemporaryFolder Folder { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 23, 30, 0, TimeSpan.Zero));

    public FakeLogger Logger { get; } = new();

    public FilesDestinationOptions Options { get; }

    /// <summary>The file with the identity key, outside the folder that is written to.</summary>
    public string KeyFile { get; }

    public FilesDestination Start() => new("bulk", Options, new IdentityKey(KeyFile, mayMake: false), Time, Logger, Deliveries.Retract);

    /// <summary>Delivers one lane by a destination that starts anew.</summary>
    public async Task<IReadOnlyList<DeliveryOutcome>> DeliverAsync(params Delivery[] lane)
    {
        await using var destination = Start();
        return (await destination.DeliverAsync([lane], CancellationToken.None))[0];
    }

    public string[] Lines(string type, int sequence) => File.ReadAllLines(Folder[type, Day, $"part-{sequence:000000000}.ndjson"]);

    /// <summary>Gives every file below the folder but the lock, with forward slashes.</summary>
    public string[] Files() => [.. Directory.EnumerateFiles(Folder.FullPath, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder.FullPath, path).Replace('\\', '/'))
        .Where(path => path != ".lock").Order(StringComparer.Ordinal)];

    public static ReadOnlyMemory<byte> Remote(DeliveryOutcome outcome) => Assert.IsType<DeliveryOutcome.Delivered>(outcome).Remote;

    public void Dispose()
    {
        Folder.Dispose();
        _secrets.Dispose();
    }
}
