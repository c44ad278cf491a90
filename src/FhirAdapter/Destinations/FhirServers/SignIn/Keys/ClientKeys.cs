using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Keys;

/// <summary>
/// The adapter's own keys for SMART Backend Services, in a folder that only its owner can look into. A running adapter reads it anew for each
/// token, so a key is rolled without a restart: make a new one, let the server fetch the key set, retire the old one.
/// </summary>
public sealed class ClientKeys
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly KeyFolder _keys;

    /// <summary>Names the folder; it need not be there yet.</summary>
    /// <param name="folder">The folder's path.</param>
    /// <param name="time">The clock of the dates.</param>
    public ClientKeys(string folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        _keys = new KeyFolder(folder);
    }

    /// <summary>Makes a key. The folder is made (mode 0700) where it is missing; the private part gets mode 0600. The key set is written anew.</summary>
    /// <param name="algorithm">What it is to sign with: RSA of 3072 bits, or the curve P-384.</param>
    /// <exception cref="ClientKeyException">The folder cannot be used.</exception>
    public ClientKey Create(SigningAlgorithm algorithm)
    {
        if (!Directory.Exists(_folder))
            MakeFolder();
        Check();
        var now = _time.GetUtcNow();
        var name = algorithm.ToString().ToLowerInvariant();
        var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{now:yyyyMMdd}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        var (pem, publicPart) = NewKey.Create(id, algorithm);
        var key = new ClientKey(id, algorithm, now, null);
        Guard(() =>
        {
            // The private part first: a public part without it would be published and could never sign.
            WholeFile.Write(PathOf(id, KeyFolder.PrivateEnding), Encoding.ASCII.GetBytes(pem), isSecret: true);
            KeyFile.Write(PathOf(id, KeyFolder.PublicEnding), key, publicPart);
        });
        WriteKeySet(Path.Combine(_folder, KeyFolder.KeySetName));
        return key;
    }

    /// <summary>All keys, the oldest first.</summary>
    /// <exception cref="ClientKeyException">The folder cannot be used.</exception>
    public IReadOnlyList<ClientKey> List()
    {
        Check();
        return _keys.Read();
    }

    /// <summary>What a key is used for now.</summary>
    /// <param name="key">A key of <see cref="List"/>.</param>
    /// <param name="publishTime">See <see cref="SignInOptions.PublishTime"/>.</param>
    public ClientKeyState StateOf(ClientKey key, TimeSpan publishTime) => KeyChoice.StateOf(key, _keys.Read(), _time.GetUtcNow(), publishTime);

    /// <summary>Takes a key out of the key set and destroys its private part.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="evenTheLast">Whether it may be the last one of its algorithm: then nothing can sign in until there is another.</param>
    /// <exception cref="ClientKeyException">There is no such key, or it is the last one, or the folder cannot be used.</exception>
    public ClientKey Retire(string id, bool evenTheLast)
    {
        Check();
        var keys = _keys.Read();
        var key = keys.FirstOrDefault(each => each.Id == id && each.Retired is null)
            ?? throw new ClientKeyException($"{_folder} holds no key {id} that is not retired; fhir-adapter keys list shows them.");
        if (!evenTheLast && !keys.Any(each => each.Id != id && each.Retired is null && each.Algorithm == key.Algorithm))
            throw new ClientKeyException($"{id} is the only {key.Algorithm} key; make another first: fhir-adapter keys new --algorithm {key.Algorithm}. To retire it all the same, give --force.");
        var retired = key with { Retired = _time.GetUtcNow() };
        Guard(() =>
        {
            KeyFile.Write(PathOf(id, KeyFolder.PublicEnding), retired, KeyFile.Read(PathOf(id, KeyFolder.PublicEnding))!.Value.PublicPart);
            File.Delete(PathOf(id, KeyFolder.PrivateEnding));
        });
        WriteKeySet(Path.Combine(_folder, KeyFolder.KeySetName));
        return retired;
    }

    /// <summary>The public key set (RFC 7517, 5) of one or more folders: the keys that are not retired, never a private part.</summary>
    /// <param name="folders">The folders' paths. One that is missing adds nothing.</param>
    public static byte[] PublicKeySet(params IEnumerable<string> folders) =>
        JsonSerializer.SerializeToUtf8Bytes(new { keys = folders.Distinct(StringComparer.Ordinal).SelectMany(each => new KeyFolder(each).PublicParts()) }, Indented);

    /// <summary>Writes the public key set to a file that everybody may read.</summary>
    /// <param name="path">The file; it is replaced whole.</param>
    /// <exception cref="ClientKeyException">It cannot be written.</exception>
    public void WriteKeySet(string path) => Guard(() => WholeFile.Write(path, PublicKeySet(_folder), isSecret: false), $"The key set's file {path}");

    private void MakeFolder() => Guard(() =>
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_folder);
        else
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    });

    private void Check()
    {
        if (_keys.Wrong() is { } wrong)
            throw new ClientKeyException($"The key folder {wrong}.");
    }

    private void Guard(Action action, string? what = null)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ClientKeyException($"{what ?? _folder} cannot be written ({failure.GetType().Name}); is its folder there, is the disk full, or does another account own it?");
        }
    }

    private string PathOf(string id, string ending) => Path.Combine(_folder, id + ending);
}
