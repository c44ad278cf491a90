using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>What the clinic wrote again: higher versions of records, among them one that takes a site away and findings that end or prove wrong.</summary>
internal static class Corrections
{
    public static void Write(SampleBook book)
    {
        Findings(book);
        Sessions(book);
        Scores(book);
    }

    private static void Findings(SampleBook book)
    {
        var confirmed = book.Findings.Where(f => f.Status == "confirmed" && f.StoppedProcedure is null).ToList();
        var noted = Next(confirmed[0], 1) with { Note = "Arztbrief liegt vor" };
        book.Corrections.Add(noted);
        book.Corrections.Add(Resolve(noted, 21));
        book.Corrections.Add(Resolve(book.Findings.Single(f => f.Finding!.Code == "fever" && f.StoppedProcedure is not null), 9));
        foreach (var suspected in book.Findings.Where(f => f.Status == "suspected").Take(2))
            book.Corrections.Add(Next(suspected, 3) with { Status = "disproved", Evidence = "Ultraschall unauffällig", Note = "Verdacht aufgehoben" });
        book.Corrections.Add(Next(book.Findings.Last(f => f.Presence == "unknown"), 4) with { Presence = "absent" });
    }

    private static ContraindicationFinding Resolve(ContraindicationFinding finding, int days) =>
        Next(finding, days) with { Status = "resolved", Resolved = ClinicTime.OnDate(DateOnly.FromDateTime(finding.LastChanged!.Value.AddDays(days).DateTime)) };

    private static void Sessions(SampleBook book)
    {
        var several = book.Sessions.Where(s => s.Status == "completed" && s.Sites!.Count >= 3 && s.AdverseEffects is null).ToList();
        book.Corrections.Add(WithoutLastSite(several[0]));
        book.Corrections.Add(WithoutLastSite(several[5]));
        var noted = Next(several[9], 1) with { Note = "Nachtrag: Übungsblatt mitgegeben" };
        book.Corrections.Add(noted);
        book.Corrections.Add(Next(noted, 2) with { Outcome = new CodedText { Code = "successful", Text = "völlig beschwerdefrei" } });
        book.Corrections.Add(Next(several[12], 1));
        var running = book.Sessions.Single(s => s.Status == "in-progress");
        book.Corrections.Add(Next(running, 0) with { Status = "completed", End = ClinicTime.At(running.Start!.Value.Instant.AddMinutes(25)), NeedlesRemoved = running.NeedlesInserted });
    }

    private static NeedlingProcedure WithoutLastSite(NeedlingProcedure session)
    {
        var sites = session.Sites!.SkipLast(1).ToList();
        var needles = sites.Sum(s => s.Needles!.Sum(n => n.Count));
        return Next(session, 1) with { Sites = sites, NeedlesInserted = needles, NeedlesRemoved = needles, Note = "Letzte Stelle war irrtümlich eingetragen" };
    }

    private static void Scores(SampleBook book)
    {
        var compared = book.Scores.Where(s => s is { Instrument: "nrs", Phase: "after", Baseline: not null }).ToList();
        foreach (var score in compared.Take(6))
            book.Corrections.Add(Next(score, 1) with { Value = 0, Change = score.Change - score.Value, Note = "Null, nicht leer: Tippfehler berichtigt" });
        var twice = Next(compared[7], 1) with { Value = 10, Change = 10 - (compared[7].Value - compared[7].Change) };
        book.Corrections.Add(twice);
        book.Corrections.Add(Next(twice, 1) with { Value = 1, Change = twice.Change - 9 });
        book.Corrections.Add(Next(book.Scores.First(s => s.AbsentReason == "unknown"), 2) with { AbsentReason = "declined" });
    }

    /// <summary>The same record, written again some days later.</summary>
    private static T Next<T>(T record, int days)
        where T : ClinicRecord => record with { Version = record.Version + 1, LastChanged = record.LastChanged!.Value.AddDays(days).AddMinutes(7) };
}
