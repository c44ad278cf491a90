// The parts of a pain score and of a change of it that are the same.
RuleSet: Scored
* insert ObservationOf(score-category)
* effective[x] only dateTime
* insert Place(bodySite, 0)
* obeys fa-scored-when

Profile: PainScore
Parent: Observation
Id: pain-score
Title: "Pain score"
Description: "A pain, function or outcome score at one moment."
* insert Scored
* obeys fa-narrated and fa-instrument
* extension contains AssessmentPhase named phase 0..1
    and AnsweredBy named answeredBy 0..1
    and FollowUpOf named followUpOf 0..1
    and $sequel-to named sequelTo 0..1
    and RecordVersion named recordVersion 0..1
* insert OwnCoded(code, instrument, 0)
* partOf ..1
* partOf only Reference(Procedure)
* performer only Reference(Patient or RelatedPerson or Practitioner)
* performer.extension contains PractitionerRole named role 0..1 and PractitionerQualification named qualification 0..1
* value[x] only Quantity or integer or CodeableConcept
* valueQuantity.value 1..1
* valueQuantity.system = $ucum (exactly)
* referenceRange ..1
* referenceRange.low 1..1
* referenceRange.high 1..1
* referenceRange.type 1..1
* referenceRange.type ^comment = "Without it the ends of the scale would be read as the normal range."
* insert OwnCoded(component.code, score-item, 0)
* insert Measured(component.value[x], {score})

Invariant: fa-scored-when
Description: "Unless it is entered in error, a score says when it was taken."
Severity: #error
Expression: "status = 'entered-in-error' or effective.exists()"

Invariant: fa-instrument
Description: "Unless it is entered in error, a score says what it was measured with, and in which phase."
Severity: #error
Expression: "status = 'entered-in-error' or (code.coding.exists(system = 'https://fhir-adapter.example/CodeSystem/instrument') and extension.exists(url = 'https://fhir-adapter.example/StructureDefinition/assessment-phase'))"

Profile: PainChange
Parent: Observation
Id: pain-change
Title: "Change of a pain score"
Description: "The change from an earlier score, signed, derived from both. R4's own extension for a change holds no number."
* insert Scored
* obeys fa-change-of-two
* code = $kind#pain-change
* code.text 1..1
* value[x] only Quantity
* derivedFrom ..2
* derivedFrom only Reference(Observation)
* referenceRange 0..0
* component 0..0
* dataAbsentReason 0..0

Invariant: fa-change-of-two
Description: "Unless it is entered in error, a change has a value and is derived from two scores."
Severity: #error
Expression: "status = 'entered-in-error' or (value.exists() and derivedFrom.count() = 2)"
