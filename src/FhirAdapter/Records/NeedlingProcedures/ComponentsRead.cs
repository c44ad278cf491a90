using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>The components of an Observation of the session, by their code; every one of them must be asked for.</summary>
internal sealed class ComponentsRead
{
    private readonly FhirReading _reading;
    private readonly string _path;
    private readonly List<(string? Code, Observation.ComponentComponent Component)> _left;

    private ComponentsRead(FhirReading reading, Observation observation, string path)
    {
        (_reading, _path) = (reading, path);
        _left = [.. observation.Component.Select(c => (reading.Code(c.Code ?? new CodeableConcept(), "site-component", path), c))];
    }

    public static ComponentsRead Of(FhirReading reading, Observation observation, string path) => new(reading, observation, path);

    /// <summary>All components of a code.</summary>
    public IReadOnlyList<Observation.ComponentComponent> All(string code)
    {
        List<Observation.ComponentComponent> found = [.. _left.Where(c => c.Code == code).Select(c => c.Component)];
        _left.RemoveAll(c => c.Code == code);
        return found;
    }

    /// <summary>The value of the only component of a code, or nothing where there is none.</summary>
    public DataType? ValueOf(string code)
    {
        var found = All(code);
        if (found.Count > 1 || (found.Count == 1 && found[0].Value is null))
            _reading.Fail(_path, $"one value for {code}");
        return found.Count == 0 ? null : found[0].Value;
    }

    /// <summary>Says that there are components that nobody asked for.</summary>
    public void FailOnOthers()
    {
        if (_left.Count > 0)
            _reading.Fail(_path, "components of this kind of Observation only");
    }
}
