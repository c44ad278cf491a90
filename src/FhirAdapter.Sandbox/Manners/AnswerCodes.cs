using System.Text.Json.Nodes;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>The codes by which a kind of server says what is the matter.</summary>
internal sealed class AnswerCodes(JsonObject? answers)
{
    /// <summary>Of an element that is wrong, missing or too much.</summary>
    public string? OfRefusal { get; } = Code(answers, "refused");

    /// <summary>Of a reference that leads nowhere.</summary>
    public string? OfReference { get; } = Code(answers, "reference-not-found");

    private static string? Code(JsonObject? answers, string means) => answers?
        .Select(answer => answer.Value!.AsObject())
        .FirstOrDefault(answer => answer["means"]?.GetValue<string>() == means && answer["code"] is not null)?["code"]?.GetValue<string>();
}
