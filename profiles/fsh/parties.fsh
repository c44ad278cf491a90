Profile: IdentifiedPatient
Parent: Patient
Id: patient
Title: "Patient by identifier"
Description: "A patient with nothing but the identifier that the record gave. Who the patient is, is the hospital's to say."
* insert Identified
* text 0..0
* name 0..0
* telecom 0..0
* gender 0..0
* birthDate 0..0
* deceased[x] 0..0
* address 0..0
* maritalStatus 0..0
* multipleBirth[x] 0..0
* photo 0..0
* contact 0..0
* communication 0..0
* generalPractitioner 0..0
* link 0..0

Profile: QualifiedPractitioner
Parent: Practitioner
Id: practitioner
Title: "Practitioner by identifier"
Description: "A practitioner with the identifier and the qualifications that the record gave."
* insert Identified
* text 0..0
* name 0..0
* telecom 0..0
* address 0..0
* gender 0..0
* birthDate 0..0
* photo 0..0
* communication 0..0
* qualification.code.text 1..1
