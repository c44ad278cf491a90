using System.Text;
using System.Text.Json.Nodes;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>What corrections and deletions are to change at a server in the manner of a write profile, by the plans of what was there before.</summary>
internal sealed class ExpectedChanges(string profile, IReadOnlyList<ReadRecord.Good> first)
{
    private readonly Dictionary<RecordKey, ReadRecord.Good> _first = first.ToDictionary(each => each.Record.Key);
    private readonly Dictionary<RecordKey, IReadOnlyDictionary<(string, BusinessIdentifier), string>> _there = [];
    private readonly HashSet<RecordKey> _unsent = [];
    private readonly HashSet<RecordKey> _withoutWay = [];

    /// <summary>What did not go in the first place has nothing at the server.</summary>
    public void NotSent(IReadOnlyList<ParkedDelivery> stuck)
    {
        foreach (var (key, record) in _first)
            _there[key] = Planned(record.Record);
        foreach (var each in stuck)
        {
            _there[each.Key] = new Dictionary<(string, BusinessIdentifier), string>();
            _unsent.Add(each.Key);
        }
    }

    /// <summary>How many resources are to be taken back, and how many to be written otherwise or as new.</summary>
    public (int Gone, int Other) Correct(IReadOnlyList<ReadRecord.Good> records, IReadOnlyList<ParkedDelivery> stuck)
    {
        var (gone, other) = (0, 0);
        foreach (var record in records.GroupBy(each => each.Record.Key).Select(versions => versions.MaxBy(each => each.Record.Version)!))
        {
            var key = record.Record.Key;
            // The same content once more is no correction.
            if (record.ContentHash.Span.SequenceEqual(_first[key].ContentHash.Span))
                continue;
            var now = Planned(record.Record);
            if (stuck.Any(each => each.Key == key))
                continue;
            gone += _there[key].Keys.Except(now.Keys).Count();
            other += now.Count(each => _there[key].GetValueOrDefault(each.Key) != each.Value);
            _there[key] = now;
        }

        return (gone, other);
    }

    /// <summary>How many resources are to be taken back.</summary>
    public int Delete(IReadOnlyList<ReadRecord.Good> records, IReadOnlyList<ParkedDelivery> stuck) => records
        .Where(record => stuck.All(each => each.Key != record.Record.Key))
        .Sum(record => _there.GetValueOrDefault(record.Record.Key)?.Count ?? 0);

    /// <summary>A record that is with a person was never sent, or has no way, which the plan says, or says what to ask the hospital.</summary>
    public void AssertForetold(ParkedDelivery stuck) => Assert.True(
        _unsent.Contains(stuck.Key)
        || (_withoutWay.Contains(stuck.Key) && stuck.Failure.Code == FailureCode.NoRoute)
        || (stuck.Failure is { Code: FailureCode.NotCorrectable, Path.Length: > 0, Expected: { } mend } && mend.Contains("ask the hospital to ", StringComparison.Ordinal)),
        $"{stuck.Key.Kind} {stuck.State}: {stuck.Failure}");

    private Dictionary<(string, BusinessIdentifier), string> Planned(ClinicRecord record)
    {
        var plan = Assert.Single(new ProfileClinic(profile, [record]).Plans).Plan;
        if (plan.Failure is not null)
            _withoutWay.Add(record.Key);
        return plan.Resources.Where(each => plan.Failure is null && each.Role != ResourceRole.Party).ToDictionary(
            each => (each.Type, each.Identifier),
            each => ServerContent.Comparable(JsonNode.Parse(Encoding.UTF8.GetString(ResourceJson.ToUtf8(each.Resource)))!.AsObject()));
    }
}
