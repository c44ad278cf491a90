using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Terminology;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>
/// What each patient is asked at the first visit: four contraindications in turn, so that all come up several times, found once and else mostly absent.
/// </summary>
internal sealed class Screening(SampleBook book)
{
    private const int QuestionsEach = 4;

    /// <summary>In which so many rounds through the list every contraindication is found once.</summary>
    private const int Rounds = 4;

    private static readonly HashSet<string> Local =
    [
        "infection-at-site", "cellulitis", "soft-tissue-infection", "nerve-injury", "brachial-plexus-injury", "fracture", "rib-fracture",
        "lymphoedema", "postmastectomy-lymphoedema", "paraesthesia", "numbness", "altered-sensation", "joint-implant", "recent-surgery", "malignancy",
    ];

    private readonly IReadOnlyList<string> _questions = CodeSystems.Embedded["contraindication"].Codes;
    private readonly Rota<string> _otherwise = new("absent", "absent", "absent", "unknown", "absent", "absent", "not-asked", "absent", "absent", "declined");
    private readonly Rota<string> _places = new(
        [.. CodeSystems.Embedded["body-site"].Codes.Where(c => CodeSystems.Embedded["body-site"].Find(c)!.Property("kind") == "region")]);
    private readonly Rota<string> _statuses = new("confirmed", "confirmed", "suspected", "resolved", "confirmed", "disproved");
    private readonly Rota<string> _strengths = new("relative", "precaution", "relative");
    private readonly Rota<string> _proofs = new(
        "Im Kontrollbefund nicht bestätigt", "Seen by the specialist on 3 March; \"never had it\"", "Laborwerte zweimal unauffällig");
    private readonly Rota<string> _sources = new("history", "patient", "examination");
    private int _asked;

    public IEnumerable<ContraindicationFinding> Ask(SamplePatient patient)
    {
        for (var i = 0; i < QuestionsEach; i++, _asked++)
        {
            var (round, question) = Math.DivRem(_asked, _questions.Count);
            yield return Answer(patient, _questions[question], question % Rounds == round ? "present" : _otherwise.Next());
        }
    }

    private ContraindicationFinding Answer(SamplePatient patient, string question, string presence)
    {
        var present = presence == "present";
        var status = present ? _statuses.Next() : null;
        var day = DateOnly.FromDateTime(patient.VisitAt(0).DateTime);
        return new ContraindicationFinding
        {
            Id = book.NextFindingId(),
            Version = 1,
            LastChanged = patient.VisitAt(0).AddMinutes(-5),
            Patient = patient.Identifier,
            Encounter = patient.Encounter,
            Finding = new CodedText { Code = question, Text = question == "other" ? "Akute Migräne mit Aura am Vortag" : null },
            Presence = presence,
            Strength = present ? _strengths.Next() : null,
            BodySite = Local.Contains(question) && present ? new BodySite { Code = _places.Next(), Side = patient.Side } : null,
            When = status == "resolved" ? ClinicTime.OnDate(day.AddDays(-40))
                : patient.Number % 3 == 0 ? ClinicTime.OnDate(day)
                : ClinicTime.At(patient.VisitAt(0).AddMinutes(-10)),
            Practitioner = patient.Therapist,
            Source = _sources.Next(),
            Status = status,
            Evidence = status == "disproved" ? _proofs.Next() : null,
            Screening = $"SC-{patient.Number:0000}",
            Resolved = status == "resolved" ? ClinicTime.OnDate(day.AddDays(-1)) : null,
            Note = present && patient.Number % 2 == 0 ? "Rücksprache gehalten; Stelle ausgespart" : null,
        };
    }
}
