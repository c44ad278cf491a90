using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirAdapter.Sandbox.Metadata;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>Stands around the sandbox's own service and makes it behave like another kind of server.</summary>
internal sealed class MannerlyService
{
    private readonly Func<FhirRequest, FhirResponse> _handle;
    private readonly JsonObject _profile;
    private readonly Dictionary<string, MannersOfType> _types;
    private readonly bool _othersAreTaken;
    private readonly AnswerCodes _codes;
    private byte[]? _capability;

    public MannerlyService(SandboxManners manners, Func<FhirRequest, FhirResponse> handle)
    {
        (_profile, _handle) = (manners.Profile, handle);
        _types = (_profile["types"] as JsonObject)?.ToDictionary(each => each.Key, each => new MannersOfType(each.Value!.AsObject())) ?? [];
        _othersAreTaken = _profile["otherTypes"]?.GetValue<string>() != "not-taken";
        _codes = new AnswerCodes(_profile["answers"] as JsonObject);
    }

    public FhirResponse Handle(FhirRequest request)
    {
        if (request.Segments is [] && request.Verb == "POST")
            return Bundle(request);
        if (request.Segments is ["metadata"])
            return Capability(request);
        if (request.Segments is not [var type, ..] || !ResourceTypes.IsKnown(type))
            return _handle(request);
        if (Of(type) is not { } manners)
            return FhirResponse.Of(FhirFailure.Of(404, "not-supported", "This kind of server has no resources of this type."));
        var interaction = InteractionOf(request);
        if (interaction is not null && !manners.Takes(interaction))
            return FhirResponse.Of(FhirFailure.Of(405, "not-supported", $"This kind of server does not take {interaction} of this type."));
        return interaction switch
        {
            "create" or "update" => Write(request, type, manners, interaction),
            "search-type" => Search(request, manners),
            _ => WithoutVersion(_handle(request), manners),
        };
    }

    private MannersOfType? Of(string type) =>
        _types.TryGetValue(type, out var manners) ? manners : _othersAreTaken ? new MannersOfType(null) : null;

    private static string? InteractionOf(FhirRequest request) => (request.Verb, request.Segments) switch
    {
        ("POST", [_]) => "create",
        ("PUT", _) => "update",
        ("DELETE", _) => "delete",
        ("POST", [_, "_search"]) or ("GET", [_]) => "search-type",
        ("GET", [_, "_history"]) => "history-type",
        ("GET", [_, _]) => "read",
        ("GET", [_, _, "_history"]) => "history-instance",
        ("GET", [_, _, "_history", _]) => "vread",
        _ => null,
    };

    private bool Says(string group, string name, bool otherwise) => _profile[group]?[name]?.GetValue<bool>() ?? otherwise;

    private FhirResponse Bundle(FhirRequest request)
    {
        var isTransaction = Encoding.UTF8.GetString(request.Body.Span).Contains("\"transaction\"", StringComparison.Ordinal);
        if (!Says("bundles", isTransaction ? "transaction" : "batch", otherwise: true))
            return FhirResponse.Of(FhirFailure.Of(405, "not-supported", "This kind of server takes no such Bundle."));
        if (_profile["bundles"]?["maxEntries"]?.GetValue<int>() is { } most && Entries(request) > most)
            return FhirResponse.Of(FhirFailure.Of(413, "too-costly", $"This kind of server takes {most} entries at most."));
        return _handle(request);
    }

    private static int Entries(FhirRequest request)
    {
        try
        {
            return (JsonNode.Parse(request.Body.Span)?["entry"] as JsonArray)?.Count ?? 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private FhirResponse Write(FhirRequest request, string type, MannersOfType manners, string interaction)
    {
        if (interaction == "update" && request.Segments is [_] && !Says("conditional", "update", otherwise: true))
            return FhirResponse.Of(FhirFailure.Of(405, "not-supported", "This kind of server takes no conditional update."));
        if (interaction == "update" && request.IfMatch is null && Says("conditional", "updateNeedsVersion", otherwise: false))
            return FhirResponse.Of(FhirFailure.Of(412, "required", "This kind of server asks for If-Match."));
        if (!Says("conditional", "create", otherwise: true))
            request = request with { IfNoneExist = null };
        if (!manners.KeepsVersions)
            request = request with { IfMatch = null };
        if (Kept(request.Body, type, manners).Failed(out var failure, out var body))
            return FhirResponse.Of(failure);
        var response = _handle(request with { Body = body });
        if (response.Status is 422 && _codes.OfReference is { } code && response.Body is { } told && IsOfReference(told))
            response = response with { Body = WithDetails(told, code) };
        return WithoutVersion(interaction == "create" && response.Status == 201 ? AsCreated(response) : response, manners);
    }

    private Answer<byte[]> Kept(ReadOnlyMemory<byte> body, string type, MannersOfType manners)
    {
        JsonObject? resource = null;
        try
        {
            resource = JsonNode.Parse(body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            // What is no resource the sandbox itself refuses.
        }

        if (resource is null || ResourceParser.Parse(body).Failed(out _, out _))
            return body.ToArray();
        if (!Says("references", "logical", otherwise: true) && Logical(resource, type) is { } path)
            return new FhirFailure(422, [new Issue("error", "not-found", "This kind of server takes literal references only.", path) { Details = _codes.OfReference }]);
        if (new ElementManners(manners, type, _codes).Apply(resource) is { } refusal)
            return refusal;
        return JsonSerializer.SerializeToUtf8Bytes(resource);
    }

    /// <summary>The path of the first reference that names its target by identifier alone.</summary>
    private static string? Logical(JsonNode node, string path) => node switch
    {
        JsonObject { Count: > 0 } json when json["identifier"] is JsonObject && json["type"] is JsonValue && json["reference"] is null => path,
        JsonObject json => json.Where(each => each.Value is not null).Select(each => Logical(each.Value!, $"{path}.{each.Key}")).FirstOrDefault(found => found is not null),
        JsonArray list => list.OfType<JsonNode>().Select(each => Logical(each, path)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private FhirResponse AsCreated(FhirResponse response) => response with
    {
        Body = Says("replies", "emptyBody", otherwise: false) ? null : response.Body,
        ETag = Says("replies", "entityTagOnCreate", otherwise: true) ? response.ETag : null,
        IsLocationRelative = Says("replies", "relativeLocation", otherwise: false),
        ContentType = _profile["replies"]?["contentType"]?.GetValue<string>(),
    };

    private static FhirResponse WithoutVersion(FhirResponse response, MannersOfType manners) =>
        manners.KeepsVersions ? response : response with { ETag = null };

    private FhirResponse Search(FhirRequest request, MannersOfType manners)
    {
        if (manners.SearchParameters is { } known
            && request.Query.FirstOrDefault(pair => pair.Name is { Length: > 0 } name && name[0] != '_' && !known.Contains(name.Split(':')[0])) is { Name: not null } unknown)
            return FhirResponse.Of(FhirFailure.Of(400, "not-supported", $"This kind of server does not search by {unknown.Name}."));
        return _handle(request);
    }

    private FhirResponse Capability(FhirRequest request)
    {
        var own = _handle(request);
        return own with { Body = _capability ??= MannerlyCapability.Of(own.Body!, _profile, Of) };
    }

    private static bool IsOfReference(byte[] outcome) => JsonNode.Parse(outcome)?["issue"]?[0]?["code"]?.GetValue<string>() is "not-found";

    private static byte[] WithDetails(byte[] outcome, string code)
    {
        var json = JsonNode.Parse(outcome)!;
        json["issue"]![0]!["details"] = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["code"] = code }) };
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }
}
