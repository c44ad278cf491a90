using System.Globalization;
using FhirAdapter.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FhirAdapter.Host.Http;

/// <summary>Answers that say what is wrong, by RFC 9457. They hold codes, places and what was expected, never what was sent.</summary>
internal static class Problems
{
    private const string TypePrefix = "urn:fhir-adapter:problem:";

    /// <summary>An answer of one problem.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The stable code; it is the end of the problem's type.</param>
    /// <param name="detail">What to do about it, for a person.</param>
    public static ProblemHttpResult Of(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, type: TypePrefix + code);

    /// <summary>An answer that lists faults of records.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail, IReadOnlyList<RecordFault> faults, long notListed) =>
        TypedResults.Problem(detail, statusCode: status, type: TypePrefix + code, extensions: new Dictionary<string, object?>
        {
            ["faults"] = faults,
            ["faultsNotListed"] = notListed,
        });

    /// <summary>Tells the caller when to come back, RFC 9110 section 10.2.3.</summary>
    public static void RetryAfter(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Fills in answers that the framework makes, and takes out what it adds: a trace id means nothing to a caller here.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Extensions.Remove("traceId");
        if (problem.Type?.StartsWith(TypePrefix, StringComparison.Ordinal) == true)
            return;
        problem.Type = "about:blank";
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status401Unauthorized => "Send the header Authorization: Bearer KEY with a key of FhirAdapter:Intake:ApiKeyFile.",
            StatusCodes.Status404NotFound => "There is nothing at this address.",
            StatusCodes.Status405MethodNotAllowed => "The header Allow names the methods there are.",
            _ => null,
        };
    }
}
