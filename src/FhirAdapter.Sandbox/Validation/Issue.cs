namespace FhirAdapter.Sandbox.Validation;

/// <summary>One issue of an OperationOutcome. <paramref name="Diagnostics"/> never repeats a value of the resource.</summary>
/// <param name="Severity">fatal, error, warning or information.</param>
/// <param name="Code">A code of the R4 issue-type system.</param>
/// <param name="Diagnostics">What was expected, in words.</param>
/// <param name="Expression">A FHIRPath to the element, when there is one.</param>
internal sealed record Issue(string Severity, string Code, string Diagnostics, string? Expression = null)
{
    /// <summary>A code that a server of some kind gives beside R4's, or null.</summary>
    public string? OwnCode { get; init; }

    /// <summary>The words that such a server gives with it, or null.</summary>
    public string? OwnText { get; init; }
}
