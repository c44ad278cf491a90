using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>The sandbox's CapabilityStatement without what the manners do not have.</summary>
internal static class MannerlyCapability
{
    public static byte[] Of(byte[] own, JsonObject profile, Func<string, MannersOfType?> of)
    {
        var statement = JsonNode.Parse(own)!;
        var rest = statement["rest"]![0]!.AsObject();
        var bundles = profile["bundles"] as JsonObject;
        rest["interaction"] = Filtered(rest["interaction"]!, "code", code => bundles?[code]?.GetValue<bool>() != false && code != "history-system");
        rest["resource"] = new JsonArray([.. rest["resource"]!.AsArray().Select(each => Resource(each!.AsObject(), profile, of)).OfType<JsonNode>()]);
        return JsonSerializer.SerializeToUtf8Bytes(statement);
    }

    private static JsonObject? Resource(JsonObject own, JsonObject profile, Func<string, MannersOfType?> of)
    {
        var type = own["type"]!.GetValue<string>();
        if (of(type) is not { } manners)
            return null;
        var resource = own.DeepClone().AsObject();
        resource["interaction"] = Filtered(resource["interaction"]!, "code", manners.Takes);
        resource["searchParam"] = Filtered(
            resource["searchParam"]!, "name", name => name[0] == '_' || (manners.SearchParameters?.Contains(name) ?? (name != "identifier" || manners.KeepsIdentifier)));
        var conditional = profile["conditional"] as JsonObject;
        resource["conditionalCreate"] = conditional?["create"]?.GetValue<bool>() != false && manners.KeepsIdentifier;
        resource["conditionalUpdate"] = conditional?["update"]?.GetValue<bool>() != false && manners.KeepsIdentifier;
        if (!manners.KeepsVersions)
            resource["versioning"] = "no-version";
        return resource;
    }

    private static JsonArray Filtered(JsonNode list, string name, Func<string, bool> isKept) =>
        new([.. list.AsArray().Where(each => isKept(each![name]!.GetValue<string>())).Select(each => each!.DeepClone())]);
}
