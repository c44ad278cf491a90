using System.Text;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Destinations.FhirServers.Contents;

/// <summary>Asks a server for all resources of one patient or target, day and code. All parameters go in the body, so that no log of addresses has them.</summary>
/// <param name="connection">To the server.</param>
/// <param name="mayUseGet">Whether a server that does not take them so may be asked by address.</param>
/// <param name="isThere">Whether a FHIR server still answers at the base, asked before a 404 is taken for the refusal of a way to search.</param>
internal sealed class ContentSearch(FhirServerConnection connection, bool mayUseGet, Func<CancellationToken, Task<bool>> isThere)
{
    private const int PageSize = 100;
    private const int MostPages = 20;

    /// <summary>Whether the server was seen to refuse <c>_search</c>.</summary>
    private volatile bool usesGet;

    /// <summary>All that a query finds, each whole; or the reply that made it impossible.</summary>
    public async Task<(IReadOnlyList<(RemoteId Remote, ReadOnlyMemory<byte> Json)> Found, FhirReply? Refusal)> FindAsync(
        string type, string query, CancellationToken cancellationToken)
    {
        var all = new List<(RemoteId, ReadOnlyMemory<byte>)>();
        var request = First(type, query, usesGet);
        for (var page = 0; page < MostPages; page++)
        {
            var reply = await connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (page == 0 && mayUseGet && !usesGet && reply is { Kind: ReplyKind.Answered, Status: 404 or 405 or 501 }
                && (reply.Status != 404 || await isThere(cancellationToken).ConfigureAwait(false)))
            {
                reply.Dispose();
                reply = await connection.SendAsync(First(type, query, byGet: true), cancellationToken).ConfigureAwait(false);
                usesGet |= reply.IsSuccess;
            }
            using (reply)
            {
                if (!reply.IsSuccess)
                    return ([], reply.WithoutBody());
                if (SearchReplyReader.ReadWhole(reply.Body, type) is not var (found, next))
                    return ([], new FhirReply(ReplyKind.Unknown));
                all.AddRange(found);
                if (next is null)
                    return (all, null);
                if (connection.Origin.PathOf(next) is not { } path)
                    return ([], new FhirReply(ReplyKind.Unknown));
                request = new FhirRequest(HttpMethod.Get, path, default, Repeatable: true);
            }
        }
        return ([], new FhirReply(ReplyKind.Unknown));
    }

    private static FhirRequest First(string type, string query, bool byGet)
    {
        var parameters = $"{query}&_count={PageSize}";
        return byGet
            ? new FhirRequest(HttpMethod.Get, $"{type}?{parameters}", default, Repeatable: true)
            : new FhirRequest(HttpMethod.Post, $"{type}/_search", Encoding.ASCII.GetBytes(parameters), Repeatable: true) { ContentType = "application/x-www-form-urlencoded" };
    }
}
