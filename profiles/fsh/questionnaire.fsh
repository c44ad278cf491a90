// For servers that take answers to a questionnaire and no Procedure, Condition or Observation. The adapter fills it in by these link ids, in this
// version: a link id that comes, goes or changes its meaning is another version.

RuleSet: Question(id, text, type)
* item[+].linkId = "{id}"
* item[=].text = "{text}"
* item[=].type = #{type}

Instance: needling-session
InstanceOf: Questionnaire
Usage: #definition
* url = "https://fhir-adapter.example/Questionnaire/needling-session"
* version = "1.0.0"
* name = "NeedlingSession"
* title = "Dry-needling session, finding or score"
* status = #active
* experimental = false
* subjectType = #Patient
* description = "What a clinic's record says, for servers that take answers to a questionnaire and no Procedure, Condition or Observation. The report says all of it in words; the other items are what a program may want of it."
* insert Question(kind, [[Kind of record]], string)
* item[=].required = true
* insert Question(record, [[The clinic's id of the record]], string)
* item[=].required = true
* insert Question(status, [[Status of the session]], string)
* insert Question(start, [[When it began, was found or measured]], dateTime)
* insert Question(end, [[When it ended]], dateTime)
* insert Question(site, [[Where needles were put]], string)
* item[=].repeats = true
* insert Question(complication, [[What went wrong]], string)
* item[=].repeats = true
* insert Question(outcome, [[How it turned out]], string)
* insert Question(follow-up, [[What comes next]], string)
* item[=].repeats = true
* insert Question(finding, [[The contraindication found]], string)
* insert Question(measure, [[What was asked or measured]], string)
* insert Question(value, [[The value measured]], quantity)
* insert Question(answer, [[The answer given]], string)
* insert Question(report, [[The whole record in words]], text)
* item[=].required = true
