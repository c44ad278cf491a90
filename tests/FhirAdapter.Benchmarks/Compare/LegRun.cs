using FhirAdapter.Benchmarks.NullSink;

namespace FhirAdapter.Benchmarks.Compare;

/// <summary>A leg's own figures beside what its sink saw of it.</summary>
internal sealed record LegRun(LegFigures Leg, SinkCount Sink);
