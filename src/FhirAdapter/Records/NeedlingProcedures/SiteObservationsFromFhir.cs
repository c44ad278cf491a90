using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>
/// Reads the places that were needled, each from its Observation: the reverse of <see cref="SiteObservations"/>. The Procedure names the places too,
/// so that one whose Observation was not given along is missed.
/// </summary>
internal static class SiteObservationsFromFhir
{
    public static IReadOnlyList<NeedlingSite>? Read(FhirReading reading, Procedure procedure)
    {
        List<NeedlingSite> sites = [];
        while (reading.Part<Observation>(reading.Identity.Site(reading.Id, sites.Count + 1)) is { } observation)
            sites.Add(Site(reading, observation, $"Observation(needling-site {sites.Count + 1})"));
        FailUnlessComplete(reading, procedure, sites);
        return sites.Count == 0 ? null : sites;
    }

    private static NeedlingSite Site(FhirReading reading, Observation observation, string path)
    {
        var place = reading.Place(observation.BodySite, path + ".bodySite") ?? new BodySite();
        var site = new NeedlingSite
        {
            Muscle = place.Code,
            Part = place.Part,
            Side = place.Side,
            Text = reading.Note(observation.Note, path + ".note"),
        };
        return SiteComponentsFromFhir.Read(reading, observation, site, path + ".component");
    }

    private static void FailUnlessComplete(FhirReading reading, Procedure procedure, List<NeedlingSite> sites)
    {
        const string Path = "Procedure.bodySite";
        var named = procedure.BodySite.Select(s => reading.Place(s, Path)! with { Text = null });
        if (!named.ToHashSet().SetEquals(sites.Select(SiteObservations.BodySiteOf)))
            reading.Fail(Path, "an Observation of each place that was needled, and no others");
    }
}
