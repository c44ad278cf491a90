RuleSet: Size(name, code, least, most)
* property[{name}].type = $property#{code}
* property[{name}].valueQuantity 1..1
* property[{name}].valueQuantity.value 1..1
* property[{name}].valueQuantity = $ucum#mm
* insert Between(property[{name}].valueQuantity.value, {least}, {most})
* property[{name}].valueCode 0..0

RuleSet: Make(name, code, valueset)
* property[{name}].type = $property#{code}
* property[{name}].valueQuantity 0..0
* property[{name}].valueCode 1..1
* property[{name}].valueCode from https://fhir-adapter.example/ValueSet/{valueset} (required)

Profile: NeedleDevice
Parent: Device
Id: needle
Title: "Needle product"
Description: "The needles of one product that were used in a session, for tracing a lot."
* insert Identified
* obeys fa-named-needle
* insert OwnCoded(type, device-type, 1)
* deviceName ..1
* patient 0..0
* patient ^comment = "The patient does not carry it."
* property.type from NeedlePropertyCodes (required)
* property ^slicing.discriminator[0].type = #pattern
* property ^slicing.discriminator[0].path = "type"
* property ^slicing.rules = #open
* property contains diameter 0..1 and length 0..1 and material 0..1 and coating 0..1
* insert Size(diameter, diameter, 0.05, 1)
* insert Size(length, length, 5, 200)
* insert Make(material, material, needle-material)
* insert Make(coating, coating, needle-coating)

Invariant: fa-named-needle
Description: "Unless it is entered in error, a needle product has a name and a type."
Severity: #error
Expression: "status = 'entered-in-error' or (deviceName.exists() and type.exists())"
