using System.Xml;
using FhirAdapter.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records;

/// <summary>Rules of FHIR R4 and of the mapping contract that the SDK's own validation does not look at.</summary>
internal static class Invariants
{
    /// <summary>What a mapping breaks, by the name of the rule.</summary>
    public static IEnumerable<string> BrokenBy(MappingResult.Mapped mapped)
    {
        if (mapped.Resources.Count(r => r.Role == ResourceRole.Main) != 1)
            yield return "exactly one main resource";
        if (mapped.Resources.DistinctBy(r => (r.Resource.TypeName, r.Identifier)).Count() != mapped.Resources.Count)
            yield return "each identifier names one resource";
        foreach (var broken in mapped.Resources.SelectMany((r, i) => BrokenBy(r, [.. mapped.Resources.Take(i)], mapped)))
            yield return broken;
    }

    /// <summary>What one resource breaks.</summary>
    public static IEnumerable<string> BrokenBy(Resource resource)
    {
        foreach (var broken in resource switch
        {
            Condition condition => BrokenBy(condition),
            Observation observation => BrokenBy(observation),
            AllergyIntolerance allergy => BrokenBy(allergy),
            _ => [],
        })
            yield return broken;
        foreach (var element in Descendants(resource))
        {
            if (element is Period { Start: { } start, End: { } end } && Comparable(start, end) && Instant(start) > Instant(end))
                yield return "per-1";
            if (element is Quantity { Code: not null, System: null })
                yield return "qty-3";
            if (element is Extension extension && (extension.Value is null) == (extension.Extension.Count == 0))
                yield return "ext-1";
            if (element is CodeableConcept { Coding.Count: 0, Text: null })
                yield return "ele-1";
            if (element is Narrative { Div: { } div } && !IsXhtml(div))
                yield return "txt-1";
        }
    }

    private static IEnumerable<string> BrokenBy(MappedResource mapped, IReadOnlyList<MappedResource> before, MappingResult.Mapped all)
    {
        foreach (var broken in BrokenBy(mapped.Resource))
            yield return broken;
        if (mapped.Resource.Id is not null)
            yield return "no id";
        var references = Descendants(mapped.Resource).OfType<ResourceReference>().ToList();
        if (references.Exists(r => r.Type is null && r.Identifier is not null))
            yield return "references typed";
        if (references.Exists(r => r.Identifier is null && r.Display is null))
            yield return "references say something";
        foreach (var open in mapped.References)
        {
            if (!references.Exists(r => ReferenceEquals(r, open.Element)))
                yield return "an open reference is in its resource";
            if (open.Element.Type != open.TargetType || open.Element.Identifier?.System != open.Target.System || open.Element.Identifier?.Value != open.Target.Value)
                yield return "an open reference carries its target";
            var own = all.Resources.Any(r => r.Role != ResourceRole.Party && Is(r, open));
            if (own && !before.Any(r => Is(r, open)))
                yield return "each after those it refers to";
            if (own == open.Record is not null && open.TargetType is "Procedure" or "Condition" or "Device")
                yield return "a reference to a record or to a part of this one";
        }

        var logical = Descendants(mapped.Resource).OfType<Extension>().Where(e => e.Url?.EndsWith("/stopped-procedure", StringComparison.Ordinal) == true).Select(e => e.Value);
        if (references.Exists(r => r.Identifier is not null && !logical.Contains(r) && !mapped.References.Any(o => ReferenceEquals(o.Element, r))))
            yield return "every other reference by identifier is open";
    }

    private static bool Is(MappedResource resource, OpenReference reference) =>
        resource.Resource.TypeName == reference.TargetType && resource.Identifier == reference.Target;

    private static IEnumerable<string> BrokenBy(Condition condition)
    {
        var (clinical, verification) = (Code(condition.ClinicalStatus), Code(condition.VerificationStatus));
        if (condition.Abatement is not null && clinical is not ("resolved" or "remission" or "inactive"))
            yield return "con-4";
        if (verification == "entered-in-error" && clinical is not null)
            yield return "con-5";
        if (clinical is null && verification is not ("entered-in-error" or "refuted"))
            yield return "con-3";
        if (condition.Subject is null)
            yield return "subject";
    }

    private static IEnumerable<string> BrokenBy(AllergyIntolerance allergy)
    {
        var inError = Code(allergy.VerificationStatus) == "entered-in-error";
        if (!inError && allergy.ClinicalStatus is null)
            yield return "ait-1";
        if (inError && allergy.ClinicalStatus is not null)
            yield return "ait-2";
    }

    private static IEnumerable<string> BrokenBy(Observation observation)
    {
        if (observation.Value is not null && observation.DataAbsentReason is not null)
            yield return "obs-6";
        if (observation.Component.Exists(c => c.Value is not null && c.DataAbsentReason is not null))
            yield return "obs-6";
        if (observation.Value is not null && observation.Component.Exists(c => c.Code.Coding.Exists(x => observation.Code.Coding.Exists(y => x.Code == y.Code && x.System == y.System))))
            yield return "obs-7";
        if (observation.ReferenceRange.Exists(r => r.Low is null && r.High is null && r.Text is null))
            yield return "obs-3";
        var silent = observation is { Value: null, DataAbsentReason: null, Component.Count: 0 };
        if (silent && observation.Status != ObservationStatus.EnteredInError && !observation.Code.Coding.Exists(c => c.Code == "needling-site"))
            yield return "us-core-2";
    }

    private static string? Code(CodeableConcept? concept) => concept?.Coding.Single().Code;

    private static bool Comparable(string start, string end) => start.Length == end.Length || (start.Length > 10 && end.Length > 10);

    private static DateTimeOffset Instant(string time) =>
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static bool IsXhtml(string div)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(div));
            reader.MoveToContent();
            return reader is { LocalName: "div", NamespaceURI: "http://www.w3.org/1999/xhtml" } && reader.ReadOuterXml().Length > 0;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    public static IEnumerable<Base> Descendants(Base parent) =>
        parent.EnumerateElements()
            .SelectMany(e => e.Value is IEnumerable<Base> many ? many : e.Value is Base one ? [one] : [])
            .SelectMany(child => Descendants(child).Prepend(child));
}
