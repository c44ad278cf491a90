using FhirAdapter.Records.Mapping;
using FhirAdapter.Shapes;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Routes;

/// <summary>The planners of one destination: by its write profile, and by what of that its server offers. Safe for many threads.</summary>
internal sealed class RoutePlanners
{
    private readonly WriteProfile _profile;
    private readonly Func<WriteProfile, RoutePlanner?> _make;
    private Made? _last;

    /// <param name="profile">What its kind of server takes.</param>
    /// <param name="shape">The shape that the settings ask for.</param>
    /// <param name="unacceptable">See <see cref="WriteProfileOptions.UnacceptableLosses"/>.</param>
    /// <param name="language">The language of what is said in texts.</param>
    public RoutePlanners(WriteProfile profile, ShapeOptions shape, IReadOnlyList<string> unacceptable, string language = Words.DefaultLanguage)
    {
        (_profile, _make) = (profile, by => RoutePlanner.Of(by, shape, unacceptable, language));
        Whole = _make(profile);
    }

    /// <summary>What its kind of server takes.</summary>
    public WriteProfile Profile => _profile;

    /// <summary>By the write profile; <see langword="null"/> where everything goes as it is mapped.</summary>
    public RoutePlanner? Whole { get; }

    /// <summary>By what is left of the profile at the server.</summary>
    public RoutePlanner? Within(WriteProfile offered)
    {
        if (ReferenceEquals(offered, _profile))
            return Whole;
        if (Volatile.Read(ref _last) is { } last && ReferenceEquals(last.Offered, offered))
            return last.Planner;
        var made = new Made(offered, _make(offered));
        Volatile.Write(ref _last, made);
        return made.Planner;
    }

    private sealed record Made(WriteProfile Offered, RoutePlanner? Planner);
}
