using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FhirAdapter.Tests.WriteProfiles;

/// <summary>As much of JSON Schema 2020-12 as the schema of write profiles uses; a keyword that it does not know is a fault of its own.</summary>
internal static class SchemaCheck
{
    private static readonly string[] Silent = ["$schema", "$id", "$defs", "title", "description", "format"];

    /// <summary>The places of an instance that do not fit.</summary>
    public static List<string> Faults(JsonNode schema, JsonNode instance)
    {
        List<string> faults = [];
        Check(schema, schema, instance, "#", faults);
        return faults;
    }

    private static void Check(JsonNode root, JsonNode schema, JsonNode? value, string place, List<string> faults)
    {
        foreach (var (keyword, rule) in schema.AsObject())
        {
            if (!Silent.Contains(keyword))
                Check(root, schema, keyword, rule!, value, place, faults);
        }
    }

    private static void Check(JsonNode root, JsonNode schema, string keyword, JsonNode rule, JsonNode? value, string place, List<string> faults)
    {
        var fits = true;
        switch (keyword)
        {
            case "$ref":
                Check(root, root["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]]!, value, place, faults);
                break;
            case "type":
                fits = Type(value) == rule.GetValue<string>();
                break;
            case "enum":
                fits = rule.AsArray().Any(each => JsonNode.DeepEquals(each, value));
                break;
            case "const":
                fits = JsonNode.DeepEquals(rule, value);
                break;
            case "pattern":
                fits = value is not JsonValue text || Regex.IsMatch(text.ToString(), rule.GetValue<string>());
                break;
            case "minLength":
                fits = Type(value) != "string" || value!.GetValue<string>().Length >= rule.GetValue<int>();
                break;
            case "minimum":
                fits = value!.GetValueKind() != JsonValueKind.Number || value.GetValue<decimal>() >= rule.GetValue<decimal>();
                break;
            case "maximum":
                fits = value!.GetValueKind() != JsonValueKind.Number || value.GetValue<decimal>() <= rule.GetValue<decimal>();
                break;
            case "minItems":
                fits = value is not JsonArray list || list.Count >= rule.GetValue<int>();
                break;
            case "items":
                for (var i = 0; i < ((value as JsonArray)?.Count ?? 0); i++)
                    Check(root, rule, value![i], $"{place}/{i}", faults);
                break;
            case "required":
                faults.AddRange(rule.AsArray().Select(name => name!.GetValue<string>()).Where(name => value is JsonObject o && !o.ContainsKey(name)).Select(name => $"{place}/{name}"));
                break;
            case "dependentRequired":
                foreach (var (name, needed) in rule.AsObject())
                    fits &= value is not JsonObject o || !o.ContainsKey(name) || needed!.AsArray().All(each => o.ContainsKey(each!.GetValue<string>()));
                break;
            case "propertyNames":
                foreach (var (name, _) in value as JsonObject ?? [])
                    Check(root, rule, JsonValue.Create(name), $"{place}/{name}", faults);
                break;
            case "properties":
                foreach (var (name, inner) in rule.AsObject())
                {
                    if (value is JsonObject o && o.ContainsKey(name))
                        Check(root, inner!, o[name], $"{place}/{name}", faults);
                }

                break;
            case "additionalProperties":
                foreach (var (name, inner) in value as JsonObject ?? [])
                {
                    if (schema["properties"]?[name] is null && rule is JsonObject)
                        Check(root, rule, inner, $"{place}/{name}", faults);
                    else if (schema["properties"]?[name] is null)
                        faults.Add($"{place}/{name}");
                }

                break;
            case "oneOf":
                fits = rule.AsArray().Count(each => Fits(root, each!, value)) == 1;
                break;
            case "anyOf":
                fits = rule.AsArray().Any(each => Fits(root, each!, value));
                break;
            default:
                throw new InvalidOperationException($"The schema uses {keyword}, which the check does not know.");
        }

        if (!fits)
            faults.Add(place);
    }

    private static bool Fits(JsonNode root, JsonNode schema, JsonNode? value)
    {
        List<string> faults = [];
        Check(root, schema, value, "#", faults);
        return faults.Count == 0;
    }

    private static string Type(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value is JsonValue number && number.TryGetValue<int>(out _) ? "integer" : "number",
        _ => "null",
    };
}
