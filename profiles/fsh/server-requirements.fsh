RuleSet: Expect(code, expectation)
* rest[0].resource[=].interaction[+].code = #{code}
* rest[0].resource[=].interaction[=].extension[0].url = $expectation
* rest[0].resource[=].interaction[=].extension[0].valueCode = #{expectation}

RuleSet: ByIdentifier(type, expectation)
* rest[0].resource[=].searchParam[0].name = "identifier"
* rest[0].resource[=].searchParam[0].definition = "http://hl7.org/fhir/SearchParameter/{type}-identifier"
* rest[0].resource[=].searchParam[0].type = #token
* rest[0].resource[=].searchParam[0].extension[0].url = $expectation
* rest[0].resource[=].searchParam[0].extension[0].valueCode = #{expectation}

// A type that the adapter writes.
RuleSet: Written(type)
* rest[0].resource[+].type = #{type}
* insert Expect(create, SHALL)
* insert Expect(search-type, SHALL)
* insert Expect(update, SHOULD)
* insert Expect(read, SHOULD)
* rest[0].resource[=].versioning = #versioned-update
* rest[0].resource[=].conditionalCreate = true
* rest[0].resource[=].conditionalUpdate = true
* rest[0].resource[=].referencePolicy[0] = #literal
* rest[0].resource[=].referencePolicy[+] = #logical
* insert ByIdentifier({type}, SHALL)

// A type whose resources are the hospital's and are looked for.
RuleSet: Sought(type, expectation)
* rest[0].resource[+].type = #{type}
* insert Expect(search-type, {expectation})
* insert ByIdentifier({type}, {expectation})

RuleSet: ExpectOfAll(code, expectation)
* rest[0].interaction[+].code = #{code}
* rest[0].interaction[=].extension[0].url = $expectation
* rest[0].interaction[=].extension[0].valueCode = #{expectation}

Instance: server-requirements
InstanceOf: CapabilityStatement
Usage: #definition
Title: "What the adapter needs of a FHIR server"
Description: "What a server must do, and should do, to be kept in step. The adapter reads the server's own CapabilityStatement and chooses by it."
* url = "https://fhir-adapter.example/CapabilityStatement/server-requirements"
* version = "1"
* name = "ServerRequirements"
* title = "What the adapter needs of a FHIR server"
* status = #active
* experimental = false
* date = "2026-11-01"
* description = "What a server must do, and should do, to be kept in step. The adapter reads the server's own CapabilityStatement and chooses by it: `fhir-adapter check` says what it chose."
* kind = #requirements
* fhirVersion = #4.0.1
* format[0] = #json
* rest[0].mode = #server
* rest[0].documentation = """
Each resource bears one business identifier, and is kept from arriving twice by the first of these that the server offers for its type:
conditional update; conditional create, then update by id; a search by identifier, then create. A type that offers none is not written, and the records that need it are parked.

Requests are put together by the first of these that the server offers: a transaction of whole records (`transaction`); a batch of resources that do not depend on each other (`batch`); single requests.
In a transaction, a resource that others of it refer to goes as a conditional create, for only then does R4 promise that `urn:uuid` references to it are replaced.

Without `update` corrections and deletions are parked. Updates name the version they replace (`If-Match`), unless the server says `no-version`. `read` is used after a conflict.
Searches go by `POST [type]/_search`, up to 50 identifiers at a time, so that no identifier stands in an address; by `GET` where a server refuses that.
The conditional interactions, `versioned-update` and logical references are wanted, not required. `supportedProfile` says what is written; the server need not know the profiles.
"""
* insert ExpectOfAll(transaction, SHOULD)
* insert ExpectOfAll(batch, MAY)
* insert Written(Procedure)
* rest[0].resource[=].supportedProfile[0] = "https://fhir-adapter.example/StructureDefinition/needling-procedure"
* insert Written(Condition)
* rest[0].resource[=].supportedProfile[0] = "https://fhir-adapter.example/StructureDefinition/contraindication-finding"
* rest[0].resource[=].supportedProfile[+] = "https://fhir-adapter.example/StructureDefinition/adverse-effect"
* insert Written(Observation)
* rest[0].resource[=].supportedProfile[0] = "https://fhir-adapter.example/StructureDefinition/needling-site"
* rest[0].resource[=].supportedProfile[+] = "https://fhir-adapter.example/StructureDefinition/needle-count"
* rest[0].resource[=].supportedProfile[+] = "https://fhir-adapter.example/StructureDefinition/consent"
* rest[0].resource[=].supportedProfile[+] = "https://fhir-adapter.example/StructureDefinition/pain-score"
* rest[0].resource[=].supportedProfile[+] = "https://fhir-adapter.example/StructureDefinition/pain-change"
* rest[0].resource[=].supportedProfile[+] = "https://fhir-adapter.example/StructureDefinition/screening"
* insert Written(AllergyIntolerance)
* rest[0].resource[=].supportedProfile[0] = "https://fhir-adapter.example/StructureDefinition/allergy"
* insert Written(Device)
* rest[0].resource[=].supportedProfile[0] = "https://fhir-adapter.example/StructureDefinition/needle"
* insert Sought(Patient, SHALL)
* insert Expect(create, MAY)
* rest[0].resource[=].documentation = "Created only where the settings say so, and never updated."
* insert Sought(Practitioner, SHOULD)
* insert Expect(create, MAY)
* rest[0].resource[=].documentation = "Created only where the settings say so, and never updated. Without a search it is referred to by identifier alone."
* insert Sought(Encounter, SHOULD)
* rest[0].resource[=].documentation = "The hospital's own. Without a search it is referred to by identifier alone."
* insert Sought(Location, SHOULD)
* rest[0].resource[=].documentation = "The hospital's own. Without a search it is referred to by identifier alone."
