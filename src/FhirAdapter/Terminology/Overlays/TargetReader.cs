namespace FhirAdapter.Terminology.Overlays;

/// <summary>Reads one target of an operator's map.</summary>
internal static class TargetReader
{
    // FHIR R4 concept-map-equivalence. A narrower target would say more than the record does.
    private static readonly string[] Sent = ["relatedto", "equivalent", "equal", "wider", "subsumes", "inexact"];
    private static readonly string[] Falsifying = ["narrower", "specializes", "disjoint"];

    // Other procedures for other payers: mapping dry needling to them is the best-known mistake in the field.
    private static readonly string[] NeverDryNeedling =
        ["44868003", "97810", "97811", "97813", "97814", "8E0H30Z", "8E0H300", "20552", "20553"];

    /// <summary>The translation, or nothing where the target says that there is none or is faulty.</summary>
    public static Translation? Read(OverlayNode target, string? own, string? system)
    {
        var equivalence = target.Required("equivalence", "how the target relates to the own code, such as equivalent or wider");
        if (equivalence == "unmatched")
        {
            if (target.Json.TryGetProperty("code", out _))
                target.Error("code", "must not stand beside the equivalence unmatched; take one away");
            return null;
        }

        if (equivalence is not null && Falsifying.Contains(equivalence))
            target.Error("equivalence", $"{equivalence} would say something that the record does not; only {string.Join(", ", Sent)} and unmatched are sent");
        else if (equivalence is not null && !Sent.Contains(equivalence))
            target.Error("equivalence", $"{equivalence} is not known; give one of {string.Join(", ", Sent)}, unmatched");

        var code = target.Required("code", "the code in the target system");
        var display = target.Text("display");
        var (unit, muscles) = ReadConditions(target, own);
        if (target.Json.TryGetProperty("product", out _))
            target.Error("product", "is not used; take it away");
        if (code is null || system is null || equivalence is null)
            return null;
        Check(target, own, system, code, display);
        return new Translation(system, code, display, equivalence, unit) { Muscles = muscles, Origin = target.File };
    }

    private static void Check(OverlayNode target, string? own, string system, string code, string? display)
    {
        if (own == "dry-needling" && NeverDryNeedling.Contains(code))
            target.Error("code", $"{code} is acupuncture or an injection, which dry needling is not; take it away");
        if (TargetSystem.Find(system) is not { } known)
            return;
        if (known.FaultOf(code) is { } fault)
            target.Error("code", $"{code} {fault}");
        if (!known.MayHaveDisplay && display is not null)
            target.Error("display", $"must not be given: names of {known.Name} are licensed and are not sent; take it away");
    }

    private static (string? Unit, MuscleCount? Muscles) ReadConditions(OverlayNode target, string? own)
    {
        string? unit = null;
        MuscleCount? muscles = null;
        foreach (var condition in target.Each("dependsOn"))
        {
            var property = condition.Required("property", ConceptMap.UnitProperty);
            var value = condition.Required("value", "its value");
            if (property is null || value is null)
                continue;
            switch (property)
            {
                case ConceptMap.UnitProperty when unit is null:
                    unit = value;
                    if (TargetSystem.Unit(value) is { } fault)
                        condition.Error("value", $"{value} {fault}");
                    break;
                case MuscleCount.Property or MuscleCount.SidesApartProperty when muscles is null:
                    muscles = MuscleCount.Parse(value, property == MuscleCount.SidesApartProperty);
                    if (muscles is null)
                        condition.Error("value", $"{value} is no number of muscles; give 1-2, 3+ or 4");
                    if (own is not (null or "dry-needling"))
                        condition.Error("property", "counts muscles, which only the code dry-needling can depend on; take it away");
                    break;
                case ConceptMap.UnitProperty or MuscleCount.Property or MuscleCount.SidesApartProperty:
                    condition.Error("property", "stands twice; keep one");
                    break;
                default:
                    condition.Error("property", $"{property} is not known; give {ConceptMap.UnitProperty}, {MuscleCount.Property} or {MuscleCount.SidesApartProperty}");
                    break;
            }
        }

        return (unit, muscles);
    }
}
