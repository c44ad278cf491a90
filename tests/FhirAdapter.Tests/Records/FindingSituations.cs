using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;

namespace FhirAdapter.Tests.Records;

/// <summary>Findings at the edges: suspected, told in words alone, answers that are none, taken back.</summary>
internal static class FindingSituations
{
    public static ContraindicationFinding Suspected { get; } = Finding("CF-51") with
    {
        Finding = new() { Code = "deep-vein-thrombosis", Text = "Warm, swollen calf" },
        Presence = "present",
        Status = "suspected",
        Strength = "absolute",
        BodySite = new() { Code = "calf", Side = "left" },
        Source = "examination",
        Evidence = "Calf wider than the other by 3 cm",
        Screening = "SC-7",
        StoppedProcedure = "DN-2026-0301",
    };

    /// <summary>Neither what it is nor where it is has a code; the side must be read all the same.</summary>
    public static ContraindicationFinding WordsOnly { get; } = Finding("CF-52") with
    {
        Finding = new() { Text = "Fresh tattoo" },
        Presence = "present",
        Status = "confirmed",
        Strength = "precaution",
        BodySite = new() { Text = "behind the ear", Side = "right" },
    };

    public static ContraindicationFinding NotKnown { get; } = Finding("CF-53") with { Finding = new() { Code = "metal-allergy", Text = "Nickel?" }, Presence = "unknown", Source = "history" };

    public static ContraindicationFinding WouldNotSay { get; } = Finding("CF-54") with { Finding = new() { Code = "pregnancy" }, Presence = "declined", Source = "patient" };

    /// <summary>Beside the Condition stands the status that obstetrics reads.</summary>
    public static ContraindicationFinding Pregnant { get; } = Finding("CF-58") with
    {
        Finding = new() { Code = "pregnancy" },
        Presence = "present",
        Status = "confirmed",
        Strength = "relative",
        Source = "patient",
    };

    public static ContraindicationFinding NotPregnant { get; } = Finding("CF-59") with { Finding = new() { Code = "pregnancy" }, Presence = "absent", Source = "patient", Screening = "SC-8" };

    public static ContraindicationFinding AbsentOnExamination { get; } = Finding("CF-55") with
    {
        Finding = new() { Code = "infection-at-site" },
        Presence = "absent",
        Source = "examination",
        BodySite = new() { Code = "gluteus-medius", Part = "lateral", Side = "right" },
        Note = "Skin intact.",
    };

    /// <summary>That it was resolved, and when, may stand in no element of a Condition that is entered in error.</summary>
    public static ContraindicationFinding DeletedResolved { get; } = Finding("CF-56") with
    {
        Version = 2,
        Deleted = true,
        Finding = new() { Code = "fracture" },
        Presence = "present",
        Status = "resolved",
        Resolved = ClinicTime.OnDate(new(2026, 11, 20)),
    };

    public static ContraindicationFinding DeletedFindingWithoutContent { get; } = Finding("CF-57") with { Version = 2, Deleted = true, When = null };

    private static ContraindicationFinding Finding(string id) => new()
    {
        Id = id,
        Version = 1,
        LastChanged = new(2026, 11, 20, 18, 0, 0, TimeSpan.FromHours(1)),
        Patient = new() { System = "urn:oid:1.2.3", Value = "P-7" },
        When = ClinicTime.OnDate(new(2026, 11, 20)),
    };
}
