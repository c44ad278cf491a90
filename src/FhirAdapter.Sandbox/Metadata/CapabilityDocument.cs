using System.Text.Json;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Search;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Metadata;

/// <summary>The CapabilityStatement: what this server does, and no more.</summary>
internal static class CapabilityDocument
{
    private const string About = "An in-memory FHIR R4 server for demonstration and tests. It has no durability (all is lost when it stops) and no security "
        + "(anyone who can reach it can read and write). Not for real patients.";

    public static byte[] Write(SandboxOptions options, Served served, Uri baseAddress, DateTimeOffset now) => JsonBytes.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", "CapabilityStatement");
        writer.WriteString("status", "active");
        writer.WriteString("date", FhirTime.Text(now));
        writer.WriteString("kind", "instance");
        writer.WriteStartObject("software");
        writer.WriteString("name", "FhirAdapter sandbox");
        writer.WriteString("version", typeof(CapabilityDocument).Assembly.GetName().Version!.ToString(3));
        writer.WriteEndObject();
        writer.WriteStartObject("implementation");
        writer.WriteString("description", About);
        writer.WriteString("url", baseAddress.AbsoluteUri);
        writer.WriteEndObject();
        writer.WriteString("fhirVersion", "4.0.1");
        Texts(writer, "format", "json", "application/fhir+json");
        writer.WriteStartArray("rest");
        Rest(writer, options, served);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Rest(Utf8JsonWriter writer, SandboxOptions options, Served served)
    {
        writer.WriteStartObject();
        writer.WriteString("mode", "server");
        writer.WriteString("documentation", $"A Bundle may have {options.MaxBundleEntries} entries, a request {options.MaxRequestBytes} bytes. " + (options.Strict
            ? "Literal references are checked when they are written (422 when nothing is there), not when their target is deleted. Unknown search parameters are refused."
            : "References are not checked. Unknown search parameters are ignored."));
        writer.WriteStartArray("resource");
        foreach (var type in served.Types.Values.OrderBy(one => one.Type, StringComparer.Ordinal)) Resource(writer, type, served, options);
        writer.WriteEndArray();
        string[] interactions = [.. On(served.Transaction, "transaction"), .. On(served.Batch, "batch"), .. On(served.SystemHistory, "history-system")];
        if (interactions.Length > 0) Codes(writer, "interaction", interactions);
        writer.WriteEndObject();
    }

    private static void Resource(Utf8JsonWriter writer, ServedType type, Served served, SandboxOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type.Type);
        if (type.Interactions.Count > 0) Codes(writer, "interaction", [.. type.Interactions]);
        writer.WriteString("versioning", type.Versioned ? "versioned-update" : "no-version");
        writer.WriteBoolean("readHistory", type.Does("vread"));
        writer.WriteBoolean("updateCreate", options.UpdateCreate && type.Does("update"));
        writer.WriteBoolean("conditionalCreate", type.ConditionalCreate);
        writer.WriteString("conditionalRead", type.Versioned ? "not-match" : "not-supported");
        writer.WriteBoolean("conditionalUpdate", type.ConditionalUpdate);
        writer.WriteString("conditionalDelete", "not-supported");
        // Not "resolves": that would mean that logical references are turned into literal ones. Not "enforced": deleting a target is allowed.
        Texts(writer, "referencePolicy", ["literal", .. On(served.LogicalReferences, "logical")]);
        if (type.SearchParameters.Count > 0)
        {
            writer.WriteStartArray("searchParam");
            foreach (var parameter in type.SearchParameters) Parameter(writer, parameter, SearchParameters.KindOf(type.Type, parameter)!);
            writer.WriteEndArray();
        }

        writer.WriteStartArray("operation");
        Operation(writer, "validate", "Resource-validate");
        if (type.Type == "Patient") Operation(writer, "match", "Patient-match");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter writer, string name, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("type", type);
        writer.WriteEndObject();
    }

    private static void Operation(Utf8JsonWriter writer, string name, string definition)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("definition", $"http://hl7.org/fhir/OperationDefinition/{definition}");
        writer.WriteEndObject();
    }

    private static IEnumerable<string> On(bool isServed, string code) => isServed ? [code] : [];

    private static void Texts(Utf8JsonWriter writer, string name, params string[] texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Codes(Utf8JsonWriter writer, string name, params string[] codes)
    {
        writer.WriteStartArray(name);
        foreach (var code in codes)
        {
            writer.WriteStartObject();
            writer.WriteString("code", code);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
