using FhirAdapter.Sandbox.Rest;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>Which interaction of R4 a request asks for, by its code in FHIR.</summary>
internal static class InteractionCode
{
    /// <summary>The code; <see langword="null"/> for what is no interaction with a type: metadata, an operation, or nothing at all.</summary>
    public static string? Of(FhirRequest request) => (request.Verb, request.Segments) switch
    {
        (_, [] or ["metadata"] or ["_history"]) or (_, [.., ['$', ..]]) => null,
        ("POST", [_, "_search"]) or ("GET", [_]) => "search-type",
        ("POST", [_]) => "create",
        ("PUT", [_] or [_, _]) => "update",
        ("DELETE", [_] or [_, _]) => "delete",
        ("PATCH", [_] or [_, _]) => "patch",
        ("GET", [_, "_history"]) => "history-type",
        ("GET", [_, _]) => "read",
        ("GET", [_, _, "_history"]) => "history-instance",
        ("GET", [_, _, "_history", _]) => "vread",
        _ => null,
    };

    /// <summary>The methods that a path takes, by the interactions that are served.</summary>
    public static string Methods(string[] segments, Func<string, bool> does)
    {
        var isType = segments.Length == 1;
        List<string> methods = [];
        if (does(isType ? "search-type" : "read")) methods.AddRange(["GET", "HEAD"]);
        if (isType && does("create")) methods.Add("POST");
        if (!isType && does("update")) methods.Add("PUT");
        if (!isType && does("delete")) methods.Add("DELETE");
        return string.Join(", ", methods);
    }
}
