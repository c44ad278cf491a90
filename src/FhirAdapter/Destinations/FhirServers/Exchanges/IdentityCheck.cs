using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Looks whether ids that only answers to writes named are those of the resources that bear the identifiers.</summary>
/// <remarks>One search for up to 50 identifiers; a resource is read by id only where the search, which may lag behind, knows nothing of it.</remarks>
internal sealed class IdentityCheck(ServerSession session)
{
    /// <summary>Looks targets up, each with an id.</summary>
    /// <returns>What was found of each, or why nothing more is to be sent.</returns>
    public async Task<(Dictionary<Target, IdentityFinding> Findings, Stop? Stop)> RunAsync(
        IReadOnlyCollection<Target> targets, CancellationToken cancellationToken)
    {
        var findings = new Dictionary<Target, IdentityFinding>();
        foreach (var type in targets.GroupBy(each => each.Identity.Type))
        {
            var (answers, stop) = await SearchAsync(type.Key, [.. type], cancellationToken).ConfigureAwait(false);
            if (stop is not null)
                return (findings, stop);
            foreach (var target in type)
            {
                var answer = answers?.GetValueOrDefault(target.Identity);
                if (answer is { Matches: > 0 } found)
                    findings[target] = Of(target, found);
                else if (answer is null && !session.Plan.CanRead(type.Key))
                    findings[target] = IdentityFinding.Unproven;
                else
                {
                    (findings[target], stop) = await ReadAsync(target, cancellationToken).ConfigureAwait(false);
                    if (stop is not null)
                        return (findings, stop);
                }
            }
        }
        return (findings, null);
    }

    private async Task<(Dictionary<ResourceIdentity, SearchAnswer>? Answers, Stop? Stop)> SearchAsync(
        string type, List<Target> targets, CancellationToken cancellationToken)
    {
        if (!session.Plan.CanSearch(type))
            return (null, null);
        var (found, refusal) = await session.Search.FindAsync(type, targets.ConvertAll(each => each.Identity), cancellationToken).ConfigureAwait(false);
        return refusal is null ? (found, null) : (null, Stop.Of(refusal, session.Options.RetryAfterCap) ?? Stop.OfSilence(refusal));
    }

    private static IdentityFinding Of(Target target, SearchAnswer answer)
    {
        if (answer.Matches > 1)
            return IdentityFinding.Doubled;
        var remote = answer.Remote!.Value;
        if (remote.Id == target.Id)
        {
            target.IsConfirmed = true;
            return IdentityFinding.Confirmed;
        }
        target.Found(remote.Id, remote.Version, isConfirmed: true);
        return IdentityFinding.Elsewhere;
    }

    private async Task<(IdentityFinding Finding, Stop? Stop)> ReadAsync(Target target, CancellationToken cancellationToken)
    {
        var request = new FhirRequest(HttpMethod.Get, target.Literal!, default, Repeatable: true);
        using var reply = await session.Connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if ((Stop.Of(reply, session.Options.RetryAfterCap) ?? Stop.OfSilence(reply)) is { } stop)
            return (IdentityFinding.Unproven, stop);
        if (reply.Status is 404 or 410)
            return (IdentityFinding.Absent, null);
        if (!reply.IsSuccess || SearchReplyReader.ReadResource(reply.Body, target.Identity.Type) is not { } there)
            return (IdentityFinding.Unproven, null);
        var isIt = there.Remote.Id == target.Id && there.Identities.Contains(target.Identity);
        target.IsConfirmed = isIt;
        return (isIt ? IdentityFinding.Confirmed : IdentityFinding.AnotherResource, null);
    }
}
