Profile: ContraindicationFinding
Parent: Condition
Id: contraindication-finding
Title: "Contraindication"
Description: "A contraindication that is or was there. What was looked for and not found is a screening answer and no Condition."
* insert Identified
* obeys fa-condition-narrated and fa-found-when and fa-category
* extension contains ContraindicationStrength named strength 0..1
    and FindingSource named source 0..1
    and ScreeningPanel named screeningPanel 0..1
    and StoppedProcedure named stoppedProcedure 0..1
    and RecordVersion named recordVersion 0..1
    and RecordLastChanged named recordLastChanged 0..1
    and RecordedStatus named recordedStatus 0..1
    and RecordedAbatement named recordedAbatement 0..1
* verificationStatus 1..1
* category ..1
* category from FindingCategory (required)
* severity 0..0
* severity ^comment = "How much a finding forbids is not how bad it is: see the extension."
* code 1..1
* insert OwnCoded(code, contraindication, 0)
* insert Place(bodySite, 0)
* bodySite ..1
* subject only Reference(Patient)
* onset[x] 0..0
* abatement[x] only dateTime
* evidence ..1
* evidence.code 1..1
* evidence.code.text 1..1
* evidence.detail 0..0
* recorder only Reference(Practitioner)
* recorder.extension contains PractitionerRole named role 0..1 and PractitionerQualification named qualification 0..1
* asserter only Reference(Patient or Practitioner)

Invariant: fa-found-when
Description: "Unless it is entered in error, a finding says when it was made."
Severity: #error
Expression: "verificationStatus.coding.exists(code = 'entered-in-error') or recordedDate.exists()"

Invariant: fa-category
Description: "Unless it is entered in error, a Condition says what category it is of."
Severity: #error
Expression: "verificationStatus.coding.exists(code = 'entered-in-error') or category.exists()"

Profile: AdverseEffect
Parent: Condition
Id: adverse-effect
Title: "Adverse effect"
Description: "Something that went wrong or was felt in a session and is more than mild."
* insert Identified
* obeys fa-category and fa-due-to-needling
* extension contains $due-to named dueTo 0..1
* verificationStatus 1..1
* category ..1
* category from FindingCategory (required)
* insert OwnCoded(severity, severity, 1)
* code 1..1
* insert OwnCoded(code, adverse-effect, 0)
* subject only Reference(Patient)
* onset[x] only dateTime
* abatement[x] 0..0

Invariant: fa-due-to-needling
Description: "Unless it is entered in error, an adverse effect says what it was, how bad, and that needling brought it about."
Severity: #error
Expression: "verificationStatus.coding.exists(code = 'entered-in-error') or (code.coding.exists() and severity.exists() and extension.exists(url = 'http://hl7.org/fhir/StructureDefinition/condition-dueTo'))"

Profile: Allergy
Parent: AllergyIntolerance
Id: allergy
Title: "Allergy found before needling"
Description: "An allergy, beside its Condition: for decision support a Condition alone is not enough."
* insert Identified
* obeys fa-allergy-when
* verificationStatus 1..1
* type = #allergy
* code 1..1
* insert OwnCoded(code, contraindication, 0)
* patient only Reference(Patient)
* recorder only Reference(Practitioner)
* asserter only Reference(Patient or Practitioner)
* onset[x] 0..0
* reaction 0..0

Invariant: fa-allergy-when
Description: "Unless it is entered in error, an allergy says when it was found, and that it is an allergy."
Severity: #error
Expression: "verificationStatus.coding.exists(code = 'entered-in-error') or (recordedDate.exists() and type.exists() and code.coding.exists())"

Profile: ScreeningAnswer
Parent: Observation
Id: screening
Title: "Answer to a screening question"
Description: "A contraindication that was looked for and not found, or not looked for."
* insert ObservationOf(score-category)
* obeys fa-narrated and fa-scored-when
* extension contains FindingSource named source 0..1
    and ScreeningPanel named screeningPanel 0..1
    and StoppedProcedure named stoppedProcedure 0..1
    and RecordVersion named recordVersion 0..1
* insert OwnCoded(code, contraindication, 0)
* effective[x] only dateTime
* performer only Reference(Patient or Practitioner)
* performer.extension contains PractitionerRole named role 0..1 and PractitionerQualification named qualification 0..1
* value[x] only CodeableConcept
* value[x] from AbsenceOrUnknown (required)
* value[x] ^comment = "Never present: that is a Condition."
* insert Place(bodySite, 0)
* component 0..0

Profile: PregnancyStatus
Parent: Observation
Id: pregnancy-status
Title: "Pregnancy status"
Description: "A pregnancy, certain or possible, as it was at the time it was found; beside its Condition, and in the terms of LOINC 82810-3."
* insert ObservationOf(score-category)
* obeys fa-narrated and fa-scored-when
* code = $kind#pregnancy-status
* effective[x] only dateTime
* performer only Reference(Patient or Practitioner)
* performer.extension contains PractitionerRole named role 0..1 and PractitionerQualification named qualification 0..1
* value[x] only CodeableConcept
* value[x] from PregnancyStatusCodes (required)
* bodySite 0..0
* component 0..0
