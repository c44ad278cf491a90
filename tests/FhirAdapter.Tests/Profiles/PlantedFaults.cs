using System.Text.Json.Nodes;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Tests.Records;

namespace FhirAdapter.Tests.Profiles;

/// <summary>Faults that a mapper could have, each in a resource that is sound without it.</summary>
internal static class PlantedFaults
{
    private const string Procedure = "needling-procedure", Site = "needling-site", Finding = "contraindication-finding", Score = "pain-score";
    private static readonly ClinicRecord Session = Situations.CompletedWithTwoSites;

    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        new("a procedure without a status", Session, Procedure, r => r.Remove("status")),
        new("a status that R4 does not know", Session, Procedure, r => r["status"] = "finished"),
        new("a procedure without a patient", Session, Procedure, r => r.Remove("subject")),
        new("a procedure without an identifier", Session, Procedure, r => r.Remove("identifier")),
        new("an identifier without its system", Session, Procedure, r => At(r, "identifier", 0).Remove("system")),
        new("the code of another procedure", Session, Procedure, r => At(r, "code", "coding", 0)["code"] = "acupuncture"),
        new("an acupuncture code beside the own one", Session, Procedure, r => Set(At(r, "code", "coding", 1), ("code", "44868003"), ("display", "Acupuncture (procedure)"))),
        new("a completed session without a place", Session, Procedure, r => r.Remove("bodySite")),
        new("a completed session that nobody did", Session, Procedure, r => r.Remove("performer")),
        new("a session not done without a reason", Situations.NotDoneForContraindication, Procedure, r => r.Remove("statusReason")),
        new("a period that ends before it begins", Session, Procedure, r => At(r, "performedPeriod")["end"] = "2026-11-20T17:04:00+01:00"),
        new("a time without a zone", Session, Procedure, r => At(r, "performedPeriod")["start"] = "2026-11-20T17:05:00"),
        new("a time without seconds", Session, Procedure, r => At(r, "performedPeriod")["start"] = "2026-11-20T17:05+01:00"),
        new("a performed text instead of a time", Session, Procedure, r => Replace(r, "performedPeriod", "performedString", "in the afternoon")),
        new("a body site whose text does not say the side", Session, Procedure, r => At(r, "bodySite", 0)["text"] = "Upper trapezius"),
        new("a body site without a text", Session, Procedure, r => At(r, "bodySite", 0).Remove("text")),
        new("the SNOMED CT code of another muscle", Session, Procedure, r => Set(At(r, "bodySite", 0, "coding", 2), ("code", "72573008"), ("display", "Infraspinatus muscle structure (body structure)"))),
        new("a side as a body site of its own", Session, Procedure, r => r["bodySite"]!.AsArray().Add(Concept("side", "left", "Left"))),
        new("a SNOMED CT name that is not the fully specified one", Session, Procedure, r => At(r, "bodySite", 0, "coding", 2)["display"] = "Trapezius muscle"),
        new("the code of the other side", Session, Procedure, r => At(r, "bodySite", 0, "coding", 1)["code"] = "trapezius-upper-right"),
        new("a side that no code holds", Session, Procedure, r => At(r, "bodySite", 0)["coding"]!.AsArray().RemoveAt(1)),
        new("the side twice", Session, Procedure, r => Double(At(r, "bodySite", 0), "extension", 1)),
        new("the side on the procedure", Session, Procedure, r => r["extension"]!.AsArray().Add(At(r, "bodySite", 0, "extension", 1).DeepClone())),
        new("an extension that nobody defined", Session, Procedure, r => At(r, "extension", 3)["url"] = "https://fhir-adapter.example/StructureDefinition/bed"),
        new("a part of an extension that nobody defined", Session, Procedure, r => At(r, "extension", 4, "extension", 0)["url"] = "count"),
        new("a follow-up due at a text", Session, Procedure, r => Replace(At(r, "followUp", 2, "extension", 0), "valueDate", "valueString", "2026-12-01")),
        new("the needle as a focal device", Session, Procedure, r => r["focalDevice"] = new JsonArray(new JsonObject { ["manipulated"] = At(r, "usedReference", 0).DeepClone() })),
        new("a needle product that is a patient", Session, Procedure, r => At(r, "usedReference", 0)["type"] = "Patient"),
        new("a reference that does not say of which type", Session, Procedure, r => At(r, "subject").Remove("type")),
        new("a reference to another type than it says", Session, Procedure, r => At(r, "subject")["reference"] = "Group/1"),
        new("a procedure without a narrative", Session, Procedure, r => r.Remove("text")),
        new("a narrative that is not XHTML", Session, Procedure, r => At(r, "text")["div"] = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>5 < 6</div>"),
        new("an element that R4 does not have", Session, Procedure, r => r["laterality"] = "left"),
        new("an empty list", Session, Procedure, r => r["note"] = new JsonArray()),

        new("a depth in centimetres", Session, Site, r => Set(Component(r, "depth", "valueQuantity"), ("code", "cm"), ("unit", "cm"))),
        new("a depth without a system", Session, Site, r => Component(r, "depth", "valueQuantity").Remove("system")),
        new("a depth of 1,500 mm", Session, Site, r => Component(r, "depth", "valueQuantity")["value"] = 1500),
        new("a depth below zero", Session, Site, r => Component(r, "depth", "valueQuantity")["value"] = -1.5),
        new("a number as a text", Session, Site, r => Component(r, "depth", "valueQuantity")["value"] = "15"),
        new("a depth as a text", Session, Site, r => Replace(Component(r, "depth"), "valueQuantity", "valueString", "15 mm")),
        new("two depths", Session, Site, r => r["component"]!.AsArray().Add(Component(r, "depth").DeepClone())),
        new("a component that nobody defined", Session, Site, r => Set(At(Component(r, "depth"), "code", "coding", 0), ("code", "width"), ("display", "Width"))),
        new("needles of no product", Session, Site, r => Component(r, "needles").Remove("extension")),
        new("a technique of another list", Session, Site, r => Component(r, "technique")["valueCodeableConcept"] = Concept("manipulation", "pistoning", "Pistoning")),
        new("a component with a value and the reason why there is none", Session, Site, r => Component(r, "depth")["dataAbsentReason"] = Absent()),
        new("a site that is part of no session", Session, Site, r => r.Remove("partOf")),
        new("a site that is a survey", Session, Site, r => At(r, "category", 0, "coding", 0)["code"] = "survey"),
        new("a needle count of halves", Session, "needle-count", r => At(r, "component", 0, "valueQuantity")["code"] = "mm"),
        new("a consent that is neither given nor not", Session, "consent", r => r["valueCodeableConcept"] = Concept("presence", "unknown", "Unknown")),
        new("a needle of 3 mm", Session, "needle", r => At(r, "property", 0, "valueQuantity", 0)["value"] = 3.0),
        new("a needle that the patient carries", Session, "needle", r => r["patient"] = new JsonObject { ["type"] = "Patient", ["display"] = "x" }),

        new("a clinical status of what is entered in error", Situations.Present, Finding, r => At(r, "verificationStatus", "coding", 0)["code"] = "entered-in-error"),
        new("an end of what is active", Situations.Present, Finding, r => r["abatementDateTime"] = "2026-11-21"),
        new("a clinical status that R4 does not know", Situations.Present, Finding, r => At(r, "clinicalStatus", "coding", 0)["code"] = "unknown"),
        new("a finding without a verification status", Situations.Present, Finding, r => r.Remove("verificationStatus")),
        new("a finding on the hospital's problem list", Situations.Present, Finding, r => At(r, "category", 0, "coding", 0)["code"] = "problem-list-item"),
        new("a strength as a severity", Situations.Present, Finding, r => r["severity"] = Concept("severity", "severe", "Severe")),
        new("a strength that is no code of it", Situations.Present, Finding, r => At(r, "extension", 0)["valueCodeableConcept"] = Concept("severity", "severe", "Severe")),
        new("a LOINC code for a condition", Situations.Present, Finding, r => Set(At(r, "code", "coding", 1), ("system", "http://loinc.org"), ("code", "72514-3"))),
        new("an allergy that does not say it is one", Situations.Allergy, "allergy", r => r.Remove("type")),
        new("a screening answer that is present", Situations.Absent, "screening", r => r["valueCodeableConcept"] = Concept("presence", "present", "Present")),
        new("a screening answer that is not there, and no reason", Situations.NotAsked, "screening", r => r.Remove("dataAbsentReason")),

        new("a screening that is a resource", Situations.Absent, "screening", r => Replace(At(r, "extension", 1), "valueIdentifier", "valueReference", new JsonObject { ["display"] = "x" })),
        new("a screening without its system", Situations.Absent, "screening", r => At(r, "extension", 1, "valueIdentifier").Remove("system")),
        new("evidence without words", Situations.Disproved, Finding, r => At(r, "evidence", 0, "code", 0).Remove("text")),
        new("a question as what somebody has", FindingSituations.Pregnant, Finding, r => At(r, "code")["coding"]!.AsArray().Insert(1, Coding("http://loinc.org", "82810-3"))),
        new("a pregnancy status that is none", FindingSituations.Pregnant, "pregnancy-status", r => r["valueCodeableConcept"] = Concept("presence", "present", "Present")),

        new("a score with a value and the reason why there is none", Situations.NrsZeroAfter, Score, r => r["dataAbsentReason"] = Absent()),
        new("a score of zero that was dropped", Situations.NrsZeroAfter, Score, r => r.Remove("valueQuantity")),
        new("a score beyond its scale", Situations.NrsZeroAfter, Score, r => At(r, "valueQuantity")["value"] = 11),
        new("a score in another unit than its scale", Situations.VasInMillimetres, Score, r => Set(At(r, "valueQuantity"), ("code", "cm"), ("unit", "cm"))),
        new("a unit that is not UCUM", Situations.VasInMillimetres, Score, r => At(r, "valueQuantity")["system"] = "http://example.org/units"),
        new("a LOINC answer instead of a number", Situations.NrsZeroAfter, Score, r => Replace(r, "valueQuantity", "valueCodeableConcept", new JsonObject { ["coding"] = new JsonArray(Coding("http://loinc.org", "LA6113-0")) })),
        new("a score without its phase", Situations.NrsZeroAfter, Score, r => r["extension"]!.AsArray().RemoveAt(1)),
        new("a score that does not say when", Situations.NrsZeroAfter, Score, r => r.Remove("effectiveDateTime")),
        new("the LOINC code of another instrument", Situations.NrsZeroAfter, Score, r => At(r, "code", "coding", 1)["code"] = "38221-8"),
        new("a scale that would be read as the normal range", Situations.NrsZeroAfter, Score, r => At(r, "referenceRange", 0).Remove("type")),
        new("a change derived from one score", Situations.FollowUpWithChange, "pain-change", r => r["derivedFrom"]!.AsArray().RemoveAt(1)),
        new("a component with the code of the whole", Situations.Peg, Score, r => At(r, "component", 0)["code"] = r["code"]!.DeepClone()),

        new("a patient with a name", Session, "Patient", r => r["name"] = new JsonArray(new JsonObject { ["family"] = "X" })),
        new("a patient with a birth date", Session, "Patient", r => r["birthDate"] = "1970-01-01"),
        new("a qualification that ends before it begins", Session, "Practitioner", r => At(r, "qualification", 1, "period")["end"] = "2024-01-01"),
    ];

    private static JsonObject At(JsonNode node, params object[] path) =>
        path.Aggregate(node, (at, step) => step is int index ? at[index]! : at[(string)step]!).AsObject();

    private static JsonObject Component(JsonObject resource, string code, params object[] path) =>
        At(resource["component"]!.AsArray().First(c => (string?)c!["code"]!["coding"]![0]!["code"] == code)!, path);

    private static void Set(JsonObject json, params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values)
            json[name] = value;
    }

    private static void Replace(JsonObject json, string name, string by, JsonNode value)
    {
        json.Remove(name);
        json[by] = value;
    }

    private static void Double(JsonObject json, string list, int index) => json[list]!.AsArray().Add(json[list]![index]!.DeepClone());

    private static JsonObject Coding(string system, string code) => new() { ["system"] = system, ["code"] = code };

    private static JsonObject Absent() =>
        new() { ["coding"] = new JsonArray(Coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", "unknown")) };

    private static JsonObject Concept(string codeSystem, string code, string display)
    {
        var coding = Coding("https://fhir-adapter.example/CodeSystem/" + codeSystem, code);
        coding["display"] = display;
        return new() { ["coding"] = new JsonArray(coding), ["text"] = display };
    }
}
