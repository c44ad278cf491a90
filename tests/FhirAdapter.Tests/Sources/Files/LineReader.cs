using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using FhirAdapter.Records;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Tests.Sources.Files;

/// <summary>Reads lines of <c>id version content</c> as records, and anything else as a fault.</summary>
internal static class LineReader
{
    public static async IAsyncEnumerable<ReadRecord> ReadAsync(
        Stream stream, string fileName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (var line = 1L; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
            yield return Read(text, line);
    }

    private static ReadRecord Read(string text, long line)
    {
        var parts = text.Split(' ');
        if (parts.Length != 3 || !long.TryParse(parts[1], CultureInfo.InvariantCulture, out var version))
            return new ReadRecord.Bad([new RecordFault(line, "version", "missing", "a version")]);
        var record = new PainScore { Id = parts[0], Version = version };
        return new ReadRecord.Good(record, Encoding.UTF8.GetBytes(text), SHA256.HashData(Encoding.UTF8.GetBytes(parts[2])), line);
    }
}
