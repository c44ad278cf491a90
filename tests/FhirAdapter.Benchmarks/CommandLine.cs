using System.Globalization;

namespace FhirAdapter.Benchmarks;

/// <summary>A verb and its options, <c>--name value</c> or <c>--name</c> alone.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    public CommandLine(IReadOnlyList<string> arguments)
    {
        Verb = arguments.Count > 0 ? arguments[0] : "";
        for (var i = 1; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                throw new UsageException($"'{arguments[i]}' stands alone; expected an option that begins with --.");
            var hasValue = i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            _options[arguments[i]] = hasValue ? arguments[++i] : "";
        }
    }

    public string Verb { get; }

    public bool Has(string name) => _options.ContainsKey(name);

    public string Text(string name, string? fallback = null) =>
        _options.TryGetValue(name, out var value) && value.Length > 0 ? value
        : fallback ?? throw new UsageException($"{name} is missing; expected a value after it.");

    public string OneOf(string name, string fallback, params IReadOnlyList<string> allowed) =>
        allowed.Contains(Text(name, fallback)) ? Text(name, fallback)
        : throw new UsageException($"{name} must be one of {string.Join(", ", allowed)}.");

    public int Count(string name, int fallback, int least, int most) =>
        !_options.TryGetValue(name, out var text) ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new UsageException($"{name} must be a whole number from {least} to {most}.");
}
