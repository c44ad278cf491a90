using System.Text.Json;
using System.Text.Json.Serialization;
using FhirAdapter.Host.Http;
using FhirAdapter.Sources;
using Microsoft.AspNetCore.Http;

namespace FhirAdapter.Host.Intake;

/// <summary>The answer that a report calls for.</summary>
internal static class IntakeAnswer
{
    private const string NothingTaken = " Nothing of the request was taken.";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static IResult Of(IntakeReport report)
    {
        IResult Problem(int status, string code, string detail) =>
            Problems.Of(status, code, detail + NothingTaken, report.Faults, report.FaultsNotListed);

        return report.Verdict switch
        {
            IntakeVerdict.Taken => TypedResults.Json(Taken(report), Form, statusCode: StatusCodes.Status202Accepted),
            IntakeVerdict.Malformed => Problem(StatusCodes.Status400BadRequest, "malformed", "The body is not JSON records."),
            IntakeVerdict.TooLarge => Problem(StatusCodes.Status413PayloadTooLarge, "too-large", "A record is too large, or there are too many."),
            IntakeVerdict.Conflict => Problem(StatusCodes.Status409Conflict, "version-conflict", "A version is known already with other content."),
            _ => Problem(StatusCodes.Status422UnprocessableEntity, "invalid-record", "A record does not keep the contract."),
        };
    }

    private static object Taken(IntakeReport report) => new
    {
        results = report.Records.Select(record => new
        {
            line = record.Line,
            record = record.Key?.ToString(),
            version = record.Version,
            outcome = JsonNamingPolicy.KebabCaseLower.ConvertName(record.Outcome.ToString()),
            faults = record.Faults.Count == 0 ? null : record.Faults,
        }),
    };
}
