namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>The course of treatment of one patient, as it was planned.</summary>
internal static class OrdinaryCourse
{
    public static void Write(SampleBook book, SamplePatient patient, Screening screening, SessionNotes sessions, ScoreNotes scores)
    {
        book.Findings.AddRange(screening.Ask(patient));
        var pain = new PainCourse(book, patient, scores);
        var function = new FunctionScores(book, patient, scores);
        for (var visit = 0; visit < patient.Visits; visit++)
        {
            var session = sessions.Write(patient, visit);
            book.Sessions.Add(session);
            if (visit == 0)
                book.Scores.AddRange(function.AtFirst(session));
            book.Scores.AddRange(pain.AtVisit(visit, session));
        }

        book.Scores.AddRange(function.AtDischarge());
        if (patient.Number % 2 == 0)
            book.Scores.Add(pain.Later());
    }
}
