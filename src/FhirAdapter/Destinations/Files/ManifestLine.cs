using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FhirAdapter.Destinations.Files;

/// <summary>What the manifest says of one finished file.</summary>
/// <param name="File">Its path below the folder, with forward slashes.</param>
/// <param name="Type">The resource type it holds.</param>
/// <param name="Count">How many resources it holds.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Sha256">SHA-256 of its content, in hexadecimal.</param>
/// <param name="Finished">When it was finished, UTC.</param>
internal sealed record ManifestLine(string File, string Type, long Count, long Bytes, string Sha256, DateTimeOffset Finished)
{
    private const string Prefix = "part-";
    private const string Ending = ".ndjson";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The file's number; a higher one was finished later.</summary>
    [JsonIgnore]
    public long Sequence => SequenceOf(Path.GetFileName(File)) ?? 0;

    public static string FileName(long sequence) => Prefix + sequence.ToString("D9", CultureInfo.InvariantCulture) + Ending;

    /// <summary>Gives the number in a finished file's name, or <see langword="null"/> where it is none.</summary>
    public static long? SequenceOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Ending, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan()[Prefix.Length..^Ending.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : null;

    public byte[] ToUtf8() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    public static ManifestLine? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<ManifestLine>(utf8, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
