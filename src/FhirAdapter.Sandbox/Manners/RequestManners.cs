using System.Text.Json.Nodes;
using FhirAdapter.Sandbox.Metadata;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>What a server makes of one request before it is carried out: it refuses it, or takes of it what it takes.</summary>
internal sealed class RequestManners(WriteProfile profile, Served served, Refusals refusals, DailyCeiling ceiling)
{
    private readonly Dictionary<string, ElementManners> _elements =
        profile.Types.ToDictionary(type => type.Key, type => new ElementManners(type.Key, type.Value, profile.References, refusals), StringComparer.Ordinal);

    /// <summary>The methods that a refused path takes.</summary>
    public string? Allow(FhirRequest request) => served.Types.TryGetValue(request.Segments[0], out var type) ? InteractionCode.Methods(request.Segments, type.Does) : null;

    /// <summary>The request as it is carried out, or its refusal.</summary>
    /// <param name="request">The request.</param>
    /// <param name="view">What is there.</param>
    public Answer<FhirRequest> Before(FhirRequest request, IStoreView view)
    {
        if (request.Segments is ["_history"] && !served.SystemHistory) return NotServed("This server has no history of all types; see metadata.");
        if (request.Segments is [] or ["metadata"] or ["_history"]) return request;
        if (!served.Types.TryGetValue(request.Segments[0], out var type)) return NotServed("This server has no resources of this type; see metadata.");
        if (InteractionCode.Of(request) is not { } interaction) return request;
        if (!type.Does(interaction)) return FhirFailure.Of(405, "not-supported", "This server does not do this with resources of this type; see metadata.");
        return interaction switch
        {
            "search-type" when request.Verb == "POST" && profile.Replies.SearchParametersInBody => request with { Query = [] },
            "create" or "update" when !ceiling.Takes() => refusals.Of(AnswerOccasion.OverCeiling, null),
            "create" or "update" => Write(type, interaction, request, view),
            _ => request,
        };
    }

    private Answer<FhirRequest> Write(ServedType type, string interaction, FhirRequest request, IStoreView view)
    {
        if (interaction == "update" && request.Segments.Length == 1 && !type.ConditionalUpdate)
            return FhirFailure.Of(405, "not-supported", "This server has no conditional update; see metadata.");
        if (interaction == "update" && profile.Conditional.UpdateNeedsVersion && request is { IfMatch: null, Segments.Length: 2 })
            return refusals.Of(AnswerOccasion.MissingVersion, null);
        // A server that knows no such header does not look at it, and creates.
        if (!type.ConditionalCreate) request = request with { IfNoneExist = null };
        if (!type.Versioned) request = request with { IfMatch = null };

        // What R4 does not allow is refused as ever.
        if (ResourceParser.Parse(request.Body).Failed(out _, out var content) || content.Type != type.Type) return request;
        var resource = JsonNode.Parse(request.Body.Span)!.AsObject();
        if (_elements.TryGetValue(type.Type, out var manners))
        {
            if (manners.Apply(resource, isUpdate: interaction == "update").Failed(out var refused, out var kept)) return refused;
            resource = kept;
        }

        var isCreate = interaction == "create" && request.IfNoneExist is null;
        if (isCreate && refusals.SeesDuplicates && Duplicates.Any(resource, view)) return refusals.Of(AnswerOccasion.Duplicate, type.Type);
        return request with { Body = JsonBytes.Of(writer => resource.WriteTo(writer)) };
    }

    private static FhirFailure NotServed(string text) => FhirFailure.Of(404, "not-supported", text);
}
