using FhirAdapter.Records;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>Begins a score with what all have; instrument and value come from whoever asks for it.</summary>
internal sealed class ScoreNotes(SampleBook book)
{
    private readonly Rota<string> _notes = new(Words.ScoreNotes);
    private int _written;

    public PainScore Write(SamplePatient patient, string phase, ClinicTime when, int visit) => new()
    {
        Id = book.NextScoreId(),
        Version = 1,
        LastChanged = patient.VisitAt(visit).AddMinutes(55),
        Patient = patient.Identifier,
        Encounter = patient.Encounter,
        Instrument = PainScale.Of(patient.Number).Instrument,
        Phase = phase,
        When = when,
        BodySite = patient.Place,
        AnsweredBy = patient.Number % 16 == 9 ? "proxy" : "patient",
        Practitioner = patient.Therapist,
        Note = ++_written % 17 == 0 ? _notes.Next() : null,
    };
}
