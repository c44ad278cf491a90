using FhirAdapter.Sandbox.Validation;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>How a server says no: the status and the code that its write profile gives for the occasion, else R4's.</summary>
internal sealed class Refusals(IReadOnlyList<KnownAnswer> answers)
{
    /// <summary>A refusal.</summary>
    /// <param name="occasion">What is refused.</param>
    /// <param name="expression">Where, as a FHIRPath; <see langword="null"/> where it is nowhere in particular.</param>
    public FhirFailure Of(AnswerOccasion occasion, string? expression)
    {
        var (status, code, text) = Standard(occasion);
        return Dressed(occasion, FhirFailure.Of(status, code, text, expression));
    }

    /// <summary>The same refusal with the status, the code and the words of this kind of server.</summary>
    public FhirFailure Dressed(AnswerOccasion occasion, FhirFailure failure)
    {
        if (AnswerTo(occasion) is not { } answer) return failure;
        var status = answer.Status ?? failure.Status;
        return new FhirFailure(status, [.. failure.Issues.Select(issue => issue with
        {
            Severity = status < 400 ? "information" : issue.Severity,
            OwnCode = answer.Code,
            OwnText = answer.Text,
        })]);
    }

    /// <summary>Whether the server tells a resource that is there already from a new one.</summary>
    public bool SeesDuplicates => AnswerTo(AnswerOccasion.Duplicate) is not null;

    private KnownAnswer? AnswerTo(AnswerOccasion occasion) =>
        answers.FirstOrDefault(answer => answer.When.Contains(occasion)) ?? (Meaning(occasion) is { } meaning ? answers.FirstOrDefault(answer => answer.Meaning == meaning) : null);

    private static AnswerMeaning? Meaning(AnswerOccasion occasion) => occasion switch
    {
        AnswerOccasion.Duplicate => AnswerMeaning.AlreadyThere,
        AnswerOccasion.ReferenceNotFound => AnswerMeaning.ReferenceNotFound,
        AnswerOccasion.StaleVersion => AnswerMeaning.Conflict,
        _ => null,
    };

    private static (int Status, string Code, string Text) Standard(AnswerOccasion occasion) => occasion switch
    {
        AnswerOccasion.MissingElement => (422, "required", "This server takes no such resource without this element."),
        AnswerOccasion.RefusedElement => (422, "not-supported", "This server takes no such resource with this element."),
        AnswerOccasion.CodeNotTaken => (422, "code-invalid", "This server takes other codes here."),
        AnswerOccasion.OverLimit => (422, "too-long", "This is longer than this server takes."),
        AnswerOccasion.Duplicate => (422, "duplicate", "This is here already."),
        AnswerOccasion.ReferenceNotFound => (422, "not-found", "The reference names no resource of this server."),
        AnswerOccasion.StaleVersion => (412, "conflict", "If-Match does not name the current version."),
        AnswerOccasion.OverCeiling => (429, "throttled", "This server takes no more writes today."),
        AnswerOccasion.MissingVersion => (412, "required", "An update must name the version that it replaces (If-Match)."),
        _ => throw new InvalidOperationException($"No rule for {occasion}."),
    };
}
