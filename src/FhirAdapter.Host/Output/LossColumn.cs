using FhirAdapter.Routes;

namespace FhirAdapter.Host.Output;

/// <summary>A column of the loss report.</summary>
/// <param name="Code">What it counts: a code of <see cref="PlannedChange"/>.</param>
/// <param name="Heading">What stands above it, broken so that the table fits on a page.</param>
/// <param name="Meaning">What that means.</param>
internal sealed record LossColumn(string Code, string Heading, string Meaning)
{
    private const string IfUnknown = "If unknown: goes where the server knows the person, place or encounter that it leads to, and else is dropped, or said in text.";

    /// <summary>All of them, in their order.</summary>
    public static IReadOnlyList<LossColumn> All { get; } =
    [
        new(PlannedChange.Dropped, "DROPPED", "DROPPED: does not go, and no text says it."),
        new(PlannedChange.Shortened, "shortened", "Shortened: a text that was cut at a word; a sign shows where."),
        new(PlannedChange.Replaced, "replaced", "Replaced: another code or form stands in its place."),
        new(PlannedChange.SaidInText, "said in\ntext", "Said in text: a person can read it, a machine cannot."),
        new(PlannedChange.Moved, "moved", "Moved: it stands in an element of another resource."),
        new(PlannedChange.Added, "added", "Added: the record had none."),
        new(PlannedChange.DroppedIfUnknown, "DROPPED\nif\nunknown", IfUnknown),
        new(PlannedChange.SaidInTextIfUnknown, "said in\ntext if\nunknown", IfUnknown),
    ];
}
