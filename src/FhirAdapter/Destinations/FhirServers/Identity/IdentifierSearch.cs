using System.Text;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Outcomes;

namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>Looks resources up by identifier, many at once. Identifiers go in the body, so that no log of addresses has them.</summary>
/// <param name="connection">The way to the server.</param>
/// <param name="mayUseGet">Whether a server that does not take them so may be asked by address.</param>
/// <param name="isThere">Whether a FHIR server still answers at the base, asked before a 404 is taken for the refusal of a way to search.</param>
internal sealed class IdentifierSearch(FhirServerConnection connection, bool mayUseGet, Func<CancellationToken, Task<bool>> isThere)
{
    /// <summary>So many that the longest identifiers still make a modest request.</summary>
    private const int AtOnce = 50;

    private const int PageSize = 4 * AtOnce;

    /// <summary>Whether the server was seen to refuse <c>_search</c>.</summary>
    private volatile bool usesGet;

    /// <summary>Looks identities of one type up.</summary>
    /// <returns>The answer for each, or the reply that made it impossible.</returns>
    public async Task<(Dictionary<ResourceIdentity, SearchAnswer> Found, FhirReply? Refusal)> FindAsync(
        string type, IReadOnlyCollection<ResourceIdentity> identities, CancellationToken cancellationToken)
    {
        var all = new Dictionary<ResourceIdentity, SearchAnswer>();
        foreach (var chunk in identities.Chunk(AtOnce))
        {
            var (found, hasMore, refusal) = await AskAsync(type, chunk, cancellationToken).ConfigureAwait(false);
            if (refusal is not null)
                return (all, refusal);
            foreach (var identity in chunk)
            {
                var answer = found.GetValueOrDefault(identity);
                var isUnfinished = hasMore;
                // A page that ends before all answers says nothing of those that are not on it.
                if (hasMore && chunk.Length > 1)
                {
                    (var alone, isUnfinished, refusal) = await AskAsync(type, [identity], cancellationToken).ConfigureAwait(false);
                    if (refusal is not null)
                        return (all, refusal);
                    answer = alone.GetValueOrDefault(identity);
                }
                // What was not on the page may be on the next one, which is never followed: it can lead to another host.
                if (isUnfinished && answer.Matches == 0)
                    return (all, new FhirReply(ReplyKind.Unknown));
                all[identity] = answer;
            }
        }
        return (all, null);
    }

    /// <summary>All resources that bear an identity, each whole.</summary>
    /// <returns><see langword="null"/> where they did not come all, with the reply that made it impossible.</returns>
    public async Task<(List<(RemoteId Remote, ReadOnlyMemory<byte> Json)>? All, FhirReply? Refusal)> AllAsync(
        ResourceIdentity identity, CancellationToken cancellationToken)
    {
        var query = $"{identity.Query}&_count={PageSize}";
        using var reply = await SendAsync(identity.Type, query, usesGet, cancellationToken).ConfigureAwait(false);
        return reply.IsSuccess ? (SearchReplyReader.ReadAll(reply.Body, identity), null) : (null, reply.WithoutBody());
    }

    private async Task<(Dictionary<ResourceIdentity, SearchAnswer> Found, bool HasMore, FhirReply? Refusal)> AskAsync(
        string type, ResourceIdentity[] identities, CancellationToken cancellationToken)
    {
        var query = $"{ResourceIdentity.QueryOfAny(identities)}&_count={PageSize}";
        var reply = await SendAsync(type, query, usesGet, cancellationToken).ConfigureAwait(false);
        if (!usesGet && IsOthers(reply))
        {
            reply.Dispose();
            return ([], false, new FhirReply(ReplyKind.Unknown, reply.Status));
        }
        if (!usesGet && mayUseGet && reply is { Kind: ReplyKind.Answered, Status: 404 or 405 or 501 }
            && (reply.Status != 404 || await isThere(cancellationToken).ConfigureAwait(false)))
        {
            reply.Dispose();
            reply = await SendAsync(type, query, byGet: true, cancellationToken).ConfigureAwait(false);
            usesGet |= reply.IsSuccess;
        }
        using (reply)
        {
            return reply.IsSuccess && SearchReplyReader.Read(reply.Body, type) is var (found, hasMore)
                ? (found, hasMore, null)
                : ([], false, reply.IsSuccess ? new FhirReply(ReplyKind.Unknown) : reply.WithoutBody());
        }
    }

    // A 404 that is no OperationOutcome may be of a proxy before the server, and says nothing of what the server takes.
    private static bool IsOthers(FhirReply reply) => reply is { Kind: ReplyKind.Answered, Status: 404 } && OutcomeReader.Read(reply.Body.Span) is null;

    private Task<FhirReply> SendAsync(string type, string query, bool byGet, CancellationToken cancellationToken) => connection.SendAsync(
        byGet
            ? new FhirRequest(HttpMethod.Get, $"{type}?{query}", default, Repeatable: true)
            : new FhirRequest(HttpMethod.Post, $"{type}/_search", Encoding.ASCII.GetBytes(query), Repeatable: true) { ContentType = "application/x-www-form-urlencoded" },
        cancellationToken);
}
