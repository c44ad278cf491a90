using System.Globalization;
using System.Text;

namespace FhirAdapter.Proof.FaultServer;

/// <summary>One answer before it is put on the wire.</summary>
internal sealed record WireReply(int Status, byte[] Body)
{
    public string? ContentType { get; init; } = "application/fhir+json; charset=utf-8";

    public string? Location { get; init; }

    public string? ETag { get; init; }

    public IReadOnlyList<(string Name, string Value)> Extra { get; init; } = [];

    public static WireReply Text(int status, string body) => new(status, Encoding.UTF8.GetBytes(body));

    public static WireReply Empty(int status) => new(status, []) { ContentType = null };

    public static WireReply Outcome(int status, string code, string? path = null) => Text(status, $$"""
        {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"{{code}}"{{(path is null ? "" : $",\"expression\":[\"{path}\"]")}}}]}
        """);

    /// <summary>The head of the answer.</summary>
    /// <param name="contentLength">The length that is announced; none where the end of the connection ends the body.</param>
    /// <param name="close">Whether the connection is closed after it.</param>
    public byte[] Head(long? contentLength, bool close)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} Said\r\n");
        if (contentLength is { } length)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        if (ContentType is not null)
            head.Append("Content-Type: ").Append(ContentType).Append("\r\n");
        if (Location is not null)
            head.Append("Location: ").Append(Location).Append("\r\n");
        if (ETag is not null)
            head.Append("ETag: ").Append(ETag).Append("\r\n");
        foreach (var (name, value) in Extra)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (close || contentLength is null)
            head.Append("Connection: close\r\n");
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }
}
