using System.Net.Sockets;
using System.Text;

namespace FhirAdapter.Proof.FaultServer;

/// <summary>One HTTP/1.1 request as it came over the wire.</summary>
internal sealed record WireRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private const int MostHeaderBytes = 64 * 1024;

    public string BodyText => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Reads one request; nothing where the client closed the connection before it.</summary>
    public static async Task<WireRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(stream, cancellationToken);
        if (head is null)
            return null;
        var lines = head.Split("\r\n");
        var first = lines[0].Split(' ');
        if (first.Length < 3)
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, null) : 0];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new WireRequest(first[0], first[1], headers, body);
    }

    private static async Task<string?> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        // A byte at a time, so that nothing of the body is taken; NetworkStream is wrapped in a buffer by the caller.
        var bytes = new List<byte>(512);
        var one = new byte[1];
        while (bytes.Count < MostHeaderBytes)
        {
            int read;
            try
            {
                read = await stream.ReadAsync(one, cancellationToken);
            }
            catch (Exception failure) when (failure is IOException or SocketException)
            {
                return null;
            }
            if (read == 0)
                return null;
            bytes.Add(one[0]);
            if (bytes.Count >= 4 && bytes[^1] == '\n' && bytes[^2] == '\r' && bytes[^3] == '\n' && bytes[^4] == '\r')
                return Encoding.ASCII.GetString(bytes.ToArray(), 0, bytes.Count - 4);
        }
        return null;
    }
}
