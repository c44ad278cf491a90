namespace FhirAdapter.Records.Mapping;

/// <summary>
/// The business identifiers of what a record becomes: one system for each concept, so that no value is used across types.
/// </summary>
/// <remarks>
/// Values hold the clinic's record id and nothing of the patient. A record id never contains <c>~</c>, so that a derived value such as
/// <c>DN-1~site-2</c> is no other record's.
/// </remarks>
internal sealed class Identity
{
    private readonly string _procedure, _site, _needleCount, _consent, _needle, _effect, _finding, _screening, _screeningPanel, _pregnancy, _allergy, _score, _change;

    /// <param name="baseUri">The clinic's own absolute URI that all systems begin with, such as
    /// <c>https://clinic.example/fhir/id</c>.</param>
    public Identity(string baseUri)
    {
        if (!Uri.TryCreate(baseUri, UriKind.Absolute, out _))
            throw new ArgumentException("The identifier base must be an absolute URI, such as https://clinic.example/fhir/id.", nameof(baseUri));
        Base = baseUri.TrimEnd('/');
        _procedure = Base + "/needling-procedure";
        _site = Base + "/needling-site";
        _needleCount = Base + "/needle-count";
        _consent = Base + "/consent";
        _needle = Base + "/needle";
        _effect = Base + "/adverse-effect";
        _finding = Base + "/contraindication-finding";
        _screening = Base + "/screening";
        _screeningPanel = Base + "/screening-panel";
        _pregnancy = Base + "/pregnancy-status";
        _allergy = Base + "/allergy";
        _score = Base + "/pain-score";
        _change = Base + "/pain-change";
    }

    /// <summary>What every system begins with; also the source of every resource.</summary>
    public string Base { get; }

    public BusinessIdentifier Procedure(string id) => new() { System = _procedure, Value = id };

    public BusinessIdentifier Site(string id, int number) => new() { System = _site, Value = $"{id}~site-{number}" };

    public BusinessIdentifier NeedleCount(string id) => new() { System = _needleCount, Value = id };

    public BusinessIdentifier Consent(string id) => new() { System = _consent, Value = id };

    public BusinessIdentifier Needle(string id, int number) => new() { System = _needle, Value = $"{id}~needle-{number}" };

    public BusinessIdentifier AdverseEffect(string id, int number) => new() { System = _effect, Value = $"{id}~effect-{number}" };

    public BusinessIdentifier Finding(string id) => new() { System = _finding, Value = id };

    public BusinessIdentifier Screening(string id) => new() { System = _screening, Value = id };

    /// <summary>What all that was asked and found in one screening has in common; no resource bears it as its own.</summary>
    public BusinessIdentifier ScreeningPanel(string id) => new() { System = _screeningPanel, Value = id };

    public BusinessIdentifier PregnancyStatus(string id) => new() { System = _pregnancy, Value = id };

    public BusinessIdentifier Allergy(string id) => new() { System = _allergy, Value = id };

    public BusinessIdentifier Score(string id) => new() { System = _score, Value = id };

    public BusinessIdentifier Change(string id) => new() { System = _change, Value = id };

    /// <summary>The record whose main resource bears such an identifier, or nothing where no main resource does.</summary>
    public RecordKey? RecordOf(string resourceType, BusinessIdentifier identifier) => (resourceType, identifier.System) switch
    {
        ("Procedure", { } system) when system == _procedure => new(RecordKind.NeedlingProcedure, identifier.Value!),
        ("Condition", { } system) when system == _finding => new(RecordKind.ContraindicationFinding, identifier.Value!),
        ("Observation", { } system) when system == _screening => new(RecordKind.ContraindicationFinding, identifier.Value!),
        ("Observation", { } system) when system == _score => new(RecordKind.PainScore, identifier.Value!),
        _ => null,
    };

    /// <summary>What a resource with such an identifier is, for example <c>needling-site</c>.</summary>
    /// <param name="identifier">One that was made here.</param>
    public static ReadOnlySpan<char> ConceptOf(BusinessIdentifier identifier) => identifier.System.AsSpan(identifier.System!.LastIndexOf('/') + 1);

    /// <summary>The code of <c>observation-kind</c> of an Observation with such an identifier, where it is of a fixed kind.</summary>
    public string? ObservationKind(BusinessIdentifier identifier) =>
        identifier.System == _site ? "needling-site"
        : identifier.System == _needleCount ? "needle-count"
        : identifier.System == _consent ? "consent"
        : identifier.System == _pregnancy ? "pregnancy-status"
        : identifier.System == _change ? "pain-change"
        : null;
}
