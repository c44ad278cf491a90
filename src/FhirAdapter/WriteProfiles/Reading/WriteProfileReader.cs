using FhirAdapter.Failures;
using System.Text.Json.Nodes;
using FhirAdapter.Records;

namespace FhirAdapter.WriteProfiles.Reading;

/// <summary>Reads a write profile and finds all that is wrong with it at once.</summary>
internal static class WriteProfileReader
{
    private static readonly string[] Lines =
    [
        "$schema", "name", "title", "basedOn", "sources", "shape", "bundles", "conditional", "references", "replies", "token", "limits", "answers", "routes",
        "document", "types", "otherTypes", "source",
    ];

    /// <summary>Reads the profile that a destination's settings name.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="key">The settings' place, for what is wrong.</param>
    /// <param name="faults">All that is wrong, one line each.</param>
    /// <returns>The profile; usable only where nothing is wrong.</returns>
    public static WriteProfile Read(WriteProfileOptions options, string key, out IReadOnlyList<string> faults)
    {
        var found = new ProfileFaults(key);
        IReadOnlyList<ProfileLayer> layers = new ProfileFiles(options.Folder, found).Layers(options.Name);
        if (layers.Count > 0 && options.Overlay.Json is { } overlay)
            layers = [.. layers, new ProfileLayer("Overlay", overlay)];
        var profile = layers.Count == 0 ? new WriteProfile { Name = options.Name, Title = options.Name } : Read(layers, found);
        UnacceptableLosses(options, found);
        faults = found.Lines;
        return profile;
    }

    private static WriteProfile Read(IReadOnlyList<ProfileLayer> layers, ProfileFaults faults)
    {
        var json = layers.Select(layer => layer.Json).Aggregate(new JsonObject(), MergePatch.Apply);
        var root = new ProfileNode(layers, [], json, faults).Knows(Lines);
        var sources = Sources(root);
        return new WriteProfile
        {
            Name = root.Required("name", "the name that settings choose it by"),
            Title = root.Required("title", "what it is a profile of"),
            Sources = sources,
            Shape = root.Choice("shape", ProfileWords.Shapes, default),
            Bundles = Bundles(root, sources),
            Conditional = Conditional(root, sources),
            References = new ReferenceSupport { Logical = Facts(root, "references", sources, "logical").Truth("logical") ?? true },
            Replies = Replies(root, sources),
            Token = Token(root, sources),
            Limits = new WriteLimits { WritesPerDay = Facts(root, "limits", sources, "writesPerDay").Whole("writesPerDay", 1, 10_000_000) },
            Answers = [.. root.Objects("answers").Select(answer => Answer(answer.Name, answer.Node.Sourced(sources)))],
            Routes = Routes(root, sources),
            Document = Document(root, sources),
            Types = root.Objects("types").ToDictionary(type => type.Name, type => TypeProfileReader.Read(type.Name, type.Node, sources)),
            OtherTypesAsAdvertised = root.Choice("otherTypes", OtherTypes, otherwise: true),
        };
    }

    private static readonly Dictionary<string, bool> OtherTypes = new() { ["as-advertised"] = true, ["not-taken"] = false };

    private static Dictionary<string, FactSource> Sources(ProfileNode root)
    {
        var sources = root.Objects("sources").ToDictionary(source => source.Name, source => new FactSource(
            source.Node.Knows("what", "date", "grade").Required("what", "what was read"),
            source.Node.Required("date", "when it was published or read, such as 2026-07"),
            source.Node.Choice("grade", ProfileWords.Grades, "") is { Length: > 0 } grade ? grade : source.Node.Required("grade", string.Join(", ", ProfileWords.Grades.Keys))));
        if (sources.Count == 0)
            root.Fault("sources", "is missing; say where the facts come from: { \"vendor\": { \"what\": ..., \"date\": ..., \"grade\": \"primary\" } }");
        return sources;
    }

    private static ProfileNode Facts(ProfileNode root, string name, Dictionary<string, FactSource> sources, params string[] lines)
    {
        var node = root.Object(name).Knows([.. lines, "source"]);
        return root.Has(name) ? node.Sourced(sources) : node;
    }

    private static BundleSupport Bundles(ProfileNode root, Dictionary<string, FactSource> sources)
    {
        var node = Facts(root, "bundles", sources, "transaction", "batch", "maxEntries", "maxConditionalEntries", "mixedTypes");
        return new BundleSupport
        {
            Transaction = node.Truth("transaction"),
            Batch = node.Truth("batch"),
            MaxEntries = node.Whole("maxEntries", 1, 5_000),
            MaxConditionalEntries = node.Whole("maxConditionalEntries", 1, 5_000),
            MixedTypes = node.Truth("mixedTypes") ?? true,
        };
    }

    private static ConditionalSupport Conditional(ProfileNode root, Dictionary<string, FactSource> sources)
    {
        var node = Facts(root, "conditional", sources, "create", "update", "updateNeedsVersion");
        return new ConditionalSupport
        {
            Create = node.Truth("create"),
            Update = node.Truth("update"),
            UpdateNeedsVersion = node.Truth("updateNeedsVersion") ?? false,
        };
    }

