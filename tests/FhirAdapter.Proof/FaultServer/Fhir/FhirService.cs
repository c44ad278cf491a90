using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirAdapter.Proof.FaultServer.Fhir;

/// <summary>
/// A small R4 service over a store: metadata, read, search by identifier and by patient, create, update, both conditionally, transaction and batch.
/// It is what the faults happen to, and what is counted at the end; it checks no more than references.
/// </summary>
internal sealed class FhirService
{
    private readonly Lock _gate = new();
    private readonly Searches _searches;

    /// <param name="manners">What it can do and how it behaves.</param>
    /// <param name="address">Where its links lead; by default they are relative.</param>
    public FhirService(ServerManners manners, Uri? address = null)
    {
        Manners = manners;
        _searches = new Searches(Store, manners.PageSize) { Base = address };
    }

    public FhirStore Store { get; } = new();

    public ServerManners Manners { get; }

    /// <summary>How many of the next creates are carried out twice, as by a server with a race.</summary>
    public int Races { get; set; }

    /// <summary>What this server never takes.</summary>
    public Func<JsonObject, bool>? Refuses { get; init; }

    /// <summary>Looks at the store while nobody writes.</summary>
    public T Look<T>(Func<FhirStore, T> look)
    {
        lock (_gate)
            return look(Store);
    }

    public WireReply Handle(WireRequest request)
    {
        var path = request.Target.TrimStart('/');
        lock (_gate)
        {
            try
            {
                return (request.Method, path.Split('?')[0].Split('/')) switch
                {
                    ("GET", ["metadata"]) => Metadata.Of(Manners),
                    ("POST", [""]) => Bundle(JsonNode.Parse(request.Body)!),
                    ("POST", [var type, "_search"]) => _searches.First(type, request.BodyText),
                    ("GET", [""]) => _searches.Next(path.Split('?').ElementAtOrDefault(1) ?? ""),
                    ("GET", [var type]) => _searches.First(type, path.Split('?').ElementAtOrDefault(1) ?? ""),
                    ("GET", [var type, var id]) => Read(type, id),
                    ("POST" or "PUT", _) => Single(new Write(
                        request.Method, path, (JsonObject)JsonNode.Parse(request.Body)!,
                        request.Header("If-None-Exist"), request.Header("If-Match"), null)),
                    _ => WireReply.Outcome(405, "not-supported"),
                };
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException or NullReferenceException or FormatException)
            {
                return WireReply.Outcome(400, "structure");
            }
        }
    }

    private WireReply Read(string type, string id) => Store.Read(type, id) is { } stored
        ? WireReply.Text(200, stored.Json.ToJsonString()) with { ETag = stored.ETag }
        : WireReply.Outcome(404, "not-found");

    private WireReply Single(Write write)
    {
        var planned = Plan(write);
        if (planned.IsRefused)
            return planned.Refusal;
        if (MissingReference(write.Json, []) is not null)
            return WireReply.Outcome(422, "processing");
        var stored = Carry(planned);
        return WireReply.Empty(planned.Status) with { Location = $"{stored.Literal}/_history/{stored.Version}", ETag = Manners.Versioned ? stored.ETag : null };
    }

    private WireReply Bundle(JsonNode bundle)
    {
        var writes = bundle["entry"]!.AsArray().Select(each => Write.OfEntry(each!)).ToList();
        return (string?)bundle["type"] switch
        {
            "transaction" when Manners.Transaction => Transaction(writes),
            "batch" when Manners.Batch => Respond("batch-response", writes.ConvertAll(write => Single(write))),
            _ => WireReply.Outcome(405, "not-supported"),
        };
    }

    private WireReply Transaction(List<Write> writes)
    {
        var planned = writes.ConvertAll(Plan);
        if (planned.Find(each => each.IsRefused) is { } refused)
            return refused.Refusal;
        var literals = planned.Where(each => each.Write.FullUrl is not null).ToDictionary(each => each.Write.FullUrl!, each => $"{each.Write.Type}/{each.Id}");
        foreach (var each in planned)
            Rewrite(each.Write.Json, literals);
        if (planned.Exists(each => MissingReference(each.Write.Json, [.. literals.Values]) is not null))
            return WireReply.Outcome(422, "processing");
        return Respond("transaction-response", planned.ConvertAll(each =>
        {
            var stored = Carry(each);
            return WireReply.Empty(each.Status) with { Location = $"{stored.Literal}/_history/{stored.Version}", ETag = stored.ETag };
        }));
    }

