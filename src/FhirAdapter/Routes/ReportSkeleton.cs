using FhirAdapter.Records;

namespace FhirAdapter.Routes;

/// <summary>A report of which all is there but its words: whether a server takes it is known before these are written.</summary>
/// <param name="Resource">The report, with something where the words will stand.</param>
/// <param name="Put">Puts the words there.</param>
/// <param name="IsWhole">Whether what goes holds all that was put.</param>
internal sealed record ReportSkeleton(MappedResource Resource, Action<string> Put, Func<ResourcePlan, string, bool> IsWhole);
