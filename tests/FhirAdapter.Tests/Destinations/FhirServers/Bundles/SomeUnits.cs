using System.Globalization;
using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Destinations.FhirServers.Bundles;

/// <summary>Lanes of records without a server: each with a main Observation, parts that refer to it, and a reference to the record before.</summary>
internal static class SomeUnits
{
    /// <param name="bodies">Where the bodies go.</param>
    /// <param name="parts">For each lane, for each record, how many parts it has.</param>
    /// <param name="types">The types that the resources are said to have, in turn.</param>
    public static List<List<Unit>> Lanes(BodyWriter bodies, int[][] parts, params string[] types) =>
        [.. parts.Select((lane, laneNumber) => Lane(bodies, lane, laneNumber, types))];

    public static string LaneOf(Unit unit) => unit.Main.Self.Identity.System;

    public static int NumberOf(Entry entry) => int.Parse(entry.Self.Identity.Value, CultureInfo.InvariantCulture);

    private static List<Unit> Lane(BodyWriter bodies, int[] parts, int laneNumber, string[] types)
    {
        var units = new List<Unit>();
        var number = 0;
        foreach (var count in parts)
        {
            var unit = new Unit(isParty: false);
            var main = Add(bodies, unit, laneNumber, number++, ResourceRole.Main, units.LastOrDefault()?.Main.Self, types);
            for (var i = 0; i < count; i++)
                Add(bodies, unit, laneNumber, number++, ResourceRole.Part, main.Self, types);
            units.Add(unit);
        }
        return units;
    }

    private static Entry Add(BodyWriter bodies, Unit unit, int lane, int number, ResourceRole role, Target? parent, string[] types)
    {
        var self = bodies.NewTarget(new ResourceIdentity(types.Length == 0 ? "Observation" : types[number % types.Length], $"lane-{lane}", $"{number}"));
        var observation = new Observation { Status = ObservationStatus.Final, Code = new CodeableConcept { Text = new string('x', number * 37 % 900) } };
        List<OpenTarget> references = [];
        if (parent is not null)
        {
            var open = SomeDeliveries.Open("Observation", new BusinessIdentifier { System = "s", Value = "v" }, null, required: true);
            observation.DerivedFrom.Add(open.Element);
            references.Add(new OpenTarget(open, parent));
        }
        var identifier = new BusinessIdentifier { System = self.Identity.System, Value = self.Identity.Value };
        var entry = new Entry(unit, new MappedResource(observation, identifier, role, []), self, [.. references]);
        self.Entry = entry;
        unit.Entries.Add(entry);
        bodies.Write(entry);
        return entry;
    }
}
