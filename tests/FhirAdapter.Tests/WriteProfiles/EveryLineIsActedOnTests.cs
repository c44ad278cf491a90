using System.Reflection;
using System.Text.Json.Nodes;
using FhirAdapter.Sandbox;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.WriteProfiles;

/// <summary>What a write profile can say is read, and something is done by it.</summary>
public sealed class EveryLineIsActedOnTests
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private const byte Call = 0x28;
    private const byte CallVirtual = 0x6F;

    // What the reader alone needs, or says of the facts and not of the server.
    private static readonly string[] OfTheFile = ["$schema", "basedOn", "source", "remark"];

    // What the compiler writes for a record reads every property and does nothing by it.
    private static readonly string[] OfRecords = ["PrintMembers", "Equals", "GetHashCode", "ToString", "Deconstruct", "get_ChangesNothing"];

    private static readonly Dictionary<string, (Type Record, string? Property)> Groups = new()
    {
        [""] = (typeof(WriteProfile), null),
        ["bundles"] = (typeof(BundleSupport), null),
        ["conditional"] = (typeof(ConditionalSupport), null),
        ["references"] = (typeof(ReferenceSupport), null),
        ["replies"] = (typeof(ReplyHabits), null),
        ["token"] = (typeof(TokenHabits), null),
        ["limits"] = (typeof(WriteLimits), null),
        ["answers.*"] = (typeof(KnownAnswer), null),
        ["document"] = (typeof(DocumentForm), null),
        ["type"] = (typeof(TypeProfile), null),
        ["type.amendment"] = (typeof(Amendment), null),
        ["element"] = (typeof(ElementRule), null),
        ["routes.*"] = (typeof(WriteProfile), nameof(WriteProfile.Routes)),
        ["sources.*"] = (typeof(FactSource), null),
    };

    // Where the line and the property have other names.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["otherTypes"] = nameof(WriteProfile.OtherTypesAsAdvertised), ["means"] = nameof(KnownAnswer.Meaning), ["is"] = nameof(ElementRule.Fate),
    };

    private static readonly HashSet<string> Read = Reads();

    public static TheoryData<string> Lines => [.. Leaves().Select(leaf => leaf.Group.Length == 0 ? leaf.Line : $"{leaf.Group}.{leaf.Line}")];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_of_the_schema_is_read_by_something_that_acts_on_it(string line)
    {
        var (group, name) = Leaves().Single(leaf => (leaf.Group.Length == 0 ? leaf.Line : $"{leaf.Group}.{leaf.Line}") == line);
        var (record, always) = Groups[group];
        var property = always ?? Names.GetValueOrDefault(name, char.ToUpperInvariant(name[0]) + name[1..]);

        Assert.NotNull(record.GetProperty(property));
        Assert.Contains($"{record.Name}.{property}", Read);
    }

    private static IEnumerable<(string Group, string Line)> Leaves()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(ProfileFolder.Shipped, "write-profile.schema.json")))!;
        return Below("", schema).Concat(Below("type", schema["$defs"]!["type"]!)).Concat(Below("element", schema["$defs"]!["element"]!));
    }

    private static IEnumerable<(string Group, string Line)> Below(string group, JsonNode schema)
    {
        foreach (var (name, each) in schema["properties"]!.AsObject())
        {
            if (OfTheFile.Contains(name))
                continue;
            var place = group.Length == 0 ? name : $"{group}.{name}";
            var inner = each!["properties"] is not null ? (place, each) : each["additionalProperties"] is JsonObject items && items["properties"] is not null ? ($"{place}.*", items) : default;
            yield return (group, name);
            foreach (var leaf in inner.each is null ? [] : Below(inner.place, inner.each))
                yield return leaf;
        }
    }

    /// <summary>The properties that the library or the sandbox reads anywhere but where profiles are read from files.</summary>
    private static HashSet<string> Reads()
    {
        var records = Groups.Values.Select(group => group.Record).ToHashSet();
        return ((Assembly[])[typeof(WriteProfile).Assembly, typeof(SandboxServer).Assembly])
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.EndsWith(".Reading", StringComparison.Ordinal) != true)
            .SelectMany(type => type.GetMethods(Any).Cast<MethodBase>().Concat(type.GetConstructors(Any)))
            .Where(method => !OfRecords.Contains(method.Name))
            .SelectMany(Called)
            .Where(called => called.DeclaringType is { } type && records.Contains(type) && called.Name.StartsWith("get_", StringComparison.Ordinal))
            .Select(called => $"{called.DeclaringType!.Name}.{called.Name[4..]}")
            .ToHashSet();
    }

    // Every four bytes behind something like a call are tried as the name of a method; what is none is passed over.
    private static IEnumerable<MethodBase> Called(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] is Call or CallVirtual && Resolve(method, BitConverter.ToInt32(code, i + 1)) is { } called)
                yield return called;
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        try
        {
            return token >> 24 is 0x06 or 0x0A or 0x2B
                ? method.Module.ResolveMethod(token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null)
                : null;
        }
        catch (Exception failure) when (failure is ArgumentException or BadImageFormatException or TypeLoadException)
        {
            return null;
        }
    }
}
