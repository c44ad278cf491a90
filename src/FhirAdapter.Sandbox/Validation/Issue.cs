namespace FhirAdapter.Sandbox.Validation;

/// <summary>One issue of an OperationOutcome. <paramref name="Diagnostics"/> never repeats a value of the resource.</summary>
/// <param name="Severity">fatal, error, warning or information.</param>
/// <param name="Code">A code of the R4 issue-type system.</param>
/// <param name="Diagnostics">What was expected, in words.</param>
/// <param name="Expression">A FHIRPath to the element, when there is one.</param>
internal sealed record Issue(string Severity, string Code, string Diagnostics, string? Expression = null)
{
    /// <summary>A code of the server's own, in <c>details.coding</c>.</summary>
    public string? Details { get; init; }
}
