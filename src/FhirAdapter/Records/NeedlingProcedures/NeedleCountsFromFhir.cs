using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Reads how many needles went in and came out: the reverse of <see cref="NeedleCounts"/>.</summary>
internal static class NeedleCountsFromFhir
{
    private const string Path = "Observation(needle-count).component";

    public static (int? Inserted, int? Removed) Read(FhirReading reading)
    {
        if (reading.Part<Observation>(reading.Identity.NeedleCount(reading.Id)) is not { } count)
            return default;
        var components = ComponentsRead.Of(reading, count, Path);
        var counts = (
            reading.Whole(components.ValueOf("inserted"), "{needle}", Path),
            reading.Whole(components.ValueOf("removed"), "{needle}", Path));
        components.FailOnOthers();
        return counts;
    }
}
