// Every own code system whole, under the same name, for the bindings. What the codes are is in terminology/ alone.
RuleSet: All(name)
* ^experimental = false
* include codes from system https://fhir-adapter.example/CodeSystem/{name}

ValueSet: AbsentReasonCodes
Id: absent-reason
Title: "Why there is no value"
Description: "The values of FHIR data-absent-reason that a clinic writes."
* insert All(absent-reason)

ValueSet: AdverseEffectCodes
Id: adverse-effect
Title: "Adverse effects"
Description: "What went wrong or was felt, expected soreness included."
* insert All(adverse-effect)

ValueSet: AftercareCodes
Id: aftercare
Title: "Aftercare"
Description: "What the patient was told to do."
* insert All(aftercare)

ValueSet: AnsweredByCodes
Id: answered-by
Title: "Who answered"
Description: "Whose answer or observation it is."
* insert All(answered-by)

ValueSet: AssessmentPhaseCodes
Id: assessment-phase
Title: "Phase of an assessment"
Description: "When in the course of treatment it was measured."
* insert All(assessment-phase)

ValueSet: BodySitePartCodes
Id: body-site-part
Title: "Part of a muscle or region"
Description: "Which part of the muscle or region."
* insert All(body-site-part)

ValueSet: BodySiteCodes
Id: body-site
Title: "Muscles and regions"
Description: "Where a needle went in, a finding was made or a pain was felt. Part and side stand beside it."
* insert All(body-site)

ValueSet: CauseCodes
Id: cause
Title: "Causes"
Description: "What brought the complaint about."
* insert All(cause)

ValueSet: ConsentFormCodes
Id: consent-form
Title: "Form of consent"
Description: "How consent was given."
* insert All(consent-form)

ValueSet: ContraindicationStrengthCodes
Id: contraindication-strength
Title: "Strength of a contraindication"
Description: "The practitioner's judgement of how much it forbids."
* insert All(contraindication-strength)

ValueSet: ContraindicationCodes
Id: contraindication
Title: "Contraindications"
Description: "What was looked for before needling."
* insert All(contraindication)

ValueSet: DeviceTypeCodes
Id: device-type
Title: "Device types"
Description: "What was put in."
* insert All(device-type)

ValueSet: FindingSourceCodes
Id: finding-source
Title: "Source of a finding"
Description: "How it became known."
* insert All(finding-source)

ValueSet: FindingStatusCodes
Id: finding-status
Title: "Status of a finding"
Description: "How sure it is, and whether it still holds."
* insert All(finding-status)

ValueSet: FollowUpCodes
Id: follow-up
Title: "Follow-up"
Description: "What comes next."
* insert All(follow-up)

ValueSet: GlobalChangeCodes
Id: global-change
Title: "Global impression of change"
Description: "The answers of the patient's global impression of change."
* insert All(global-change)

ValueSet: GuidanceCodes
Id: guidance
Title: "Guidance"
Description: "How the needle was guided."
* insert All(guidance)

ValueSet: IndicationCodes
Id: indication
Title: "Indications"
Description: "Why needling was wanted."
* insert All(indication)

ValueSet: InstrumentCodes
Id: instrument
Title: "Instruments"
Description: "What a score was measured with. Item texts of licensed instruments are not part of this list."
* insert All(instrument)

ValueSet: ManipulationCodes
Id: manipulation
Title: "Manipulation of the needle"
Description: "What was done with the needle once in."
* insert All(manipulation)

ValueSet: NeedleCoatingCodes
Id: needle-coating
Title: "Needle coatings"
Description: "What the needle is coated with."
* insert All(needle-coating)

ValueSet: NeedleMaterialCodes
Id: needle-material
Title: "Needle materials"
Description: "What the needle is made of."
* insert All(needle-material)

ValueSet: NeedlePropertyCodes
Id: needle-property
Title: "Needle properties"
Description: "What is known of a needle product."
* insert All(needle-property)

ValueSet: ObservationKindCodes
Id: observation-kind
Title: "Kinds of Observation"
Description: "What the adapter's own Observations are about."
* insert All(observation-kind)

ValueSet: OutcomeCodes
Id: outcome
Title: "Outcome of a session"
Description: "How the session turned out."
* insert All(outcome)

ValueSet: PositionCodes
Id: position
Title: "Positions"
Description: "How the patient lay or sat."
* insert All(position)

