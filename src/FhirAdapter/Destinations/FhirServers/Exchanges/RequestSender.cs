using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Turns write requests into bytes and sends them.</summary>
internal static class RequestSender
{
    public static async Task SendAsync(WriteRequest request, WritePlan plan, FhirServerConnection connection, Lease lease, CancellationToken cancellationToken)
    {
        Choose(request, plan);
        using var bytes = new PooledBytes((int)Math.Min(int.MaxValue / 2, request.Bytes + 256));
        var message = Request(request, bytes, lease);
        FailPoint.Pass("request.written");
        request.Reply = await connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
        FailPoint.Pass("request.answered");
        request.WasRepeated = message.Tries > 1;
        request.WasUnknown = message.WasUnknown || message.IsUnanswered;
    }

    private static void Choose(WriteRequest request, WritePlan plan)
    {
        var referredTo = new HashSet<Target>();
        foreach (var entry in request.Entries)
        {
            foreach (var each in entry.References)
            {
                if (!each.IsLogical && each.Target.Literal is null)
                    referredTo.Add(each.Target);
            }
        }
        foreach (var entry in request.Entries)
        {
            var interaction = entry.Link is not null && entry.Self.Id is null
                ? Interaction.Create
                : plan.Choose(entry.Type, entry.Self.Id is not null, referredTo.Contains(entry.Self));
            // Somebody who is not ours to change is only ever created, without a chance to overwrite who is there.
            if (entry.Unit.IsParty && interaction == Interaction.ConditionalUpdate)
                interaction = plan.CanBeReferredTo(entry.Type) ? Interaction.ConditionalCreate : Interaction.Create;
            if (!plan.IsVersioned(entry.Type))
                entry.Self.Version = null;
            request.Interactions.Add(interaction);
        }
    }

    private static FhirRequest Request(WriteRequest request, PooledBytes bytes, Lease lease)
    {
        if (request.Mode != WriteMode.Single)
        {
            BundleWriter.Write(bytes, request);
            return new FhirRequest(HttpMethod.Post, "", bytes.WrittenMemory, !request.Interactions.Contains(Interaction.Create)) { Lease = lease };
        }
        var entry = request.Entries[0];
        var interaction = request.Interactions[0];
        entry.Body!.CopyTo(bytes, interaction == Interaction.Update ? entry.Self.Id : null);
        var method = interaction is Interaction.Update or Interaction.ConditionalUpdate ? HttpMethod.Put : HttpMethod.Post;
        return new FhirRequest(method, BundleWriter.Url(entry, interaction), bytes.WrittenMemory, interaction != Interaction.Create)
        {
            Lease = lease,
            IfMatch = interaction == Interaction.Update ? entry.Self.Version : null,
            IfNoneExist = interaction == Interaction.ConditionalCreate ? entry.Self.Identity.Query : null,
        };
    }
}
