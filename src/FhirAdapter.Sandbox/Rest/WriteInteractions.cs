using FhirAdapter.Sandbox.Search;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;
using FhirAdapter.Sandbox.Writing;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>Create, update and delete of one resource, with their conditional forms.</summary>
internal sealed class WriteInteractions(ResourceStore store, UnitOfWork unit)
{
    public FhirResponse Handle(FhirRequest request)
    {
        if (ToEntry(request).Failed(out var refused, out var entry)) return FhirResponse.Of(refused);
        var answer = store.Write<WriteResult[]>(writer => unit.Apply(writer, [entry], isTransaction: false));
        return answer.Failed(out var failure, out var results) ? FhirResponse.Of(failure) : FhirResponse.Of(results[0], request.Prefer.Return ?? "representation");
    }

    /// <summary>Reads the address, the condition and the resource of a write; nothing is looked up in the store yet.</summary>
    public static Answer<WriteEntry> ToEntry(FhirRequest request)
    {
        var (type, id) = (request.Segments[0], request.Segments.ElementAtOrDefault(1));
        var query = request.Query.Where(pair => pair.Name is not ("_format" or "_pretty")).ToArray();
        if (id is not null && !ResourceAddress.IsId(id)) return FhirFailure.Of(400, "value", "The id must be 1 to 64 letters, digits, dashes and dots.");
        var refusal = (request.Verb, id, query.Length) switch
        {
            ("POST", not null, _) => FhirFailure.Of(405, "not-supported", "A create is sent to the resource type, without an id."),
            ("POST", null, > 0) => FhirFailure.Of(400, "not-supported", "The condition of a create belongs into If-None-Exist."),
            ("DELETE", null, _) => FhirFailure.Of(405, "not-supported", "Conditional delete is not supported."),
            ("PUT", null, 0) => FhirFailure.Of(405, "not-supported", "An update needs an id or a condition."),
            (_, not null, > 0) => FhirFailure.Of(400, "not-supported", "An address with an id takes no parameters but _format."),
            _ => null,
        };
        if (refusal is not null) return refusal;
        if (request.IfNoneExist is not null && request.Verb != "POST")
            return FhirFailure.Of(400, "not-supported", "If-None-Exist goes with a create only.");
        var entry = new WriteEntry
        {
            Verb = request.Verb,
            Type = type,
            Id = id,
            IfMatch = request.Verb == "POST" ? null : request.IfMatch,
            Criteria = request.Verb == "PUT" && id is null ? query : request.IfNoneExist is { } condition ? QueryPair.Parse(condition) : null,
        };
        if (request.Verb == "DELETE") return entry;
        if (ResourceParser.Parse(request.Body).Failed(out var failure, out var content)) return failure;
        return content.Type == type
            ? entry with { Content = content }
            : FhirFailure.Of(400, "value", "The resourceType must be the type in the address.", content.Type);
    }
}
