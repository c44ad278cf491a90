using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>Records taken back: a session with its scores, single scores and findings, some with their content and some without; and one the clinic never sent.</summary>
internal static class Deletions
{
    public static void Write(SampleBook book)
    {
        var corrected = book.Corrections.Select(c => c.Key).ToHashSet();
        var session = book.Sessions.Last(s => s.Status == "completed" && !corrected.Contains(s.Key) && s.Session is { Number: 2 });
        book.Deletions.Add(WithContent(session));
        book.Deletions.AddRange(book.Scores.Where(s => s.Procedure == session.Id).Select(WithContent));
        var alone = book.Scores.Where(s => s.Phase == "follow-up" && !corrected.Contains(s.Key)).ToList();
        book.Deletions.Add(Bare(alone[3]));
        book.Deletions.Add(Bare(alone[5]));
        var findings = book.Findings.Where(f => f.StoppedProcedure is null && !corrected.Contains(f.Key)).ToList();
        book.Deletions.Add(Bare(findings.First(f => f.Presence == "present")));
        book.Deletions.Add(WithContent(findings.Last(f => f.Presence == "absent")));
        book.Deletions.Add(Bare(book.Sessions.Single(s => s.Status == "preparation")));
        book.Deletions.Add(Bare(new PainScore { Id = book.NextScoreId(), Version = 1, LastChanged = alone[0].LastChanged, Patient = alone[0].Patient }));
    }

    private static ClinicRecord WithContent(ClinicRecord record) =>
        record with { Deleted = true, Version = record.Version + 1, LastChanged = record.LastChanged!.Value.AddDays(5) };

    private static ClinicRecord Bare(ClinicRecord record)
    {
        var (id, version, changed, patient) = (record.Id, record.Version + 1, record.LastChanged!.Value.AddDays(6), record.Patient);
        return record switch
        {
            ContraindicationFinding => new ContraindicationFinding { Id = id, Version = version, LastChanged = changed, Deleted = true, Patient = patient },
            NeedlingProcedure => new NeedlingProcedure { Id = id, Version = version, LastChanged = changed, Deleted = true, Patient = patient },
            _ => new PainScore { Id = id, Version = version, LastChanged = changed, Deleted = true, Patient = patient },
        };
    }
}
