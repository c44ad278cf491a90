using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Shapes;
using FhirAdapter.Tests.Records.Generated;
using FhirAdapter.Tests.WriteProfiles;
using FhirAdapter.WriteProfiles;
using FhirAdapter.WriteProfiles.Reading;

namespace FhirAdapter.Tests.Routes;

/// <summary>Write profiles for property tests: those that are shipped, and made-up ones that take away at random.</summary>
internal static class SomeProfiles
{
    private static readonly Dictionary<string, string[]> Paths = new()
    {
        ["Procedure"] = ["identifier", "text", "meta", "extension", "statusReason", "code.coding", "encounter", "performedPeriod", "performedDateTime", "performer", "performer.function", "performer.actor", "location", "reasonCode", "bodySite", "bodySite.extension", "outcome", "complication", "complicationDetail", "followUp", "usedReference", "note", "note.text"],
        ["Condition"] = ["identifier", "text", "meta", "extension", "clinicalStatus", "category", "code.text", "bodySite", "encounter", "recordedDate", "recorder", "recorder.display", "asserter", "note", "note.text", "abatementDateTime"],
        ["Observation"] = ["identifier", "text", "meta", "extension", "category", "code.coding", "encounter", "effectiveDateTime", "performer", "performer.extension", "valueQuantity", "valueQuantity.unit", "valueCodeableConcept", "partOf", "note", "note.text", "bodySite", "component", "component.extension", "component.code.coding", "component.valueQuantity", "referenceRange", "hasMember", "derivedFrom", "method"],
        ["Device"] = ["identifier", "text", "deviceName", "property", "property.valueQuantity", "type.coding", "manufacturer"],
        ["AllergyIntolerance"] = ["identifier", "text", "extension", "category", "recorder", "note", "code.text"],
        ["DocumentReference"] = ["identifier", "meta", "docStatus", "category", "date", "author", "type.text", "content.attachment.title", "content.attachment.data", "context", "context.encounter", "context.period"],
        ["QuestionnaireResponse"] = ["identifier", "meta", "authored", "author", "encounter", "item", "item.answer", "item.answer.valueString"],
    };

    private static readonly Gen<WriteProfile> MadeUp = Gen.Select(
        Pick.Of(Enum.GetValues<Route>()).List[1, 3],
        Pick.Of(ShapeKind.Full, ShapeKind.Full, ShapeKind.UsCore, ShapeKind.Ips),
        Gen.Int,
        (ways, shape, seed) => Profile(ways, shape, seed, new Random(seed)));

    /// <summary>Any profile that changes something.</summary>
    public static Gen<WriteProfile> Any { get; } = Gen.OneOf(
        MadeUp.Where(profile => !profile.ChangesNothing),
        Pick.Of([.. ShippedProfiles.Names.Select(name => ProfileFolder.Profile(name)).Where(profile => !profile.ChangesNothing)]));

    // The choices are made by one seed, which the failing case prints with the profile.
    private static WriteProfile Profile(IReadOnlyList<Route> ways, ShapeKind shape, int seed, Random random) => new()
    {
        Name = $"made-up-{seed}",
        Title = "made up",
        Shape = shape,
        Routes = Enum.GetValues<RecordKind>().ToDictionary(kind => kind, IReadOnlyList<Route> (_) => [.. ways]),
        Types = Paths.Where(_ => random.Next(4) > 0).ToDictionary(type => type.Key, type => Type(type.Key, type.Value, random)),
    };

    private static TypeProfile Type(string name, string[] paths, Random random) => new()
    {
        Interactions = name != "Procedure" && random.Next(5) == 0 ? new HashSet<string> { "read" } : null,
        Extensions = random.Next(3) == 0 ? ElementFate.Ignored : ElementFate.Kept,
        TextIn = name != "Device" && random.Next(2) == 0 ? "note" : null,
        Elements = paths.Where(_ => random.Next(3) == 0).ToDictionary(path => path, path => Rule(name, path, random)),
    };

    private static ElementRule Rule(string type, string path, Random random)
    {
        var rule = new ElementRule { Path = path };
        return random.Next(8) switch
        {
            < 4 => rule with { Fate = random.Next(2) == 0 ? ElementFate.Ignored : ElementFate.Refused },
            4 => rule with { Fate = ElementFate.Required },
            5 when ElementPaths.IsList(type, path) => rule with { MaxItems = random.Next(1, 3) },
            6 when path is "note.text" or "item.answer.valueString" or "type.text" or "manufacturer" or "code.text" or "recorder.display" => rule with { MaxLength = random.Next(1, 60) },
            7 when path is "bodySite" or "reasonCode" or "outcome" or "method" or "complication" => rule with { Systems = ["http://snomed.info/sct"] },
            7 when path == "category" && type != "AllergyIntolerance" => rule with { Values = ["problem-list-item", "survey"], Otherwise = random.Next(2) == 0 ? "urn:s|survey" : null },
            7 when path == "performedDateTime" => rule with { SentAs = "performedPeriod" },
            7 when path is "effectiveDateTime" or "recordedDate" or "date" or "authored" => rule with { KeptAs = KeptForm.DateInGmt },
            _ => rule,
        };
    }
}
