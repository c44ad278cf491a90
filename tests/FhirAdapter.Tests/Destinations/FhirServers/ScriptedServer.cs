using System.Globalization;
using System.Text.Json.Nodes;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>A server that says what it is told to say: metadata, one known patient, and the next answer of a list for each write.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private const string Can = """
        "interaction":[{"code":"create"},{"code":"update"},{"code":"read"},{"code":"search-type"}],"conditionalCreate":true,"conditionalUpdate":true,
        "versioning":"versioned","searchParam":[{"name":"identifier"}]
        """;

    private readonly WireMockServer server = WireMockServer.Start();
    private readonly Queue<Func<string, Scripted>> script = new();
    private Func<string, Scripted> last = Accept;
    private int writes;

    public ScriptedServer()
    {
        var types = string.Join(',', ((string[])["Procedure", "Observation", "Patient"]).Select(type => $$$"""{"type":"{{{type}}}",{{{Can}}}}"""));
        Give(Request.Create().WithPath("/fhir/metadata").UsingGet(), _ => new Scripted(200, $$"""
            {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server",
             "interaction":[{"code":"transaction"},{"code":"batch"}],"resource":[{{types}}]}]}
            """));
        Give(Request.Create().WithPath("/fhir/Patient/_search").UsingPost(), _ => new Scripted(200, Searchset("Patient", "patient", "A", "pa")));
        // Unless a test says otherwise, what was written cannot be looked at.
        Give(Request.Create().WithPath("/fhir/Procedure/*", "/fhir/Observation/*").UsingAnyMethod(), _ => new Scripted(403, ""), priority: 100);
        Give(Request.Create().WithPath("/fhir").UsingPost(), Next);
        Give(Request.Create().WithPath("/fhir/Procedure*", "/fhir/Observation*").UsingPut(), Next);
    }

    public Uri BaseAddress => new($"{server.Url}/fhir");

    /// <summary>How many requests that write came in.</summary>
    public int Writes => Volatile.Read(ref writes);

    public IReadOnlyList<string> Paths => [.. server.LogEntries.Select(each => each.RequestMessage.Path)];

    public IReadOnlyList<string?> Authorizations =>
        [.. server.LogEntries.Select(each => each.RequestMessage.Headers?.TryGetValue("Authorization", out var values) == true ? values.FirstOrDefault() : null)];

    /// <summary>What writes are answered, in turn; the last answer stays.</summary>
    public void Answer(params Func<string, Scripted>[] answers)
    {
        foreach (var answer in answers)
            script.Enqueue(answer);
    }

    public void Give(IRequestBuilder request, Func<string, Scripted> answer, int priority = 0) => server.Given(request).AtPriority(priority).RespondWith(Response.Create().WithCallback(message =>
    {
        var scripted = answer(message.Body ?? "");
        var headers = new Dictionary<string, WireMockList<string>> { ["Content-Type"] = new("application/fhir+json") };
        foreach (var (name, value) in scripted.Headers ?? [])
            headers[name] = new WireMockList<string>(value);
        return new ResponseMessage
        {
            StatusCode = scripted.Status,
            Headers = headers,
            BodyData = new BodyData { DetectedBodyType = BodyType.String, BodyAsString = scripted.Body },
        };
    }));

    /// <summary>Takes every entry: creates as 201, and updates as 200.</summary>
    public static Scripted Accept(string body) => new(200, Reply(body, (_, _) => "201 Created"));

    public static Func<string, Scripted> Say(int status, string body = "", params (string, string)[] headers) =>
        _ => new Scripted(status, body, [.. headers]);

    public static string Outcome(string code) => $$$"""{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"{{{code}}}"}]}""";

    /// <summary>A well-formed answer to a bundle, with the status that is said of each entry.</summary>
    public static string Reply(string bundle, Func<int, JsonNode, string> status)
    {
        var sent = JsonNode.Parse(bundle)!["entry"]!.AsArray();
        var entries = new JsonArray();
        for (var i = 0; i < sent.Count; i++)
        {
            var type = (string)sent[i]!["resource"]!["resourceType"]!;
            var said = status(i, sent[i]!);
            var id = (string?)sent[i]!["resource"]!["id"] ?? string.Create(CultureInfo.InvariantCulture, $"{type[..1]}{i}");
            var response = new JsonObject { ["status"] = said };
            if (said.StartsWith('2'))
                (response["location"], response["etag"]) = ($"{type}/{id}/_history/1", "W/\"1\"");
            entries.Add(new JsonObject { ["response"] = response });
        }
        return new JsonObject { ["resourceType"] = "Bundle", ["type"] = "transaction-response", ["entry"] = entries }.ToJsonString();
    }

    public static string Searchset(string type, string kind, string value, string id) => Searchset((type, kind, value, id));

    public static string Searchset(params (string Type, string Kind, string Value, string Id)[] matches)
    {
        var entries = matches.Select(each => $$$"""
            {"resource":{"resourceType":"{{{each.Type}}}","id":"{{{each.Id}}}",
             "identifier":[{"system":"{{{SomeDeliveries.Ids}}}{{{each.Kind}}}","value":"{{{each.Value}}}"}]}}
            """);
        return $$$"""{"resourceType":"Bundle","type":"searchset","entry":[{{{string.Join(',', entries)}}}]}""";
    }

    public void Dispose() => server.Dispose();

    private Scripted Next(string body)
    {
        Interlocked.Increment(ref writes);
        lock (script)
        {
            if (script.TryDequeue(out var next))
                last = next;
            return last(body);
        }
    }

    internal sealed record Scripted(int Status, string Body, IReadOnlyList<(string Name, string Value)>? Headers = null);
}
