using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Contents;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Reads back some of what a wave wrote and compares it with what was sent. It changes nothing of what came of the wave.</summary>
internal static class ReadingBack
{
    /// <returns>Why nothing more is to be sent, where a question met that.</returns>
    public static async Task<Stop?> RunAsync(List<WriteRequest> wave, ServerSession session, CancellationToken cancellationToken)
    {
        if (session.Options.ReadBack == ReadBackMode.None)
            return null;
        Dictionary<string, List<IReadOnlyCollection<ContentDifference>>>? seen = null;
        Stop? stop = null;
        foreach (var entry in wave.Where(request => request.Reply is not null).SelectMany(request => request.Entries))
        {
            if (entry is not { State: EntryState.Arrived, Self.Literal: not null, WasReadBack: false } || entry.Unit.IsParty)
                continue;
            entry.WasReadBack = true;
            var unnoted = seen?.GetValueOrDefault(entry.Type)?.Count ?? 0;
            if (!entry.IsToBeReadBack && !await session.ReadBack.AsksAsync(entry.Type, unnoted, Random.Shared.NextDouble(), cancellationToken).ConfigureAwait(false))
                continue;
            (var differences, stop) = await ReadAsync(entry, session, cancellationToken).ConfigureAwait(false);
            if (stop is not null)
                break;
            if (differences is null)
            {
                session.ReadBack.CouldNotRead(entry.Type);
                continue;
            }

            seen ??= [];
            if (!seen.TryGetValue(entry.Type, out var ofType))
                seen[entry.Type] = ofType = [];
            ofType.Add(differences);
        }
        foreach (var (type, differences) in seen ?? [])
            await session.ReadBack.NoteAsync(type, differences, cancellationToken).ConfigureAwait(false);
        return stop;
    }

    private static async Task<(IReadOnlyCollection<ContentDifference>? Differences, Stop? Stop)> ReadAsync(
        Entry entry, ServerSession session, CancellationToken cancellationToken)
    {
        var request = new FhirRequest(HttpMethod.Get, entry.Self.Literal!, default, Repeatable: true);
        using var reply = await session.Connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (Stop.Of(reply, session.Options.RetryAfterCap) is { } stop)
            return (null, stop);
        // Some servers let nobody read what they wrote; then nothing is learned.
        if (!reply.IsSuccess || ContentDifferences.Between(entry.Sent(), reply.Body, entry.Type) is not { } differences)
            return (null, null);
        return ([.. differences.Where(difference => !session.Plan.IsForetold(entry.Type, difference))], null);
    }
}
