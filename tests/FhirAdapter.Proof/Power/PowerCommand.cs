using System.CommandLine;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Power;

/// <summary>The verb <c>power</c>.</summary>
internal static class PowerCommand
{
    public static Command Create() => Verb.Of(
        new Command("power", "Cut the power at random places of a recorded run, keep of what was not flushed some sectors, open what is left."),
        count: 1000,
        async (_, count, seed, cancellationToken) => [await new PowerLoss(seed).RunAsync(count, cancellationToken)]);
}
