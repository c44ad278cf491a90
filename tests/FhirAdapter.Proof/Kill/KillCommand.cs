using System.CommandLine;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Kill;

/// <summary>The verb <c>kill</c>.</summary>
internal static class KillCommand
{
    public static Command Create()
    {
        var each = new Option<int>("--each") { Description = "How often each named fail point is used besides.", DefaultValueFactory = _ => 0 };
        var point = new Option<string?>("--point") { Description = "Only this fail point." };
        var command = new Command("kill", "Kill the real worker at random and at named steps, start it again, and count at the servers: nothing lost, nothing doubled.") { each, point };
        return Verb.Of(command, count: 40, async (parsed, count, seed, cancellationToken) =>
            [await new Killer(seed).RunAsync(count, parsed.GetValue(each), parsed.GetValue(point), cancellationToken)]);
    }
}
