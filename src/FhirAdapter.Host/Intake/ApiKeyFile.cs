using System.Security.Cryptography;
using System.Text;
using FhirAdapter.Host.Http;

namespace FhirAdapter.Host.Intake;

/// <summary>The keys of a file, by their hashes. The file is looked at again when it is asked for after a while, and read when it changed.</summary>
internal sealed class ApiKeyFile
{
    private const string Setting = "FhirAdapter:Intake:ApiKeyFile";
    private const int MaxKeys = 8;
    private const int LeastLength = 32;
    private const int MostLength = 512;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private State _state;

    private ApiKeyFile(string path, TimeProvider time, State state) => (_path, _time, _state) = (path, time, state);

    /// <summary>Told when the file was read again: how many keys it holds, or what is wrong with it.</summary>
    public Action<int, string?>? Changed { get; set; }

    /// <summary>Reads the file where one is named, and adds what is wrong with it to the errors.</summary>
    public static ApiKeyFile? Open(string? path, TimeProvider time, List<string> errors)
    {
        if (path is null)
            return null;
        var known = errors.Count;
        var stamp = Stamp(path);
        var keys = Read(path, errors);
        return errors.Count > known ? null : new ApiKeyFile(path, time, new State(keys, stamp, time.GetTimestamp()));
    }

    /// <summary>Whether it is one of the keys; it takes as long for a wrong key as for a right one.</summary>
    public bool Accepts(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        var found = false;
        foreach (var known in Current())
            found |= CryptographicOperations.FixedTimeEquals(known, hash);
        return found;
    }

    private byte[][] Current()
    {
        lock (_lock)
        {
            if (_time.GetElapsedTime(_state.LookedAt) < LookAgain)
                return _state.Keys;
            var stamp = Stamp(_path);
            if (stamp == _state.Stamp)
                return (_state = _state with { LookedAt = _time.GetTimestamp() }).Keys;

            // A file that is half written, or gone for a moment, must not lock every caller out.
            var errors = new List<string>();
            var keys = Read(_path, errors);
            _state = new State(errors.Count == 0 ? keys : _state.Keys, stamp, _time.GetTimestamp());
            Changed?.Invoke(_state.Keys.Length, errors.Count == 0 ? null : errors[0]);
            return _state.Keys;
        }
    }

    // Secrets are often links that are turned to a new file: what counts is the file they lead to.
    private static (string, DateTime, long) Stamp(string path)
    {
        try
        {
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
            return file.Exists ? (file.FullName, file.LastWriteTimeUtc, file.Length) : default;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static byte[][] Read(string path, List<string> errors)
    {
        PrivateFile.Check(Setting, path, errors);
        if (errors.Count > 0)
            return [];
        try
        {
            var lines = File.ReadLines(path).Take(MaxKeys * 2).Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
            if (lines.Length is 0 or > MaxKeys)
                errors.Add($"{Setting} must hold 1 to {MaxKeys} keys, one a line: {path}.");
            else if (!lines.All(IsKey))
                errors.Add($"{Setting} must hold keys of {LeastLength} to {MostLength} visible ASCII characters, such as `openssl rand -hex 32` gives: {path}.");
            return [.. lines.Select(line => SHA256.HashData(Encoding.UTF8.GetBytes(line)))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{Setting} cannot be read: {path}.");
            return [];
        }
    }

    private static bool IsKey(string line) => line.Length is >= LeastLength and <= MostLength && line.All(c => c is > ' ' and < '\x7f');

    private sealed record State(byte[][] Keys, (string, DateTime, long) Stamp, long LookedAt);
}
