using FhirAdapter.Records.Mapping.Json;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>What all the adapter's Observations have.</summary>
internal static class Observations
{
    public const string AbsentSystem = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    private const string CategorySystem = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static readonly CodeableConcept Survey = SharedElements.Share(new CodeableConcept(CategorySystem, "survey"));
    private static readonly CodeableConcept Exam = SharedElements.Share(new CodeableConcept(CategorySystem, "exam"));
    private static readonly CodeableConcept Done = SharedElements.Share(new CodeableConcept(CategorySystem, "procedure"));

    /// <summary>
    /// An Observation of the record's patient. A record's later version makes it <c>amended</c>: more or other is known than when it was
    /// final. That of a score makes it <c>corrected</c>: what was measured at its time does not change, only what was written of it.
    /// </summary>
    public static Observation New(Draft draft, BusinessIdentifier identifier, CodeableConcept code, string category, bool preliminary = false) => new()
    {
        Identifier = Parties.Identifiers(identifier),
        Status = draft.InError ? ObservationStatus.EnteredInError
            : preliminary ? ObservationStatus.Preliminary
            : draft.Record.Version <= 1 ? ObservationStatus.Final
            : draft.Record.Kind == RecordKind.PainScore ? ObservationStatus.Corrected
            : ObservationStatus.Amended,
        Category = [category switch
        {
            "exam" => Exam,
            "procedure" => Done,
            _ => Survey,
        }],
        Code = code,
        Subject = Parties.Patient(draft),
        Encounter = Parties.Encounter(draft),
        Issued = draft.Record.LastChanged,
    };

    /// <summary>Why there is no value.</summary>
    /// <param name="code">A code of FHIR's data-absent-reason.</param>
    public static CodeableConcept Absent(string code) => new(AbsentSystem, code);

    /// <summary>Adds a component unless there is nothing to say.</summary>
    public static void AddComponent(this Observation observation, Draft draft, string kind, DataType? value)
    {
        if (value is not null)
            observation.Component.Add(new() { Code = draft.Fixed("site-component", kind), Value = value });
    }

    /// <summary>The practitioner's words as a note, where there are any.</summary>
    public static List<Annotation> Notes(string? words) => string.IsNullOrWhiteSpace(words) ? [] : [new Annotation { Text = words }];
}
