using System.Text.Json;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>Writes OperationOutcome resources.</summary>
internal static class OperationOutcomes
{
    public static readonly Issue AllOk = new("information", "informational", "All OK");

    public static byte[] Json(IReadOnlyList<Issue> issues) => Rest.JsonBytes.Of(writer => Write(writer, issues));

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Issue> issues)
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", "OperationOutcome");
        writer.WriteStartArray("issue");
        foreach (var issue in issues)
        {
            writer.WriteStartObject();
            writer.WriteString("severity", issue.Severity);
            writer.WriteString("code", issue.Code);
            if (issue.OwnCode is not null || issue.OwnText is not null) Details(writer, issue);
            writer.WriteString("diagnostics", issue.Diagnostics);
            if (issue.Expression is not null)
            {
                writer.WriteStartArray("expression");
                writer.WriteStringValue(issue.Expression);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Details(Utf8JsonWriter writer, Issue issue)
    {
        writer.WriteStartObject("details");
        if (issue.OwnCode is not null)
        {
            writer.WriteStartArray("coding");
            writer.WriteStartObject();
            writer.WriteString("code", issue.OwnCode);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        if (issue.OwnText is not null) writer.WriteString("text", issue.OwnText);
        writer.WriteEndObject();
    }
}
