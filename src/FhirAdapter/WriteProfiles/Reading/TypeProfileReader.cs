using FhirAdapter.Failures;
namespace FhirAdapter.WriteProfiles.Reading;

/// <summary>Reads what a profile says of one resource type.</summary>
internal static class TypeProfileReader
{
    public static TypeProfile Read(string type, ProfileNode node, IReadOnlyDictionary<string, FactSource> sources)
    {
        node.Knows(
            "interactions", "searchParameters", "keepsIdentifier", "versions", "otherElements", "extensions", "elements", "textIn", "amendment", "source");
        node.Sourced(sources);
        var isType = ElementPaths.IsResourceType(type);
        if (!isType)
            node.Fault("", "is no resource type of FHIR R4");
        return new TypeProfile
        {
            Interactions = Interactions(node),
            SearchParameters = node.Texts("searchParameters")?.ToHashSet(StringComparer.Ordinal),
            KeepsIdentifier = node.Truth("keepsIdentifier") ?? true,
            Versions = node.Truth("versions"),
            OtherElements = node.Choice("otherElements", ProfileWords.FatesOfOthers, default),
            Extensions = node.Choice("extensions", ProfileWords.FatesOfOthers, default),
            Elements = node.Objects("elements").ToDictionary(
                element => element.Name, element => Element(isType ? type : null, element.Name, element.Node.Sourced(sources))),
            TextIn = TextIn(node, isType ? type : null),
            Amendment = Amendment(type, node, sources),
        };
    }

    private static HashSet<string>? Interactions(ProfileNode node)
    {
        if (node.Texts("interactions") is not { } interactions)
            return null;
        foreach (var unknown in interactions.Except(ProfileWords.Interactions))
            node.Fault("interactions", $"holds {unknown}, which is no interaction of FHIR R4. {Suggestion.For(unknown, ProfileWords.Interactions)}");
        return interactions.ToHashSet(StringComparer.Ordinal);
    }

    private static ElementRule Element(string? type, string path, ProfileNode node)
    {
        node.Knows("is", "maxLength", "cutsTooLong", "maxItems", "systems", "values", "otherwise", "sentAs", "keptAs", "source");
        if (type is not null && ElementPaths.FaultOf(type, path) is { } fault)
            node.Fault("", fault);
        var rule = new ElementRule
        {
            Path = path,
            Fate = node.Choice("is", ProfileWords.Fates, default),
            MaxLength = node.Whole("maxLength", 1, 10_000_000),
            CutsTooLong = node.Truth("cutsTooLong") ?? false,
            MaxItems = node.Whole("maxItems", 1, 1_000),
            Systems = node.Texts("systems") ?? [],
            Values = node.Texts("values") ?? [],
            Otherwise = node.Text("otherwise"),
            SentAs = node.Text("sentAs"),
            KeptAs = node.Choice("keptAs", ProfileWords.KeptForms, default),
        };
        if (rule.SentAs is { } other && type is not null && ElementPaths.FaultOf(type, other) is { } wrong)
            node.Fault("sentAs", wrong);
        if (rule is { CutsTooLong: true, MaxLength: null })
            node.Fault("cutsTooLong", "needs maxLength beside it: how long a text may be");
        if (rule.Otherwise is not null && rule.Values.Count == 0)
            node.Fault("otherwise", "needs values beside it: the codes that are taken");
        if (rule.MaxItems is not null && type is not null && ElementPaths.FaultOf(type, path) is null && !ElementPaths.IsList(type, path))
            node.Fault("maxItems", "is for lists; the element stands once");
        if (rule.KeptAs is KeptForm.DateInGmt && type is not null && ElementPaths.FaultOf(type, path) is null && !ElementPaths.IsTime(type, path))
            node.Fault("keptAs", "is for times: a dateTime or an instant");
        return rule;
    }

    private static string? TextIn(ProfileNode node, string? type)
    {
        var element = node.Text("textIn");
        if (element is null || element == "note" && type is not null && ElementPaths.FaultOf(type, "note") is null)
            return element;
        node.Fault("textIn", "must be note, for a type that has it");
        return null;
    }

    private static Amendment Amendment(string type, ProfileNode node, IReadOnlyDictionary<string, FactSource> sources)
    {
        var said = node.Object("amendment").Knows("possible", "element", "replaces", "retracts", "status", "source");
        // A document has no note, and an element for just this.
        var amendment = new Amendment { Element = type == "DocumentReference" ? "relatesTo" : "note" };
        if (!node.Has("amendment"))
            return amendment;
        said.Sourced(sources);
        return amendment with
        {
            Possible = said.Truth("possible") ?? true,
            Element = said.Choice("element", Elements, amendment.Element),
            Replaces = said.Text("replaces") ?? amendment.Replaces,
            Retracts = said.Text("retracts") ?? amendment.Retracts,
            Status = said.Text("status"),
        };
    }

    private static readonly Dictionary<string, string> Elements = new() { ["note"] = "note", ["relatesTo"] = "relatesTo" };
}