    private static WireReply Respond(string type, List<WireReply> replies)
    {
        var entries = new JsonArray();
        foreach (var reply in replies)
        {
            var response = new JsonObject { ["status"] = reply.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) };
            if (reply.Location is not null)
                (response["location"], response["etag"]) = (reply.Location, reply.ETag);
            if (reply.Body.Length > 0)
                response["outcome"] = JsonNode.Parse(reply.Body);
            entries.Add(new JsonObject { ["response"] = response });
        }
        return WireReply.Text(200, new JsonObject { ["resourceType"] = "Bundle", ["type"] = type, ["entry"] = entries }.ToJsonString());
    }

    private Planned Plan(Write write)
    {
        if (!Metadata.Types.Contains(write.Type))
            return new Planned(write, 404, null, false);
        if (Refuses?.Invoke(write.Json) == true)
            return new Planned(write, 422, null, false);
        if (write.Method == "POST")
        {
            if (write.IfNoneExist is null || !Manners.ConditionalCreate)
                return new Planned(write, 201, Store.NextId(write.Type), true);
            var matches = Write.IdentifiersOf(write.IfNoneExist).SelectMany(each => Store.Find(write.Type, each)).ToList();
            return matches.Count switch
            {
                0 => new Planned(write, 201, Store.NextId(write.Type), true),
                1 => new Planned(write, 200, matches[0].Id, false),
                _ => new Planned(write, 412, null, false),
            };
        }
        if (write.Query is { } query)
        {
            if (!Manners.ConditionalUpdate)
                return new Planned(write, 405, null, false);
            var matches = Write.IdentifiersOf(query).SelectMany(each => Store.Find(write.Type, each)).ToList();
            return matches.Count switch
            {
                0 => new Planned(write, 201, Store.NextId(write.Type), true),
                1 => new Planned(write, 200, matches[0].Id, true),
                _ => new Planned(write, 412, null, false),
            };
        }
        if (write.Id is not { } id || Store.Read(write.Type, id) is not { } stored)
            return new Planned(write, 404, null, false);
        return Manners.Versioned && write.IfMatch is { } version && version != stored.ETag
            ? new Planned(write, 412, null, false)
            : new Planned(write, 200, id, true);
    }

    private StoredResource Carry(Planned planned)
    {
        var write = planned.Write;
        if (!planned.Changes)
            return Store.Read(write.Type, planned.Id!)!;
        if (Races > 0 && planned.Status == 201 && Races-- > 0)
            Store.Put(write.Type, Store.NextId(write.Type), (JsonObject)write.Json.DeepClone());
        return Store.Put(write.Type, planned.Id!, write.Json);
    }

    private static void Rewrite(JsonNode? node, Dictionary<string, string> literals)
    {
        switch (node)
        {
            case JsonObject json:
                if (json["reference"] is JsonValue value && literals.TryGetValue((string)value!, out var literal))
                    json["reference"] = literal;
                foreach (var (_, child) in json)
                    Rewrite(child, literals);
                break;
            case JsonArray array:
                foreach (var child in array)
                    Rewrite(child, literals);
                break;
        }
    }

    /// <summary>A reference that leads nowhere: what a server with referential integrity refuses.</summary>
    private string? MissingReference(JsonNode? node, HashSet<string> coming) => node switch
    {
        JsonObject json => json["reference"] is JsonValue value && (string)value! is var literal && !Store.Has(literal) && !coming.Contains(literal)
            ? literal
            : json.Select(each => MissingReference(each.Value, coming)).FirstOrDefault(each => each is not null),
        JsonArray array => array.Select(each => MissingReference(each, coming)).FirstOrDefault(each => each is not null),
        _ => null,
    };
}
