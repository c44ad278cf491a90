using System.Runtime.InteropServices;
using System.Text.Json;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;
using FhirAdapter.Sandbox.Writing;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>
/// <c>$validate</c>: the checks of a write, without the write. The answer is 200 with an OperationOutcome whether or not the resource is valid.
/// The resource comes as the body, or as the parameter <c>resource</c>; profiles are not supported.
/// </summary>
internal sealed class ValidateOperation(SandboxOptions options, Search.SearchParser search, ResourceStore store, Uri baseAddress)
{
    public FhirResponse Run(string type, string? id, FhirRequest request)
    {
        if (request.Query.Any(pair => pair.Name is not ("_format" or "_pretty")))
            return FhirResponse.Of(FhirFailure.Of(400, "not-supported", "$validate takes its parameters in the body; profiles are not supported."));
        if (Resource(request.Body).Failed(out var refused, out var found)) return FhirResponse.Of(refused);
        var issues = Issues(type, id, found.Json);
        return new FhirResponse(200) { Body = OperationOutcomes.Json(issues.Count == 0 ? [OperationOutcomes.AllOk] : issues), BodyIsOutcome = true };
    }

    private IReadOnlyList<Issue> Issues(string type, string? id, ReadOnlyMemory<byte> json)
    {
        if (ResourceParser.Parse(json).Failed(out var failure, out var content)) return failure.Issues;
        if (content.Type != type) return [new Issue("error", "value", "The resourceType must be the type in the address.", content.Type)];
        if (id is not null && content.Id != id) return [new Issue("error", "value", "The id in the resource must be the id in the address.", $"{type}.id")];
        var settler = new ReferenceSettler(options, search, baseAddress, store.Current, new Dictionary<string, ResourceKey>());
        return settler.Settle(content, inTransaction: false)?.Issues ?? [];
    }

    private static Answer<Candidate> Resource(ReadOnlyMemory<byte> body)
    {
        try
        {
            var root = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement;
            if (root.ValueKind != JsonValueKind.Object) return NotFound();
            if (!root.TryGetProperty("resourceType", out var type) || !type.ValueEquals("Parameters")) return new Candidate(body);
            if (!root.TryGetProperty("parameter", out var parameters) || parameters.ValueKind != JsonValueKind.Array) return NotFound();
            Candidate? found = null;
            foreach (var parameter in parameters.EnumerateArray())
            {
                var name = parameter.ValueKind == JsonValueKind.Object && parameter.TryGetProperty("name", out var named) ? named.ToString() : null;
                if (name == "resource" && parameter.TryGetProperty("resource", out var resource))
                    found = new Candidate(JsonMarshal.GetRawUtf8Value(resource).ToArray());
                else if (name is not "mode")
                    return FhirFailure.Of(400, "not-supported", "$validate takes the parameters resource and mode only.");
            }

            return found is null ? NotFound() : found;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half a surrogate pair, which System.Text.Json notices when the text is asked for.
            return FhirFailure.Of(400, "structure", "The body is not well-formed JSON in Unicode without duplicate properties.");
        }
    }

    private static FhirFailure NotFound() => FhirFailure.Of(400, "required", "The body must be a resource, or Parameters with a parameter named resource.");

    private sealed record Candidate(ReadOnlyMemory<byte> Json);
}
