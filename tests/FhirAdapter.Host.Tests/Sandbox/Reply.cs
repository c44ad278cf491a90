using System.Net.Http.Headers;
using System.Text.Json;

namespace FhirAdapter.Host.Tests.Sandbox;

/// <summary>What the sandbox answered, read whole.</summary>
public sealed record Reply(int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? ETag => Headers.ETag?.ToString();

    public string Id => Json.GetProperty("id").GetString()!;

    public string VersionId => Json.GetProperty("meta").GetProperty("versionId").GetString()!;

    public JsonElement[] Entries => Json.TryGetProperty("entry", out var entries) ? [.. entries.EnumerateArray()] : [];

    public string[] EntryStatuses => [.. Entries.Select(entry => entry.GetProperty("response").GetProperty("status").GetString()![..3])];

    public int Total => Json.GetProperty("total").GetInt32();

    public string? Next => Json.GetProperty("link").EnumerateArray()
        .Where(link => link.GetProperty("relation").GetString() == "next").Select(link => link.GetProperty("url").GetString()).FirstOrDefault();

    /// <summary>Asserts an OperationOutcome and gives its first issue.</summary>
    public (string Code, string Expression, string Diagnostics) Issue()
    {
        Assert.Equal("OperationOutcome", Json.GetProperty("resourceType").GetString());
        var issue = Json.GetProperty("issue")[0];
        return (issue.GetProperty("code").GetString()!,
            issue.TryGetProperty("expression", out var expression) ? expression[0].GetString()! : "",
            issue.GetProperty("diagnostics").GetString()!);
    }
}
