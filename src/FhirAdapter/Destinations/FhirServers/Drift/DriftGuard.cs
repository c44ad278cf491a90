using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Outbox;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.FhirServers.Drift;

/// <summary>
/// Keeps what a server said it can and allows, and compares it with what it says now. What is gone is counted on no more: what needs it waits until the
/// server has it again or a person accepts its new state. What is new is told.
/// </summary>
internal sealed class DriftGuard(string destination, IDestinationState state, ILogger logger) : IDisposable
{
    /// <summary>The topic of a notice: an ability that is gone, for which deliveries wait.</summary>
    public const string Paused = "paused";

    /// <summary>The topic of a notice: an ability that is gone, without which there is another way.</summary>
    public const string Gone = "gone";

    /// <summary>The topic of a notice: an ability that is new.</summary>
    public const string Gained = "gained";

    private const string Topic = "abilities";
    private const string KeptName = "kept";
    private const string NowName = "now";

    private readonly SemaphoreSlim gate = new(1);
    private IReadOnlySet<string> kept = new HashSet<string>();
    private IReadOnlySet<string> lost = new HashSet<string>();

    /// <summary>The abilities that are counted on.</summary>
    public IReadOnlySet<string> Kept => Volatile.Read(ref kept);

    /// <summary>Whether any of them is gone that deliveries can hang on.</summary>
    public bool IsDrifted => Volatile.Read(ref lost).Count > 0;

    /// <summary>The first of these abilities that is gone, or whose scope is.</summary>
    public string? LostOf(IEnumerable<string> needs)
    {
        var gone = Volatile.Read(ref lost);
        return gone.Count == 0 ? null : needs.FirstOrDefault(need => gone.Contains(need) || gone.Contains(Abilities.Scope(need)));
    }

    /// <summary>Compares what the server says now with what is kept, and keeps what is new of it.</summary>
    /// <param name="server">What it says.</param>
    /// <param name="signIn">What was told when signing in; <see langword="null"/> where that is not known now.</param>
    /// <param name="cancellationToken">Ends it; what was kept stays.</param>
    public async Task CompareAsync(ServerCapability server, IReadOnlyList<string>? signIn, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var facts = await state.FactsAsync(cancellationToken).ConfigureAwait(false);
            var before = Abilities.Read(Detail(facts, KeptName));
            var now = Abilities.Of(server);
            now.UnionWith(signIn ?? before?.Where(IsOfSignIn) ?? []);
            var drift = StateDrift.Between(before ?? now, now);
            var changes = Changes(facts, drift, now, before is null);
            if (changes.Count > 0)
                await state.NoteAsync(changes, cancellationToken).ConfigureAwait(false);
            Tell(facts, drift);
            Set(drift);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Looks whether a person, through another process, accepted what is gone.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var facts = await state.FactsAsync(cancellationToken).ConfigureAwait(false);
        if (Abilities.Read(Detail(facts, KeptName)) is { } before && Abilities.Read(Detail(facts, NowName)) is { } now)
            Set(StateDrift.Between(before, now));
    }

    /// <summary>Takes the state that was seen last for the one to count on.</summary>
    /// <returns>How many changes were accepted.</returns>
    public async Task<int> AcceptAsync(CancellationToken cancellationToken)
    {
        var facts = await state.FactsAsync(cancellationToken).ConfigureAwait(false);
        var told = facts.Where(fact => fact.Topic is Paused or Gone or Gained).ToList();
        if (Detail(facts, NowName) is not { } now || told.Count == 0)
            return 0;
        await state.NoteAsync(
            [new DestinationFact(Topic, KeptName, now, 1), .. told.Select(fact => fact with { Count = 0 })], cancellationToken).ConfigureAwait(false);
        await ReloadAsync(cancellationToken).ConfigureAwait(false);
        return told.Count;
    }

    public void Dispose() => gate.Dispose();

    private static List<DestinationFact> Changes(IReadOnlyList<DestinationFact> facts, StateDrift drift, SortedSet<string> now, bool isFirst)
    {
        List<DestinationFact> changes = [];
        var (keptText, nowText) = (Abilities.Write(drift.Kept), Abilities.Write(now));
        if (keptText != Detail(facts, KeptName))
            changes.Add(new DestinationFact(Topic, KeptName, keptText, 1));
        if (nowText != Detail(facts, NowName))
            changes.Add(new DestinationFact(Topic, NowName, nowText, 1));
        if (isFirst)
            return changes;
        var told = Told(facts);
        changes.AddRange(drift.Lost.Where(ability => !told.Contains(ability)).Select(ability => Notice(TopicOf(ability), ability)));
        changes.AddRange(told.Where(ability => !drift.Lost.Contains(ability)).Select(ability => Notice(TopicOf(ability), ability) with { Count = 0 }));
        changes.AddRange(drift.Gained.Select(ability => Notice(Gained, ability)));
        // What came and went again is no news.
        changes.AddRange(facts.Where(fact => fact.Topic == Gained && drift.Lost.Contains(fact.Name)).Select(fact => fact with { Count = 0 }));
        return changes;
    }

    private static DestinationFact Notice(string topic, string ability) => new(topic, ability, null, 1) { IsNotice = true };

    private void Tell(IReadOnlyList<DestinationFact> facts, StateDrift drift)
    {
        var told = Told(facts);
        List<string> lost = [.. drift.Lost.Where(ability => !told.Contains(ability))];
        List<string> again = [.. told.Where(ability => !drift.Lost.Contains(ability))];
        if (lost.Exists(Abilities.CanPause))
            Log.AbilitiesLost(logger, destination, string.Join(", ", lost));
        else if (lost.Count > 0)
            Log.AbilitiesGone(logger, destination, string.Join(", ", lost));
        if (again.Count > 0)
            Log.AbilitiesBack(logger, destination, string.Join(", ", again));
        if (drift.Gained.Count > 0)
            Log.AbilitiesGained(logger, destination, string.Join(", ", drift.Gained));
    }

    private void Set(StateDrift drift)
    {
        Volatile.Write(ref kept, drift.Kept);
        Volatile.Write(ref lost, drift.Lost.Where(Abilities.CanPause).ToHashSet(StringComparer.Ordinal));
    }

    private static HashSet<string> Told(IReadOnlyList<DestinationFact> facts) =>
        facts.Where(fact => fact.Topic is Paused or Gone).Select(fact => fact.Name).ToHashSet(StringComparer.Ordinal);

    private static string TopicOf(string ability) => Abilities.CanPause(ability) ? Paused : Gone;

    private static string? Detail(IReadOnlyList<DestinationFact> facts, string name) =>
        facts.FirstOrDefault(fact => fact.Topic == Topic && fact.Name == name)?.Detail;

    private static bool IsOfSignIn(string ability) => ability.StartsWith(SignInAbilities.Prefix, StringComparison.Ordinal) || ability.StartsWith(Abilities.Scope(""), StringComparison.Ordinal);
}
