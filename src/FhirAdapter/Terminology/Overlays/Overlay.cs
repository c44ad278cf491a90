namespace FhirAdapter.Terminology.Overlays;

/// <summary>What the operator's files say.</summary>
internal sealed class Overlay
{
    private readonly Dictionary<(string Source, string Code, string Target), OverlayElement> _elements = [];
    private readonly Dictionary<(string System, string Code), (string Display, string File)> _displays = [];

    public IReadOnlyCollection<OverlayElement> Elements => _elements.Values;

    /// <summary>What own codes are called instead.</summary>
    public IReadOnlyDictionary<(string System, string Code), string> Displays => _displays.ToDictionary(d => d.Key, d => d.Value.Display);

    /// <summary>Adds what one element says.</summary>
    /// <returns>The file that said something of the same code and target system before; then nothing is added.</returns>
    public string? Add(OverlayElement element)
    {
        var key = (element.Source, element.Code, element.Target);
        return _elements.TryAdd(key, element) ? null : _elements[key].File;
    }

    /// <summary>Adds what an own code is called.</summary>
    /// <returns>The file that named the same code before; then nothing is added.</returns>
    public string? Add(string system, string code, string display, string file) =>
        _displays.TryAdd((system, code), (display, file)) ? null : _displays[(system, code)].File;
}
