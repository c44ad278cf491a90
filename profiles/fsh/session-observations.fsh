// An Observation that is part of a session.
RuleSet: PartOfSession(kind)
* insert ObservationOf(session-category)
* code = $kind#{kind}
* partOf ..1
* partOf only Reference(Procedure)
* effective[x] only dateTime or Period
* obeys fa-part-of-session

Invariant: fa-part-of-session
Description: "Unless it is entered in error, the Observation is part of a session, and of its category."
Severity: #error
Expression: "status = 'entered-in-error' or (partOf.exists() and category.coding.exists(code = 'procedure'))"

RuleSet: Components
* component.code from SiteComponentCodes (required)
* component.code.text 1..1
* component ^slicing.discriminator[0].type = #pattern
* component ^slicing.discriminator[0].path = "code"
* component ^slicing.rules = #open

RuleSet: MeasuredComponent(name, code, unit, least, most)
* component[{name}].code = $component#{code}
* insert Measured(component[{name}].value[x], {unit})
* insert Between(component[{name}].valueQuantity.value, {least}, {most})

RuleSet: CodedComponent(name, code)
* component[{name}].code = $component#{code}
* component[{name}].value[x] 1..1
* component[{name}].value[x] only CodeableConcept
* component[{name}].value[x] from https://fhir-adapter.example/ValueSet/{code} (required)

Profile: NeedlingSite
Parent: Observation
Id: needling-site
Title: "Needling of one site"
Description: "What was done at one place of a session."
* insert PartOfSession(needling-site)
* value[x] 0..0
* obeys fa-site-somewhere and fa-needles-of-product
* insert Place(bodySite, 1)
* insert Components
* component contains triggerPoint 0..1
    and needles 0..*
    and depth 0..1
    and angle 0..1
    and technique 0..1
    and manipulation 0..1
    and retentionTime 0..1
    and twitchResponses 0..1
    and stimulationFrequency 0..1
    and stimulationIntensity 0..1
    and stimulationDuration 0..1
    and guidance 0..1
* component[triggerPoint].code = $component#trigger-point
* component[triggerPoint].value[x] 1..1
* component[triggerPoint].value[x] only string
* insert MeasuredComponent(needles, needles, {needle}, 1, 100)
* component[needles].value[x] 1..1
// Once on each. Medplum's validator counts what is inside a slice over all its repetitions, so the invariant demands it.
* component[needles].extension contains NeedleProduct named product 0..*
* insert MeasuredComponent(depth, depth, mm, 0, 200)
* component[depth].value[x] 1..1
* insert MeasuredComponent(angle, angle, deg, 0, 90)
* component[angle].value[x] 1..1
* insert CodedComponent(technique, technique)
* insert CodedComponent(manipulation, manipulation)
* insert MeasuredComponent(retentionTime, retention-time, s, 0, 7200)
* component[retentionTime].value[x] 1..1
* insert MeasuredComponent(twitchResponses, twitch-responses, {twitch}, 0, 200)
* component[twitchResponses].value[x] 1..1
* insert MeasuredComponent(stimulationFrequency, stimulation-frequency, Hz, 0, 500)
* component[stimulationFrequency] ^short = "Without a value where nothing is known but that there was stimulation"
* insert MeasuredComponent(stimulationIntensity, stimulation-intensity, mA, 0, 100)
* component[stimulationIntensity].value[x] 1..1
* insert MeasuredComponent(stimulationDuration, stimulation-duration, s, 1, 7200)
* component[stimulationDuration].value[x] 1..1
* insert CodedComponent(guidance, guidance)

Invariant: fa-site-somewhere
Description: "Unless it is entered in error, the needling of a site says where."
Severity: #error
Expression: "status = 'entered-in-error' or bodySite.exists()"

Invariant: fa-needles-of-product
Description: "Every count of needles says of which product."
Severity: #error
Expression: "component.where(code.coding.exists(code = 'needles')).all(extension.where(url = 'https://fhir-adapter.example/StructureDefinition/needle-product').count() = 1)"

Profile: NeedleCount
Parent: Observation
Id: needle-count
Title: "Needle count"
Description: "How many needles went in and came out: the count that shows whether one was left."
* insert PartOfSession(needle-count)
* value[x] 0..0
* bodySite 0..0
* insert Components
* component contains inserted 0..1 and removed 0..1
* insert MeasuredComponent(inserted, inserted, {needle}, 0, 500)
* component[inserted].value[x] 1..1
* insert MeasuredComponent(removed, removed, {needle}, 0, 500)
* component[removed].value[x] 1..1

Profile: ConsentAnswer
Parent: Observation
Id: consent
Title: "Consent to a session"
Description: "Whether the patient consented. A Consent resource would claim a document and its rules."
* insert PartOfSession(consent)
* value[x] only CodeableConcept
* value[x] from PresenceOrAbsence (required)
* method from ConsentFormCodes (required)
* bodySite 0..0
* component 0..0
