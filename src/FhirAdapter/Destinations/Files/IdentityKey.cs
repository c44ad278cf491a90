using System.Security.Cryptography;
using System.Text;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Destinations.Files;

/// <summary>
/// The secret key that the ids of resources are made with, in a file of its own. It is made once and must outlive the ledger: with another key everything
/// would be written a second time under other ids.
/// </summary>
/// <param name="path">The file; its text without the line's end is the key.</param>
/// <param name="mayMake">Whether a missing file is made: never where a setting names it, for it may be on a disk that is not mounted.</param>
internal sealed class IdentityKey(string path, bool mayMake)
{
    private const int RandomBytes = 32;

    private byte[]? _key;

    /// <summary>The id of a resource, the same for ever.</summary>
    /// <exception cref="IOException">The key cannot be had.</exception>
    /// <exception cref="UnauthorizedAccessException">The key cannot be had.</exception>
    public string IdOf(string resourceType, BusinessIdentifier identifier) => ClientId.Of(_key ??= Read(), resourceType, identifier);

    /// <summary>What is wrong with the file and how it is mended; nothing where it can be used or is still to be made.</summary>
    public string? Wrong() => mayMake && !File.Exists(path) ? null : WrongOf(path);

    /// <summary>What is wrong with a file that has to be there; nothing where it can be used.</summary>
    public static string? WrongOf(string path) => SecretFile.Wrong(path)
        ?? (TextOf(path).Length < ClientId.LeastKeyBytes
            ? $"names {path}, which must hold {ClientId.LeastKeyBytes} characters or more; make it anew with: openssl rand -base64 {RandomBytes} > {path}"
            : null);

    private byte[] Read()
    {
        if (mayMake && !File.Exists(path))
            Make();
        return Wrong() is null ? TextOf(path) : throw new IOException("The identity key cannot be used.");
    }

    private static byte[] TextOf(string path) => Encoding.UTF8.GetBytes(File.ReadAllText(path).Trim());

    // Whole under its name or not at all, and on the disk before anything is named with it. Of two that make it at once, one makes it.
    private void Make()
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = PrivateFile.Open(unfinished, FileMode.CreateNew))
            {
                file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(RandomBytes)) + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: false);
            FolderFlush.ToDisk(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
        }
    }
}
