using System.Text.Json;
using System.Text.Json.Nodes;
using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Settles what a server made twice of one create: one stays, the others are marked entered in error and lose the identifier.</summary>
/// <remarks>Only where each of them holds exactly what was sent, so that nothing of anybody else is touched. Anything else is for a person.</remarks>
internal sealed class Doubles(ServerSession session, Lease lease)
{
    /// <summary>How many of one resource are settled without a person.</summary>
    private const int Most = 5;

    /// <returns>Whether one is left, with its id noted; and why nothing more is to be sent, where a request met that.</returns>
    public async Task<(bool IsSettled, Stop? Stop)> SettleAsync(Entry entry, CancellationToken cancellationToken)
    {
        if (entry.Unit.IsParty || !session.Plan.CanUpdate(entry.Type))
            return (false, null);
        var (all, refusal) = await session.Search.AllAsync(entry.Self.Identity, cancellationToken).ConfigureAwait(false);
        if (refusal is not null && (Stop.Of(refusal, session.Options.RetryAfterCap) ?? Stop.OfSilence(refusal)) is { } stop)
            return (false, stop);
        var sent = entry.Sent();
        if (all is not { Count: > 1 and <= Most } || !all.TrueForAll(each => ContentComparison.IsSame(sent, each.Json)))
            return (false, null);
        // The one that the answer named stays: what was written with it refers to it.
        var kept = all.Find(each => each.Remote.Id == entry.Self.Id) is { Json.IsEmpty: false } named ? named : all[0];
        foreach (var surplus in all)
        {
            if (surplus.Remote.Id == kept.Remote.Id)
                continue;
            var body = Withdrawn(surplus.Json, entry.Type);
            var request = new FhirRequest(HttpMethod.Put, $"{entry.Type}/{surplus.Remote.Id}", body, Repeatable: true)
            {
                IfMatch = session.Plan.IsVersioned(entry.Type) ? surplus.Remote.Version : null, Lease = lease,
            };
            using var reply = await session.Connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if ((Stop.Of(reply, session.Options.RetryAfterCap) ?? Stop.OfSilence(reply)) is { } silence)
                return (false, silence);
            if (!reply.IsSuccess)
                return (false, null);
        }
        entry.Self.Found(kept.Remote.Id, kept.Remote.Version, isConfirmed: true);
        entry.Unit.SettledBy = FailureCode.SettledDoubles;
        return (true, null);
    }

    private static byte[] Withdrawn(ReadOnlyMemory<byte> json, string type)
    {
        var resource = JsonNode.Parse(json.Span)!.AsObject();
        resource.Remove("identifier");
        resource.Remove("meta");
        if (type is "Condition" or "AllergyIntolerance")
        {
            // con-5 and ait-2: what is entered in error has no clinical status.
            resource.Remove("clinicalStatus");
            var system = type == "Condition" ? "condition-ver-status" : "allergyintolerance-verification";
            resource["verificationStatus"] = new JsonObject
            {
                ["coding"] = new JsonArray(new JsonObject
                {
                    ["system"] = $"http://terminology.hl7.org/CodeSystem/{system}", ["code"] = "entered-in-error",
                }),
            };
        }
        else
        {
            resource["status"] = "entered-in-error";
        }
        return JsonSerializer.SerializeToUtf8Bytes(resource);
    }
}
