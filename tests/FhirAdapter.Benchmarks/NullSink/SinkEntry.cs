namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>What the sink has to know of one entry in order to answer it.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Search">For a search inside a batch, its URL; otherwise nothing.</param>
internal readonly record struct SinkEntry(string Type, string? Search);
