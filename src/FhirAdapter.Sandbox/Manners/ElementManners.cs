using System.Text.Json.Nodes;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>Makes of a resource that was sent what the server would keep of it, or says why it would refuse it.</summary>
internal sealed class ElementManners(MannersOfType type, string resourceType, AnswerCodes codes)
{
    /// <summary>Why the server refuses the resource; nothing where it keeps it, with what it leaves out taken out of it.</summary>
    public FhirFailure? Apply(JsonObject resource)
    {
        if (!type.KeepsIdentifier)
        {
            resource.Remove("identifier");
            resource.Remove("masterIdentifier");
        }

        return Refused(resource, "") ?? Missing(resource) ?? Coded(resource) ?? Keep(resource);
    }

    private FhirFailure? Refused(JsonObject parent, string path)
    {
        foreach (var (name, value) in parent.ToList())
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var plain = at.Replace("_", "", StringComparison.Ordinal);
            if (at == "resourceType" || value is null)
                continue;
            switch (FateOf(name, plain, isTop: path.Length == 0))
            {
                case "refused":
                    return Refusal(plain, "does not take this element");
                case "ignored":
                    parent.Remove(name);
                    continue;
            }

            foreach (var inner in Objects(value))
            {
                if (Refused(inner, plain) is { } failure)
                    return failure;
            }

            if (value is JsonObject { Count: 0 })
                parent.Remove(name);
        }

        return null;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode value)
    {
        if (value is JsonObject one)
            return [one];
        return value is JsonArray list ? list.OfType<JsonObject>() : [];
    }

    private string FateOf(string name, string path, bool isTop) =>
        type.Elements.TryGetValue(path, out var rule) ? rule["is"]?.GetValue<string>() ?? "kept"
        : type.Names(path) ? "kept"
        : name is "extension" or "modifierExtension" && type.Extensions != "kept" ? type.Extensions
        : isTop && path != "id" ? type.OtherElements
        : "kept";

    private FhirFailure? Missing(JsonObject resource) => type.Elements
        .Where(element => element.Value["is"]?.GetValue<string>() == "required" && !At(resource, element.Key).Any())
        .Select(element => Refusal(element.Key, "asks for this element"))
        .FirstOrDefault();

    private FhirFailure? Coded(JsonObject resource)
    {
        foreach (var (path, rule) in type.Elements)
        {
            if (rule["systems"] is JsonArray systems && BySystem(resource, path, rule, [.. systems.Select(each => each!.GetValue<string>())]) is { } other)
                return other;
            if (rule["values"] is JsonArray values && At(resource, path).Any(found => !Fits(found.Value, [.. values.Select(each => each!.GetValue<string>())])))
                return Refusal(path, "does not take this code");
        }

        return null;
    }

    private FhirFailure? BySystem(JsonObject resource, string path, JsonObject rule, string[] systems)
    {
        foreach (var found in At(resource, path).Where(each => each.Value is JsonObject).ToList())
        {
            var codings = found.Value["coding"] as JsonArray ?? [];
            foreach (var coding in codings.Where(each => !systems.Contains(each!["system"]?.GetValue<string>())).ToList())
                codings.Remove(coding);
            if (codings.Count == 0 && rule["is"]?.GetValue<string>() == "required")
                return Refusal(path, "takes no code of this system");
            if (codings.Count == 0)
                found.Value.AsObject().Remove("coding");
        }

        return null;
    }

    // entered-in-error takes a resource back; who may change it may do that.
    private static bool Fits(JsonNode value, string[] values) => Codes(value).Any(code => code.Code == "entered-in-error" || values.Contains(code.Code) || values.Contains($"{code.System}|{code.Code}"));

    private static IEnumerable<(string? System, string? Code)> Codes(JsonNode value) => value is JsonObject concept
        ? (concept["coding"] as JsonArray ?? []).Select(coding => (coding!["system"]?.GetValue<string>(), coding["code"]?.GetValue<string>()))
        : [(null, value.ToString())];

    private FhirFailure? Keep(JsonObject resource)
    {
        foreach (var (path, rule) in type.Elements)
        {
            if (rule["maxItems"]?.GetValue<int>() is { } items && resource[path] is JsonArray list)
            {
                while (list.Count > items)
                    list.RemoveAt(list.Count - 1);
            }

            if (rule["maxLength"]?.GetValue<int>() is not { } length)
                continue;
            foreach (var found in At(resource, path).ToList())
            {
                if (found.Value is JsonValue text && text.TryGetValue<string>(out var words) && words.Length > length)
                    found.Holder[found.Name] = words[..length];
            }
        }

        return null;
    }

    private static IEnumerable<(JsonObject Holder, string Name, JsonNode Value)> At(JsonObject resource, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? path : path[..dot];
        if (resource[name] is not { } value)
            yield break;
        foreach (var item in value is JsonArray list ? list.OfType<JsonNode>() : [value])
        {
            if (dot < 0)
                yield return (resource, name, item);
            else if (item is JsonObject inner)
            {
                foreach (var below in At(inner, path[(dot + 1)..]))
                    yield return below;
            }
        }
    }

    private FhirFailure Refusal(string path, string why) =>
        new(422, [new Issue("error", "processing", $"This kind of server {why}.", $"{resourceType}.{path}") { Details = codes.OfRefusal }]);
}
