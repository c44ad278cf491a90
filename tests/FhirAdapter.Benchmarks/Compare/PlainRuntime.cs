namespace FhirAdapter.Benchmarks.Compare;

/// <summary>
/// What a program runs with that sets nothing of the runtime. This executable has the settings of <c>fhir-adapter</c>; the loop is the program that one
/// would write by hand, and has them only in the leg that says so.
/// </summary>
internal static class PlainRuntime
{
    /// <summary>.NET's own defaults, as environment variables, whose numbers are hexadecimal.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "1",
        ["DOTNET_GCGen0MaxBudget"] = "0",
        ["DOTNET_TieredPGO"] = "1",
        ["DOTNET_TC_QuickJitForLoops"] = "1",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "46",
    };
}
