using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace FhirAdapter.Tests.Destinations.FhirServers.Contents;

/// <summary>A server in memory that keeps no identifiers and knows no conditions: what it is sent, it has once more. Its answers can be lost.</summary>
internal sealed class NamelessServer : HttpMessageHandler
{
    private readonly Lock gate = new();
    private int ids;

    /// <summary>What it has, by type and id, in order of creation.</summary>
    public List<(string Literal, JsonObject Json)> Resources { get; } = [];

    /// <summary>Every request, as method and path.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The bodies of searches.</summary>
    public List<string> Searches { get; } = [];

    /// <summary>Whether resources may be updated.</summary>
    public bool Updates { get; set; } = true;

    /// <summary>Whether it takes Provenances, which are found by their targets.</summary>
    public bool TakesProvenance { get; init; }

    /// <summary>Whether resources may be read by id.</summary>
    public bool CanBeRead { get; init; } = true;

    /// <summary>Changes what is kept of what was sent.</summary>
    public Action<JsonObject>? Keeps { get; set; }

    /// <summary>Says whether searches find a resource yet.</summary>
    public Func<JsonObject, bool> Finds { get; set; } = _ => true;

    /// <summary>Answers in place of the server, where it gives an answer: what is asked never reaches it.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?>? Before { get; set; }

    /// <summary>Answers instead of the server, after the write was carried out.</summary>
    public Func<string, HttpResponseMessage?>? Answers { get; set; }

    /// <summary>Says before each write whether it is lost on its way (false), carried out and its answer lost (null), or well (true).</summary>
    public Func<bool?> Wire { get; set; } = () => true;

    public IEnumerable<JsonObject> Of(string type) => Resources.Where(each => each.Literal.StartsWith(type + "/", StringComparison.Ordinal)).Select(each => each.Json);

    public string Add(string json)
    {
        var resource = JsonNode.Parse(json)!.AsObject();
        return Put((string)resource["resourceType"]!, null, resource);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Before?.Invoke(request) is { } other)
            return other;
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var path = request.RequestUri!.AbsolutePath.Trim('/')["fhir".Length..].Trim('/');
        lock (gate)
        {
            Requests.Add($"{request.Method} {path}");
            var isSearch = path.EndsWith("_search", StringComparison.Ordinal);
            var isWrite = request.Method != HttpMethod.Get && !isSearch;
            var fate = isWrite ? Wire() : true;
            if (fate == false)
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            var answer = Answer(request.Method, path, isSearch, body);
            if (isWrite && fate is null)
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            return (isWrite ? Answers?.Invoke(path) : null) ?? answer;
        }
    }

    private HttpResponseMessage Answer(HttpMethod method, string path, bool isSearch, string body)
    {
        if (path == "metadata")
            return Say(HttpStatusCode.OK, Metadata());
        var type = path.Split('/')[0];
        if (isSearch)
        {
            Searches.Add(body);
            return Say(HttpStatusCode.OK, Searchset(type, body));
        }
        if (method == HttpMethod.Get)
            return !CanBeRead ? Say(HttpStatusCode.Forbidden, "") : Resources.FirstOrDefault(each => each.Literal == path) is { Json: { } found } ? Say(HttpStatusCode.OK, found.ToJsonString()) : Say(HttpStatusCode.NotFound, "");
        var resource = JsonNode.Parse(body)!.AsObject();
        if (method == HttpMethod.Put && (!Updates || !Resources.Exists(each => each.Literal == path)))
            return Say(Updates ? HttpStatusCode.NotFound : HttpStatusCode.MethodNotAllowed, "");
        resource.Remove("identifier");
        try
        {
            Keeps?.Invoke(resource);
        }
        catch (KeptNothingException)
        {
            return Say(HttpStatusCode.UnprocessableEntity, "");
        }
        var literal = Put(type, method == HttpMethod.Put ? path : null, resource);
        var answer = Say(method == HttpMethod.Put ? HttpStatusCode.OK : HttpStatusCode.Created, "");
        answer.Headers.Location = new Uri(literal, UriKind.Relative);
        return answer;
    }

    private string Put(string type, string? literal, JsonObject resource)
    {
        var isNew = literal is null;
        literal ??= string.Create(CultureInfo.InvariantCulture, $"{type}/{type[..1]}{++ids}");
        resource["id"] = literal.Split('/')[1];
        if (!isNew)
            Resources[Resources.FindIndex(each => each.Literal == literal)] = (literal, resource);
        else
            Resources.Add((literal, resource));
        return literal;
    }

    private string Searchset(string type, string body)
    {
        var query = body.Split('&').Select(each => each.Split('=')).Where(each => each[0] != "_count").Select(each => (Name: each[0], Value: Uri.UnescapeDataString(each[1]))).ToList();
        var entries = new JsonArray();
        foreach (var resource in Of(type).Where(Finds).Where(resource => query.TrueForAll(each => Fits(resource, each.Name, each.Value))))
            entries.Add(new JsonObject { ["resource"] = resource.DeepClone() });
        return new JsonObject { ["resourceType"] = "Bundle", ["type"] = "searchset", ["entry"] = entries }.ToJsonString();
    }

    private static bool Fits(JsonObject resource, string name, string value) => name switch
    {
        "patient" => (string?)resource["subject"]?["reference"] == $"Patient/{value}",
        "identifier" => resource["identifier"] is JsonArray identifiers && identifiers.Any(each => value.Split(',').Contains($"{each!["system"]}|{each["value"]}")),
        "code" => resource["code"]?["coding"] is JsonArray codings && codings.Any(each => value.Split(',').Contains($"{each!["system"]}|{each["code"]}")),
        "target" => resource["target"]!.AsArray().Any(each => (string?)each!["reference"] == value),
        "date" or "recorded-date" or "recorded" => DateOf(resource) is { } date
            && (value[..2] == "ge" ? string.CompareOrdinal(date, value[2..]) >= 0 : string.CompareOrdinal(date, value[2..]) <= 0),
        _ => throw new InvalidOperationException($"No search by {name}."),
    };

    private static string? DateOf(JsonObject resource) =>
        ((string?)resource["effectiveDateTime"] ?? (string?)resource["performedDateTime"] ?? (string?)resource["performedPeriod"]?["start"] ?? (string?)resource["recordedDate"] ?? (string?)resource["recorded"])?[..10];

    private string Metadata()
    {
        var update = Updates ? """{"code":"update"},""" : "";
        var written = ((string[])["Procedure", "Condition", "Observation"]).Select(type => $$"""
            {"type":"{{type}}","interaction":[{"code":"create"},{{update}}{"code":"read"},{"code":"search-type"}],
             "searchParam":[{"name":"patient"},{"name":"{{(type == "Condition" ? "recorded-date" : "date")}}"},{"name":"code"}]}
            """).ToList();
        if (TakesProvenance)
        {
            written.Add($$"""
                {"type":"Provenance","interaction":[{"code":"create"},{{update}}{"code":"read"},{"code":"search-type"}],"searchParam":[{"name":"target"},{"name":"recorded"}]}
                """);
        }
        return $$"""
            {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","resource":[
             {"type":"Patient","interaction":[{"code":"read"},{"code":"search-type"}],"searchParam":[{"name":"identifier"}]},{{string.Join(',', written)}}]}]}
            """;
    }

    private static HttpResponseMessage Say(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/fhir+json") };
}