ValueSet: PractitionerRoleCodes
Id: practitioner-role
Title: "Role of a practitioner"
Description: "What the practitioner is in the session."
* insert All(practitioner-role)

ValueSet: PresenceCodes
Id: presence
Title: "Presence of a contraindication"
Description: "What looking or asking gave."
* insert All(presence)

ValueSet: ProcedureStatusCodes
Id: procedure-status
Title: "Status of a needling session"
Description: "The values of FHIR event-status that a clinic writes."
* insert All(procedure-status)

ValueSet: ProcedureCodes
Id: procedure
Title: "Procedures"
Description: "What was done."
* insert All(procedure)

ValueSet: ScoreItemCodes
Id: score-item
Title: "Score items"
Description: "The single items of instruments that have them. Item texts of licensed instruments are not part of this list."
* insert All(score-item)

ValueSet: SeverityWordsCodes
Id: severity-words
Title: "Pain in words"
Description: "The answers of the verbal pain scale."
* insert All(severity-words)

ValueSet: SeverityCodes
Id: severity
Title: "Severity"
Description: "How bad it was."
* insert All(severity)

ValueSet: SideCodes
Id: side
Title: "Side"
Description: "The side of the body."
* insert All(side)

ValueSet: SiteComponentCodes
Id: site-component
Title: "Parts of a needling-site Observation"
Description: "The components of the Observation of one needling site."
* insert All(site-component)

ValueSet: StatusReasonCodes
Id: status-reason
Title: "Why a session was stopped or not done"
Description: "The reason a practitioner gives."
* insert All(status-reason)

ValueSet: TechniqueCodes
Id: technique
Title: "Needling techniques"
Description: "How the muscle was needled."
* insert All(technique)

ValueSet: AfterSession
Id: after-session
Title: "After a session"
Description: "What the patient was told to do, and what comes next."
* insert All(aftercare)
* include codes from system https://fhir-adapter.example/CodeSystem/follow-up

ValueSet: RecordedStatusCodes
Id: recorded-status
Title: "Status of a record"
Description: "The status of a session or of a finding, as the clinic writes it."
* insert All(procedure-status)
* include codes from system https://fhir-adapter.example/CodeSystem/finding-status

ValueSet: PresenceOrAbsence
Id: presence-or-absence
Title: "Given or not given"
Description: "Whether there was consent."
* ^experimental = false
* https://fhir-adapter.example/CodeSystem/presence#present
* https://fhir-adapter.example/CodeSystem/presence#absent

ValueSet: AbsenceOrUnknown
Id: absence-or-unknown
Title: "Absent or unknown"
Description: "What looking for a contraindication gave when it was not found. Why there is no answer is a dataAbsentReason."
* ^experimental = false
* https://fhir-adapter.example/CodeSystem/presence#absent
* https://fhir-adapter.example/CodeSystem/presence#unknown

ValueSet: SessionCategory
Id: session-category
Title: "Category of an Observation of a session"
Description: "What is observed while a session goes on is part of the procedure."
* ^experimental = false
* $observation-category#procedure

ValueSet: ScoreCategory
Id: score-category
Title: "Category of a score or an answer"
Description: "What was asked is a survey, what was measured is an exam."
* ^experimental = false
* $observation-category#survey
* $observation-category#exam

ValueSet: FindingCategory
Id: finding-category
Title: "Category of a finding"
Description: "A diagnosis of the encounter where one is known, else a health concern; never the hospital's problem list."
* ^experimental = false
* http://terminology.hl7.org/CodeSystem/condition-category#encounter-diagnosis
* http://hl7.org/fhir/us/core/CodeSystem/condition-category#health-concern

ValueSet: PregnancyStatusCodes
Id: pregnancy-status
Title: "Pregnancy status"
Description: "A pregnancy, certain or possible."
* insert All(pregnancy-status)

// The other own code systems are in terminology/. This one has a code for every place with its part and side, which nobody would list.
CodeSystem: SidedBodySite
Id: sided-body-site
Title: "Muscles and regions with part and side"
Description: "A code of body-site, then one of body-site-part, then one of side, the latter two as far as they are known, with hyphens between: trapezius-upper-left, neck-right."
* ^experimental = false
* ^content = #not-present
* ^compositional = true
* ^caseSensitive = true
