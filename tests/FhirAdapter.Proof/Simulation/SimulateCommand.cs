using System.CommandLine;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Simulation;

/// <summary>The verb <c>simulate</c>.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var steps = new Option<int>("--steps") { Description = "Steps of each seed before the calm.", DefaultValueFactory = _ => 200 };
        var trace = new Option<bool>("--trace") { Description = "Print everything that happens, for a single seed." };
        var noPause = new Option<bool>("--no-pause") { Description = "Leave out processes that are stopped for longer than their lease." };
        var command = new Command("simulate", "Lives seeds of crashes, lost and doubled messages, wrong clocks and full disks; what must hold is checked after each step.") { steps, trace, noPause };
        return Verb.Of(command, count: 200, async (parsed, count, seed, cancellationToken) =>
            [await Simulation.RunAsync(count, seed, parsed.GetValue(steps), parsed.GetValue(trace), !parsed.GetValue(noPause), cancellationToken)]);
    }
}
