namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>The invented clinic of <c>samples/clinic</c>: the same book every time it is written.</summary>
internal static class SampleClinic
{
    private const int OrdinaryPatients = 44;

    public static SampleBook Write()
    {
        var book = new SampleBook();
        var (screening, sessions, scores) = (new Screening(book), new SessionNotes(book), new ScoreNotes(book));
        for (var number = 1; number <= OrdinaryPatients; number++)
            OrdinaryCourse.Write(book, new SamplePatient(number), screening, sessions, scores);
        AdverseEffects.PutIn(book.Sessions);
        var needling = new SiteNeedling(book.Dice);
        NightService.Write(book, needling);
        new UnusualSessions(book, needling).Write();
        Corrections.Write(book);
        Deletions.Write(book);
        return book;
    }
}
