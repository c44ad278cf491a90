using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace FhirAdapter.Tests.Sync;

/// <summary>A server behind an HTTP handler: knows every patient, takes transactions, refuses one that holds poison, counts what comes, and answers as told.</summary>
internal sealed class CountingServer : HttpMessageHandler
{
    public const string Poison = "POISON";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private int _writes;
    private int _knocks;

    /// <summary>Says instead of the usual answer what a write gets; nothing where it is carried out.</summary>
    public Func<HttpResponseMessage?> Instead { get; set; } = () => null;

    /// <summary>Waited for before a write is answered.</summary>
    public Func<CancellationToken, Task> Turn { get; set; } = static _ => Task.CompletedTask;

    /// <summary>How often each record was sent, by its identifier.</summary>
    public Dictionary<string, int> Sendings { get; } = new(StringComparer.Ordinal);

    /// <summary>Says whether no connection can be made.</summary>
    public Func<bool> Away { get; set; } = () => false;

    /// <summary>How often one was tried for in vain.</summary>
    public int Knocks => Volatile.Read(ref _knocks);

    /// <summary>Told how many resources of records are there, after each write that was carried out.</summary>
    public Action<int>? Stored { get; set; }

    /// <summary>How many requests that write came in.</summary>
    public int Writes => Volatile.Read(ref _writes);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Away())
        {
            Interlocked.Increment(ref _knocks);
            throw new HttpRequestException(HttpRequestError.ConnectionError);
        }

        var path = request.RequestUri!.AbsolutePath.TrimStart('/');
        if (path == "metadata")
            return Say(200, Metadata);
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        if (path.EndsWith("_search", StringComparison.Ordinal))
            return Say(200, Search(path.Split('/')[0], WebUtility.UrlDecode(body)));
        Interlocked.Increment(ref _writes);
        await Turn(cancellationToken);
        var entries = JsonNode.Parse(body)!["entry"]!.AsArray();
        lock (_gate)
        {
            foreach (var identifier in entries.Select(each => Identifier(each!["resource"]!)))
                Sendings[identifier] = Sendings.GetValueOrDefault(identifier) + 1;
        }

        return Instead() is { } instead ? instead : Carry(entries);
    }

    /// <summary>An answer.</summary>
    public static HttpResponseMessage Say(int status, string body = "", string? retryAfter = null)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        if (retryAfter is not null)
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return answer;
    }

    private HttpResponseMessage Carry(JsonArray entries)
    {
        if (entries.Any(each => Identifier(each!["resource"]!).Contains(Poison, StringComparison.Ordinal)))
            return Say(422, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing"}]}""");
        lock (_gate)
        {
            var answers = new JsonArray();
            foreach (var resource in entries.Select(each => each!["resource"]!))
            {
                var type = (string)resource["resourceType"]!;
                var isNew = _ids.TryAdd($"{type} {Identifier(resource)}", string.Create(CultureInfo.InvariantCulture, $"{type}/{_ids.Count}"));
                answers.Add(new JsonObject
                {
                    ["response"] = new JsonObject { ["status"] = isNew ? "201" : "200", ["location"] = _ids[$"{type} {Identifier(resource)}"] + "/_history/1", ["etag"] = "W/\"1\"" },
                });
            }
            Stored?.Invoke(_ids.Count);
            return Say(200, new JsonObject { ["resourceType"] = "Bundle", ["type"] = "transaction-response", ["entry"] = answers }.ToJsonString());
        }
    }

    private string Search(string type, string query)
    {
        var found = new JsonArray();
        foreach (var token in query.Split('&')[0]["identifier=".Length..].Split(','))
        {
            if (Id(type, token) is not { } literal)
                continue;
            var (system, value) = token.Split('|') is [var first, var second] ? (first, second) : ("", token);
            found.Add(new JsonObject
            {
                ["resource"] = new JsonObject
                {
                    ["resourceType"] = type, ["id"] = literal.Split('/')[1],
                    ["identifier"] = new JsonArray(new JsonObject { ["system"] = system, ["value"] = value }),
                },
            });
        }
        return new JsonObject { ["resourceType"] = "Bundle", ["type"] = "searchset", ["entry"] = found }.ToJsonString();
    }

    private string? Id(string type, string token)
    {
        lock (_gate)
            return type == "Patient" ? $"Patient/{token.Split('|')[^1]}" : _ids.GetValueOrDefault($"{type} {token}");
    }

    private static string Identifier(JsonNode resource) =>
        resource["identifier"]?[0] is { } identifier ? $"{(string?)identifier["system"]}|{(string?)identifier["value"]}" : "";

    private static readonly string Metadata = $$"""
        {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","interaction":[{"code":"transaction"},{"code":"batch"}],
        "resource":[{{string.Join(',', ((string[])["Observation", "Patient"]).Select(type => $$"""
            {"type":"{{type}}","interaction":[{"code":"create"},{"code":"update"},{"code":"read"},{"code":"search-type"}],"conditionalCreate":true,
            "conditionalUpdate":true,"versioning":"versioned-update","searchParam":[{"name":"identifier","type":"token"}]}
            """))}}]}]}
        """;
}
