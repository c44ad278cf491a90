namespace FhirAdapter.Benchmarks.Compare;

/// <summary>The loops that the adapter is compared with.</summary>
/// <param name="One">The plain one.</param>
/// <param name="Two">Two of them at once, each with half of the records.</param>
/// <param name="Tuned">The plain one with the runtime settings of <c>fhir-adapter</c>.</param>
/// <param name="Same">One that sends the resources of the adapter's mapping.</param>
internal sealed record ComparedLoops(LegRun One, LegRun Two, LegRun Tuned, LegRun Same);
