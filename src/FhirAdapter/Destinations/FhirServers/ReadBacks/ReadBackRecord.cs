using System.Collections.Concurrent;
using FhirAdapter.Destinations.FhirServers.Contents;
using FhirAdapter.Outbox;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.FhirServers.ReadBacks;

/// <summary>Keeps how much of each type was read back and what differed, over restarts. Each difference is told once.</summary>
internal sealed class ReadBackRecord(string destination, FhirServerOptions options, IDestinationState state, ILogger logger) : IDisposable
{
    /// <summary>The topic of a notice: an element that the server does not keep as it is sent.</summary>
    public const string Difference = "difference";

    private const string Topic = "read-back";
    private const int First = 3;
    private const int MostDifferences = 500;

    private readonly SemaphoreSlim gate = new(1);
    private readonly ConcurrentDictionary<string, int> unreadable = new(StringComparer.Ordinal);
    private Dictionary<string, DestinationFact>? counts;
    private Dictionary<string, DestinationFact> differences = [];

    /// <summary>Whether the next resource of a type that was written is to be read back.</summary>
    /// <param name="type">The resource type.</param>
    /// <param name="unnoted">How many of the type were read back and not noted yet.</param>
    /// <param name="chance">Drawn from 0 to 1.</param>
    /// <param name="cancellationToken">Ends it without an answer.</param>
    public async ValueTask<bool> AsksAsync(string type, int unnoted, double chance, CancellationToken cancellationToken)
    {
        if (options.ReadBack == ReadBackMode.None)
            return false;
        if (options.ReadBack == ReadBackMode.All || (options.ReadBack == ReadBackMode.Sample && chance < options.ReadBackSample))
            return true;
        // Without a ledger every process would take its own for the first ones.
        if (!state.IsKept)
            return false;
        if (Volatile.Read(ref counts) is null)
            await LoadAsync(cancellationToken).ConfigureAwait(false);
        return (counts!.GetValueOrDefault(type)?.Count ?? 0) + unnoted + unreadable.GetValueOrDefault(type) < First;
    }

    /// <summary>Remembers, until the next start, that one of a type could not be read: a server that lets nobody read is not asked for every record.</summary>
    public void CouldNotRead(string type) => unreadable.AddOrUpdate(type, 1, static (_, count) => count + 1);

    /// <summary>Whether the server was seen to make a difference of this kind. What was seen to be left out may also be cut, and the other way round.</summary>
    public bool IsKnown(ContentDifference difference) =>
        Volatile.Read(ref differences).TryGetValue(difference.Path, out var known)
        && (known.Detail == WordOf(difference.Kind) || (IsLess(known.Detail) && IsLess(WordOf(difference.Kind))));

    /// <summary>Loads what earlier processes saw.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref counts) is not null)
            return;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (counts is not null)
                return;
            var facts = await state.FactsAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref differences, Named(facts, Difference));
            Volatile.Write(ref counts, Named(facts, Topic));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Notes resources of one type that were read back.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="seen">What differed in each, apart from what was foretold.</param>
    /// <param name="cancellationToken">Ends it before anything is kept.</param>
    public async Task NoteAsync(string type, IReadOnlyList<IReadOnlyCollection<ContentDifference>> seen, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            List<DestinationFact> changes = [Raised(counts!, type, new DestinationFact(Topic, type, null, 0), seen.Count)];
            List<string> news = [];
            foreach (var group in seen.SelectMany(each => each).GroupBy(each => each.Path))
            {
                var isNew = !differences.ContainsKey(group.Key);
                if (isNew && differences.Count >= MostDifferences)
                    continue;
                var kind = WordOf(group.First().Kind);
                changes.Add(Raised(differences, group.Key, new DestinationFact(Difference, group.Key, kind, 0) { IsNotice = true }, group.Count()));
                if (isNew)
                    news.Add($"{group.Key} ({kind})");
            }
            await state.NoteAsync(changes, cancellationToken).ConfigureAwait(false);
            Keep(ref counts!, changes, Topic);
            Keep(ref differences, changes, Difference);
            if (news.Count > 0)
                Log.Differs(logger, destination, string.Join(", ", news));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes what was told for given: it stays known and is shown no more.</summary>
    /// <returns>How many differences were accepted.</returns>
    public async Task<int> AcceptAsync(CancellationToken cancellationToken)
    {
        var told = (await state.FactsAsync(cancellationToken).ConfigureAwait(false)).Where(fact => fact is { Topic: Difference, IsNotice: true }).ToList();
        if (told.Count > 0)
            await state.NoteAsync(told.ConvertAll(fact => fact with { IsNotice = false }), cancellationToken).ConfigureAwait(false);
        return told.Count;
    }

    public void Dispose() => gate.Dispose();

    private static DestinationFact Raised(Dictionary<string, DestinationFact> known, string name, DestinationFact first, int by)
    {
        var before = known.GetValueOrDefault(name) ?? first;
        return before with { Count = before.Count + by };
    }

    // Readers go by the dictionary as it was: a new one takes its place.
    private static void Keep(ref Dictionary<string, DestinationFact> kept, List<DestinationFact> changes, string topic)
    {
        var next = new Dictionary<string, DestinationFact>(kept, StringComparer.Ordinal);
        foreach (var change in changes.Where(change => change.Topic == topic))
            next[change.Name] = change;
        Volatile.Write(ref kept, next);
    }

    private static Dictionary<string, DestinationFact> Named(IEnumerable<DestinationFact> facts, string topic) =>
        facts.Where(fact => fact.Topic == topic).ToDictionary(fact => fact.Name, StringComparer.Ordinal);

    private static bool IsLess(string? word) => word == WordOf(DifferenceKind.Missing) || word == WordOf(DifferenceKind.Shortened);

    private static string WordOf(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Missing => "missing",
        DifferenceKind.Shortened => "shortened",
        DifferenceKind.Added => "added by the server",
        _ => "changed",
    };
}
