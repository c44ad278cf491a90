using FhirAdapter.Records;

namespace FhirAdapter.Routes;

/// <summary>The business identifier of a record's report: one system for all, the record's kind and id as value.</summary>
internal static class ReportIdentity
{
    private const string Concept = "/report";

    /// <param name="key">The record.</param>
    /// <param name="main">The identifier of its main resource, whose system begins as all of the clinic's do.</param>
    public static BusinessIdentifier Of(RecordKey key, BusinessIdentifier main) => new()
    {
        System = main.System![..main.System!.LastIndexOf('/')] + Concept,
        Value = $"{RecordKindCode.Of(key.Kind)}~{key.Id}",
    };

    public static bool IsReport(BusinessIdentifier identifier) => identifier.System?.EndsWith(Concept, StringComparison.Ordinal) == true;
}
