using System.CommandLine;

namespace FhirAdapter.Proof.Power;

/// <summary>The hidden verb of the process that is traced or whose disk is made to fail.</summary>
internal static class WorkloadCommand
{
    public const string Name = "ledger-workload";

    public static Command Create()
    {
        var ledger = new Argument<string>("ledger");
        var batches = new Argument<int>("batches");
        var seed = new Argument<int>("seed");
        var command = new Command(Name) { ledger, batches, seed };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) =>
            Workload.RunAsync(parsed.GetRequiredValue(ledger), parsed.GetRequiredValue(batches), parsed.GetRequiredValue(seed), cancellationToken));
        return command;
    }
}
