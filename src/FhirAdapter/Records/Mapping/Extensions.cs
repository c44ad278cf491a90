using FhirAdapter.Records.Mapping.Json;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>The extensions that hold what FHIR R4 has no element for.</summary>
internal static class Extensions
{
    private const string Own = "https://fhir-adapter.example/StructureDefinition/";
    private const string Hl7 = "http://hl7.org/fhir/StructureDefinition/";

    /// <summary>On a main resource: the version of the clinic's record, as text, for R4 has no whole number of 64 bits.</summary>
    public const string RecordVersion = Own + "record-version";

    /// <summary>On a main resource that has no element for it: when the clinic last changed the record.</summary>
    public const string RecordLastChanged = Own + "record-last-changed";

    /// <summary>On a main resource that is entered in error: the status of the record, which the mark has taken the place of.</summary>
    public const string RecordedStatus = Own + "recorded-status";

    /// <summary>On a Condition that is entered in error: when the finding ended, which may then stand nowhere else (con-4).</summary>
    public const string RecordedAbatement = Own + "recorded-abatement";

    /// <summary>On a concept: the practitioner's own words, where the text holds more than them.</summary>
    public const string OwnWords = Own + "own-words";

    /// <summary>On the date of a period: the time, where the period's other end is known to the day only.</summary>
    public const string ExactTime = Own + "exact-time";

    /// <summary>On a body site: the side of the body.</summary>
    public const string Side = Own + "body-site-side";

    /// <summary>On a body site: the part of it.</summary>
    public const string Part = Own + "body-site-part";

    /// <summary>On a reference to a practitioner: what the practitioner is there.</summary>
    public const string PractitionerRole = Own + "practitioner-role";

    /// <summary>On a reference to a practitioner: what the record tells of the qualification.</summary>
    public const string Qualification = Own + "practitioner-qualification";

    /// <summary>On a reason for a Procedure: what brought it about.</summary>
    public const string ReasonCause = Own + "reason-cause";

    /// <summary>On a complication: how bad it was.</summary>
    public const string EffectSeverity = Own + "adverse-effect-severity";

    /// <summary>On a complication: when it was noticed.</summary>
    public const string EffectOnset = Own + "adverse-effect-onset";

    /// <summary>On a follow-up in words alone: that it is what the patient was told to do, and not what comes next.</summary>
    public const string Aftercare = Own + "aftercare";

    /// <summary>On a follow-up: the day it is due.</summary>
    public const string FollowUpDue = Own + "follow-up-due";

    /// <summary>On a Procedure: how the patient lay or sat.</summary>
    public const string PatientPosition = Own + "patient-position";

    /// <summary>On a Procedure: which session of how many it was.</summary>
    public const string Session = Own + "session";

    /// <summary>On a Procedure: the finding that stopped it.</summary>
    public const string StoppedBy = Own + "stopped-by";

    /// <summary>On a component about needles used: the product.</summary>
    public const string NeedleProduct = Own + "needle-product";

    /// <summary>On a Condition: how much it forbids, as the practitioner judged.</summary>
    public const string Strength = Own + "contraindication-strength";

    /// <summary>On a finding: how it became known.</summary>
    public const string FindingSource = Own + "finding-source";

    /// <summary>On a finding: the identifier that all have that were asked or found in the same screening.</summary>
    public const string ScreeningPanel = Own + "screening-panel";

    /// <summary>On a finding: the Procedure it stopped.</summary>
    public const string StoppedProcedure = Own + "stopped-procedure";

    /// <summary>On a score: when in the course of treatment it was taken.</summary>
    public const string AssessmentPhase = Own + "assessment-phase";

    /// <summary>On a score: whose answer it is.</summary>
    public const string AnsweredBy = Own + "answered-by";

    /// <summary>On a score taken later: the Procedure whose effect it follows.</summary>
    public const string FollowUpOf = Own + "follow-up-of";

    /// <summary>FHIR R4, on a Procedure: how it was done.</summary>
    public const string ProcedureMethod = Hl7 + "procedure-method";

    /// <summary>FHIR R4, on a Condition: what it is due to.</summary>
    public const string DueTo = Hl7 + "condition-dueTo";

    /// <summary>FHIR R4, on an Observation: the earlier one that it follows.</summary>
    public const string SequelTo = Hl7 + "observation-sequelTo";

    /// <summary>Adds an extension unless there is nothing to say.</summary>
    public static void Extend(this IExtendable element, string url, DataType? value)
    {
        if (value is not null)
            element.Extension.Add(SharedElements.Extension(url, value));
    }
}
