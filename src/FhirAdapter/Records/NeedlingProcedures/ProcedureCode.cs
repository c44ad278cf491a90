using FhirAdapter.Records.Mapping;
using FhirAdapter.Terminology;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>
/// What was done. Targets that count muscles, which only an operator's map has, are sent of a completed session whose muscles are all known:
/// a billing code is never guessed.
/// </summary>
internal static class ProcedureCode
{
    public static CodeableConcept Of(Draft draft, NeedlingProcedure record)
    {
        var term = draft.Context.Vocabulary.Find("procedure", "dry-needling")!;
        if (!term.CountsMuscles || draft.InError || record.Status != "completed")
            return term.Concept;
        return new CodeableConcept
        {
            Coding = [.. term.Codings.Where(c => c.Muscles is null || IsRight(draft, record, c.Muscles)).Select(c => c.Coding)],
            Text = term.Display,
        };
    }

    private static bool IsRight(Draft draft, NeedlingProcedure record, MuscleCount count) =>
        Muscles(draft, record, count.SidesApart) is { } muscles && count.Holds(muscles);

    // The parts of a muscle are one muscle. A region or "other muscle" may be any, and without a side both cannot be told apart: then nothing
    // is known.
    private static int? Muscles(Draft draft, NeedlingProcedure record, bool sidesApart)
    {
        var known = draft.Context.CodeSystems["body-site"];
        HashSet<(string Muscle, string? Side)> muscles = [];
        foreach (var site in record.Sites ?? [])
        {
            if (site.Muscle is not { } muscle || muscle == "other-muscle" || known.Find(muscle)?.Property("kind") != "muscle")
                return null;
            if (sidesApart && site.Side is null)
                return null;
            if (sidesApart && site.Side == "bilateral")
                muscles.UnionWith([(muscle, "left"), (muscle, "right")]);
            else
                muscles.Add((muscle, sidesApart ? site.Side : null));
        }

        return muscles.Count;
    }
}
