using FhirAdapter.Operations;
using FhirAdapter.Routes;

namespace FhirAdapter.Host.Output;

/// <summary>The plan of one record, for a person.</summary>
internal static class PlanText
{
    public static void Write(RecordPlan plan)
    {
        Console.Out.WriteLine(plan.Failure is { } failure
            ? $"{plan.Key}: does NOT go ({failure.Code}): {failure.Path}: {failure.Expected}"
            : $"{plan.Key}: {Way(plan.Way!)}");
        if (plan.Failure is null)
        {
            foreach (var resource in plan.Resources)
                Console.Out.WriteLine($"  {Interaction(resource)}; {Correction(resource.Correction)}");
            if (plan.NeedsEncounter)
                Console.Out.WriteLine("  goes to the hospital's encounter that the record names");
        }

        foreach (var resource in plan.Changes.GroupBy(change => (change.ResourceType, change.Identifier)))
        {
            Console.Out.WriteLine($"  {resource.Key.ResourceType} {resource.Key.Identifier}");
            foreach (var code in resource.Where(change => change.Path.Length > 0).GroupBy(change => (change.Code, change.Reason)))
                Console.Out.WriteLine($"    {Code(code.Key.Code)} ({code.Key.Reason}): {string.Join(", ", code.Select(change => change.Path))}");
            foreach (var whole in resource.Where(change => change.Path.Length == 0))
                Console.Out.WriteLine($"    {Code(whole.Code)}{(whole.Code == PlannedChange.Added ? "" : $" ({whole.Reason})")}: the whole resource");
        }
    }

    /// <summary>What became of an element, in words.</summary>
    public static string Code(string code) => code switch
    {
        PlannedChange.Dropped => "DROPPED",
        PlannedChange.SaidInText => "said in text",
        PlannedChange.DroppedIfUnknown => "DROPPED if unknown there",
        PlannedChange.SaidInTextIfUnknown => "said in text if unknown there",
        _ => code,
    };

    /// <summary>A way, in words.</summary>
    public static string Way(string way) => way switch
    {
        "resources" => "as resources",
        "resources-and-document" => "as resources, and a document",
        "document" => "as a document",
        "questionnaire-response" => "as a questionnaire response",
        _ => way,
    };

    private static string Interaction(PlannedResource resource)
    {
        var named = $"{resource.Type} {resource.Identifier}";
        return resource.Interaction switch
        {
            PlannedInteraction.ConditionalUpdate => $"conditional update of {named} (creates it where it is not there)",
            PlannedInteraction.ConditionalCreate => $"conditional create of {named}",
            PlannedInteraction.SearchThenCreate => $"create {named}, once it was looked up by identifier",
            PlannedInteraction.ContentSearchThenCreate => $"create {named}, once it was looked up by content",
            _ => $"create or update {named}, as the server's CapabilityStatement says how",
        };
    }

    private static string Correction(string correction) => correction switch
    {
        "update" => "a correction updates it",
        "addition" => "left out where the server cannot be kept from having it twice; a correction adds another",
        "amendment" => "a correction is another that says what it replaces",
        _ => "a correction is parked for a person",
    };
}
