namespace FhirAdapter.Outbox;

/// <summary>Something about a destination that a person should see.</summary>
/// <param name="Code">What it is about, such as <c>difference</c>.</param>
/// <param name="Subject">Where: an element's path or an interaction; no value of a record.</param>
/// <param name="Detail">More of it; no value of a record.</param>
/// <param name="Count">How often it was met.</param>
/// <param name="Since">When it was first met.</param>
public sealed record DestinationNotice(string Code, string Subject, string? Detail, long Count, DateTimeOffset Since);
