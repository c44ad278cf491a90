// The business identifier by which a resource is found again at any server; exactly one, and whole.
RuleSet: Identified
* identifier 1..1
* identifier.system 1..1
* identifier.value 1..1

// A CodeableConcept that holds an own code, and beside it what that is called elsewhere.
RuleSet: OwnCoded(element, name, least)
* {element}.coding ^slicing.discriminator[0].type = #value
* {element}.coding ^slicing.discriminator[0].path = "system"
* {element}.coding ^slicing.rules = #open
* {element}.coding contains own {least}..1
* {element}.coding[own].system 1..1
* {element}.coding[own].system = "https://fhir-adapter.example/CodeSystem/{name}"
* {element}.coding[own].code 1..1
* {element}.coding[own].display 1..1
* {element}.coding[own] from https://fhir-adapter.example/ValueSet/{name} (required)
* {element}.text 1..1

// A place in the body. R4 has no element for the side: the text says it, and a coding with part and side in it and extensions say it to machines.
RuleSet: Place(element, least)
* insert OwnCoded({element}, body-site, {least})
* {element}.coding contains sided 0..1
* {element}.coding[sided].system 1..1
* {element}.coding[sided].system = "https://fhir-adapter.example/CodeSystem/sided-body-site"
* {element}.coding[sided].code 1..1
* {element}.coding[sided].display 1..1
* {element}.extension contains BodySitePart named part 0..1 and BodySiteSide named side 0..1

// A number with its UCUM unit.
RuleSet: Measured(element, unit)
* {element} only Quantity
* {element}.value 1..1
* {element}.system 1..1
* {element}.code 1..1
* {element} = $ucum#{unit}

// The least and the greatest number that the contract of the records lets through.
RuleSet: Between(element, least, most)
* {element} ^minValueDecimal = {least}
* {element} ^maxValueDecimal = {most}

// What every Observation of the adapter has.
RuleSet: ObservationOf(category)
* insert Identified
* category ..1
* category from https://fhir-adapter.example/ValueSet/{category} (required)
* subject 1..1
* subject only Reference(Patient)
* obeys fa-observation-whole and fa-value-or-reason

Invariant: fa-observation-whole
Description: "Unless it is entered in error, an Observation says what category it is of."
Severity: #error
Expression: "status = 'entered-in-error' or category.exists()"

Invariant: fa-value-or-reason
Description: "Unless it is entered in error, an Observation has a value, a component, or the reason why there is none."
Severity: #error
Expression: "status = 'entered-in-error' or value.exists() or dataAbsentReason.exists() or component.exists() or bodySite.exists()"

Invariant: fa-narrated
Description: "Unless it is entered in error, the resource has a narrative."
Severity: #error
Expression: "status = 'entered-in-error' or text.exists()"

Invariant: fa-condition-narrated
Description: "Unless it is entered in error, the Condition has a narrative."
Severity: #error
Expression: "verificationStatus.coding.exists(code = 'entered-in-error') or text.exists()"
