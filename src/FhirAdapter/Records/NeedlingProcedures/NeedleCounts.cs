using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>How many needles went in and came out: the count that shows whether one was left.</summary>
internal static class NeedleCounts
{
    public static void Add(Draft draft, NeedlingProcedure record, SessionParts parts)
    {
        if (record is { NeedlesInserted: null, NeedlesRemoved: null })
            return;
        var identifier = draft.Identity.NeedleCount(draft.Id);
        var observation = ProcedureObservations.New(draft, record, parts, identifier, "needle-count");
        observation.AddComponent(draft, "inserted", Quantities.Of(draft.Words, record.NeedlesInserted, "{needle}"));
        observation.AddComponent(draft, "removed", Quantities.Of(draft.Words, record.NeedlesRemoved, "{needle}"));
        observation.Narrate(draft, [draft.Words.NeedlesInAndOut(record.NeedlesInserted, record.NeedlesRemoved)]);
        draft.Add(observation, identifier, ResourceRole.Part);
    }
}
