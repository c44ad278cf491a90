Profile: NeedlingProcedure
Parent: Procedure
Id: needling-procedure
Title: "Needling procedure"
Description: "A dry-needling session, done, stopped or not done."
* obeys fa-narrated and fa-begun-when and fa-why-not and fa-who-needled and fa-where-needled
* insert Identified
* extension contains $method named method 0..*
    and PatientPosition named position 0..1
    and Session named session 0..1
    and StoppedBy named stoppedBy 0..*
    and RecordVersion named recordVersion 0..1
    and RecordLastChanged named recordLastChanged 0..1
    and RecordedStatus named recordedStatus 0..1
* insert OwnCoded(statusReason, status-reason, 0)
* code 1..1
* code = $procedure#dry-needling
* code.text 1..1
* subject only Reference(Patient)
* performed[x] only dateTime or Period
* insert OwnCoded(performer.function, practitioner-role, 1)
* performer.actor only Reference(Practitioner)
* performer.actor.extension contains PractitionerQualification named qualification 0..1
* insert OwnCoded(reasonCode, indication, 0)
* reasonCode.extension contains ReasonCause named cause 0..1
* insert Place(bodySite, 1)
* insert OwnCoded(outcome, outcome, 0)
* insert OwnCoded(complication, adverse-effect, 1)
* complication.extension contains AdverseEffectSeverity named severity 0..1 and AdverseEffectOnset named onset 0..1
* complicationDetail only Reference(Condition)
* followUp from AfterSession (extensible)
* followUp.text 1..1
* followUp.extension contains FollowUpDue named due 0..1 and Aftercare named aftercare 0..1
* focalDevice 0..0
* focalDevice ^comment = "It would say that the patient carries the needle."
* usedReference only Reference(Device)
* usedCode 0..0

Invariant: fa-begun-when
Description: "A session that is neither planned nor entered in error says when it began, or was to begin."
Severity: #error
Expression: "status = 'entered-in-error' or status = 'preparation' or performed.exists()"

Invariant: fa-why-not
Description: "A session that was stopped or not done says why."
Severity: #error
Expression: "(status = 'stopped' or status = 'not-done') implies statusReason.exists()"

Invariant: fa-who-needled
Description: "A session that was begun says who needled."
Severity: #error
Expression: "(status = 'in-progress' or status = 'on-hold' or status = 'completed' or status = 'stopped') implies performer.exists()"

Invariant: fa-where-needled
Description: "A session that was completed says where needles went in."
Severity: #error
Expression: "status = 'completed' implies bodySite.exists()"