    private static ReplyHabits Replies(ProfileNode root, Dictionary<string, FactSource> sources)
    {
        var node = Facts(
            root, "replies", sources, "relativeLocation", "emptyBody", "contentType", "entityTagOnCreate", "readBackMayBeRefused", "searchParametersInBody");
        return new ReplyHabits
        {
            RelativeLocation = node.Truth("relativeLocation") ?? false,
            EmptyBody = node.Truth("emptyBody") ?? false,
            ContentType = node.Text("contentType"),
            EntityTagOnCreate = node.Truth("entityTagOnCreate") ?? true,
            ReadBackMayBeRefused = node.Truth("readBackMayBeRefused") ?? false,
            SearchParametersInBody = node.Truth("searchParametersInBody") ?? false,
        };
    }

    private static TokenHabits Token(ProfileNode root, Dictionary<string, FactSource> sources)
    {
        var node = Facts(root, "token", sources, "namesScopes", "life", "leastInterval");
        return new TokenHabits { NamesScopes = node.Truth("namesScopes") ?? true, Life = node.Time("life"), LeastInterval = node.Time("leastInterval") };
    }

    private static KnownAnswer Answer(string name, ProfileNode node)
    {
        node.Knows("status", "code", "text", "means", "when", "needsProof", "mend", "after", "source");
        if (!node.Has("status") && !node.Has("code") && !node.Has("text"))
            node.Fault("", "says of no answer what it means; give status, code or text");
        _ = node.Required("means", string.Join(", ", ProfileWords.Meanings.Keys));
        var answer = new KnownAnswer
        {
            Name = name,
            Meaning = node.Choice("means", ProfileWords.Meanings, default),
            Status = node.Whole("status", 200, 599),
            Code = node.Text("code"),
            When = Occasions(node),
            Text = node.Text("text"),
            NeedsProof = node.Truth("needsProof") ?? false,
            Mend = node.Text("mend"),
            After = node.Time("after"),
        };
        if (answer is { Meaning: AnswerMeaning.AskHospital, Mend: null } && node.Has("means"))
            node.Fault("mend", "is missing; say what the hospital has to do: ask the hospital to ...");
        return answer;
    }

    private static List<AnswerOccasion> Occasions(ProfileNode node)
    {
        var words = node.Texts("when") ?? [];
        foreach (var unknown in words.Where(word => !ProfileWords.Occasions.ContainsKey(word)))
            node.Fault("when", $"holds {unknown}. {Suggestion.For(unknown, ProfileWords.Occasions.Keys)}");
        return [.. words.Where(ProfileWords.Occasions.ContainsKey).Select(word => ProfileWords.Occasions[word])];
    }

    private static Dictionary<RecordKind, IReadOnlyList<Route>> Routes(ProfileNode root, Dictionary<string, FactSource> sources)
    {
        var routes = new Dictionary<RecordKind, IReadOnlyList<Route>>();
        foreach (var (name, node) in root.Objects("routes"))
        {
            node.Knows("ways", "source").Sourced(sources);
            List<Route> ways = [];
            foreach (var word in node.Texts("ways") ?? [])
            {
                if (ProfileWords.Routes.TryGetValue(word, out var way))
                    ways.Add(way);
                else
                    node.Fault("ways", $"holds {word}; it may hold {string.Join(", ", ProfileWords.Routes.Keys)}");
            }

            if (ways.Count == 0)
                node.Fault("ways", $"must hold at least one of {string.Join(", ", ProfileWords.Routes.Keys)}");
            else if (ProfileWords.Kinds.TryGetValue(name, out var kind))
                routes[kind] = ways;
            if (!ProfileWords.Kinds.ContainsKey(name))
                node.Fault("", $"is no kind of record. {Suggestion.For(name, ProfileWords.Kinds.Keys)}");
        }

        return routes;
    }

    private static DocumentForm Document(ProfileNode root, Dictionary<string, FactSource> sources)
    {
        var node = Facts(root, "document", sources, "type", "typeText", "category", "withBundle", "maxLength");
        var form = new DocumentForm();
        return form with
        {
            Type = node.Text("type") ?? form.Type,
            TypeText = node.Text("typeText") ?? form.TypeText,
            Category = node.Text("category"),
            WithBundle = node.Truth("withBundle") ?? false,
            MaxLength = node.Whole("maxLength", 100, 10_000_000) ?? form.MaxLength,
        };
    }

    private static void UnacceptableLosses(WriteProfileOptions options, ProfileFaults faults)
    {
        foreach (var path in options.UnacceptableLosses)
        {
            var (type, element) = path.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? (path[..dot], path[(dot + 1)..]) : (path, "");
            if (!ElementPaths.IsResourceType(type))
                faults.Add("UnacceptableLosses", $"holds {path}; {type} is no resource type. Write such as Procedure.bodySite");
            else if (element.Length > 0 && ElementPaths.FaultOf(type, element) is { } fault)
                faults.Add("UnacceptableLosses", $"holds {path}, which {fault}");
        }
    }
}
