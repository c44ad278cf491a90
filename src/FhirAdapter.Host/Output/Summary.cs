using System.Globalization;
using FhirAdapter.Operations;

namespace FhirAdapter.Host.Output;

/// <summary>What a run did, in a line and a table.</summary>
internal static class Summary
{
    public static void Write(AdapterProgress progress, AdapterStatus status)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(progress.Read, "record", "records")} read, {progress.Accepted:N0} new, {progress.Read - progress.Refused - progress.Accepted:N0} known already, {progress.Refused:N0} refused."));
        StatusTable.Write(status);
        if (status.Destinations.Any(d => d.Parked + d.Held > 0))
            Console.Out.WriteLine("See why with `fhir-adapter dead-letters` and `fhir-adapter why KIND/ID`.");
    }
}
