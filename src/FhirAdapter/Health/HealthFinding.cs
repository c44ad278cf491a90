namespace FhirAdapter.Health;

/// <summary>One reason why the adapter does not count as ready. It holds names from the settings and numbers, nothing of a record.</summary>
/// <param name="Code">A stable code of <see cref="HealthCode"/>.</param>
/// <param name="Subject">The source, the destination or the like that it is about; <see langword="null"/> where it is about the whole.</param>
/// <param name="Mend">What is the matter and what to do, as one sentence for a person.</param>
public sealed record HealthFinding(string Code, string? Subject, string Mend);
