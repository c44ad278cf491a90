RuleSet: Coded(valueset, strength)
* value[x] 1..1
* value[x] only CodeableConcept
* value[x] from https://fhir-adapter.example/ValueSet/{valueset} ({strength})
* valueCodeableConcept.text 1..1

Extension: RecordVersion
Id: record-version
Title: "Version of the record"
Description: "The version of the clinic's record, as text: R4 has no whole number of 64 bits."
Context: Procedure, Condition, Observation
* value[x] 1..1
* value[x] only string

Extension: RecordLastChanged
Id: record-last-changed
Title: "Last change of the record"
Description: "When the clinic last changed the record, on a resource that has no element for it."
Context: Procedure, Condition
* value[x] 1..1
* value[x] only instant

Extension: RecordedStatus
Id: recorded-status
Title: "Status of a record that is entered in error"
Description: "The status of the record, which the mark has taken the place of."
Context: Procedure, Condition
* insert Coded(recorded-status, required)

Extension: RecordedAbatement
Id: recorded-abatement
Title: "End of a finding that is entered in error"
Description: "When the finding ended, which may then stand nowhere else (con-4)."
Context: Condition
* value[x] 1..1
* value[x] only dateTime

Extension: OwnWords
Id: own-words
Title: "Words of the practitioner"
Description: "The practitioner's own words, where the text holds more than them."
Context: CodeableConcept
* value[x] 1..1
* value[x] only string

Extension: ExactTime
Id: exact-time
Title: "Exact time of a date"
Description: "The time, where the other end of the period is known to the day only and both stand as dates."
Context: Period.start, Period.end
* value[x] 1..1
* value[x] only dateTime

Extension: BodySiteSide
Id: body-site-side
Title: "Side of a body site"
Description: "The side of the body. The text of the body site says it too."
Context: Procedure.bodySite, Condition.bodySite, Observation.bodySite
* insert Coded(side, required)

Extension: BodySitePart
Id: body-site-part
Title: "Part of a body site"
Description: "The part of the muscle or region. The text of the body site says it too."
Context: Procedure.bodySite, Condition.bodySite, Observation.bodySite
* insert Coded(body-site-part, required)

Extension: PractitionerRole
Id: practitioner-role
Title: "Role of a practitioner"
Description: "What the practitioner is there, on a reference for which R4 has no element that says it."
Context: Condition.recorder, Observation.performer
* insert Coded(practitioner-role, required)

Extension: PractitionerQualification
Id: practitioner-qualification
Title: "Qualification of a practitioner"
Description: "What the record tells of the qualification, where the destination may know no Practitioner, or another truth of this one."
Context: Procedure.performer.actor, Condition.recorder, Observation.performer
* extension contains qualification 0..1 and number 0..1 and issuer 0..1 and period 0..1
* extension[number] ^short = "The number of the certificate"
* extension[issuer] ^short = "Who gave the certificate"
* extension[period] ^short = "When the certificate is valid"
* extension[qualification].value[x] 1..1
* extension[qualification].value[x] only string
* extension[number].value[x] 1..1
* extension[number].value[x] only string
* extension[issuer].value[x] 1..1
* extension[issuer].value[x] only string
* extension[period].value[x] 1..1
* extension[period].value[x] only Period

Extension: ReasonCause
Id: reason-cause
Title: "Cause of a reason"
Description: "What brought about the complaint that needling was wanted for."
Context: Procedure.reasonCode
* insert Coded(cause, extensible)

Extension: AdverseEffectSeverity
Id: adverse-effect-severity
Title: "Severity of an adverse effect"
Description: "How bad a complication was."
Context: Procedure.complication
* insert Coded(severity, required)

Extension: AdverseEffectOnset
Id: adverse-effect-onset
Title: "Onset of an adverse effect"
Description: "When a complication was noticed, or only the date."
Context: Procedure.complication
* value[x] 1..1
* value[x] only dateTime

Extension: Aftercare
Id: aftercare
Title: "What the patient was told"
Description: "On a follow-up in words alone: that it is what the patient was told to do, and not what comes next."
Context: Procedure.followUp
* value[x] 1..1
* value[x] only boolean

Extension: FollowUpDue
Id: follow-up-due
Title: "Day a follow-up is due"
Description: "The day on which a follow-up is due. The text of the follow-up says it too."
Context: Procedure.followUp
* value[x] 1..1
* value[x] only date

Extension: PatientPosition
Id: patient-position
Title: "Position of the patient"
Description: "How the patient lay or sat."
Context: Procedure
* insert Coded(position, required)

Extension: Session
Id: session
Title: "Session of a course of treatment"
Description: "Which session of a course of treatment it was, and of how many."
Context: Procedure
* extension contains number 0..1 and of 0..1
* extension[number] ^short = "The number of this session, 1 or more"
* extension[number].value[x] 1..1
* extension[number].value[x] only positiveInt
* extension[of] ^short = "How many are planned"
* extension[of].value[x] 1..1
* extension[of].value[x] only positiveInt

Extension: StoppedBy
Id: stopped-by
Title: "Finding that stopped a session"
Description: "The contraindication for which the session was stopped or not begun. R4's reasonReference would say that it was the indication."
Context: Procedure
* value[x] 1..1
* value[x] only Reference(Condition)

Extension: NeedleProduct
Id: needle-product
Title: "Product of the needles"
Description: "The needles that a component counts."
Context: Observation.component
* value[x] 1..1
* value[x] only Reference(Device)

Extension: ContraindicationStrength
Id: contraindication-strength
Title: "Strength of a contraindication"
Description: "How much a finding forbids needling, as the practitioner judged; never computed, and no severity of the condition."
Context: Condition
* insert Coded(contraindication-strength, required)

Extension: FindingSource
Id: finding-source
Title: "Source of a finding"
Description: "How a finding became known."
Context: Condition, Observation
* insert Coded(finding-source, required)

Extension: ScreeningPanel
Id: screening-panel
Title: "Screening that a finding belongs to"
Description: "The identifier that all have that was asked and found in the same screening: the answers and the contraindications. No resource bears it as its own."
Context: Condition, Observation
* value[x] 1..1
* value[x] only Identifier
* valueIdentifier.system 1..1
* valueIdentifier.value 1..1

Extension: StoppedProcedure
Id: stopped-procedure
Title: "Session that a finding stopped"
Description: "The session, by identifier only: it goes to the server after the finding, and refers to it."
Context: Condition, Observation
* value[x] 1..1
* value[x] only Reference(Procedure)

Extension: AssessmentPhase
Id: assessment-phase
Title: "Phase of an assessment"
Description: "When in the course of treatment a score was taken. The text of the code says it too."
Context: Observation
* insert Coded(assessment-phase, required)

Extension: AnsweredBy
Id: answered-by
Title: "Who answered"
Description: "Whose answer a score is."
Context: Observation
* insert Coded(answered-by, required)

Extension: FollowUpOf
Id: follow-up-of
Title: "Session that a score follows"
Description: "The session whose effect a score follows that was taken when it was over, and of which it is no part."
Context: Observation
* value[x] 1..1
* value[x] only Reference(Procedure)
