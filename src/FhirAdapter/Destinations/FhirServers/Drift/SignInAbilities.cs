using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

namespace FhirAdapter.Destinations.FhirServers.Drift;

/// <summary>What an authorization server says of itself and what it granted, in the words of <see cref="Abilities"/>. Pure.</summary>
internal static class SignInAbilities
{
    public const string Prefix = "sign-in ";

    private const int LongestAddress = 200;

    private static readonly (string Letter, string Interaction)[] Letters = [("c", "create"), ("r", "read"), ("u", "update")];

    /// <param name="configuration">The smart-configuration; nothing where the token endpoint is set.</param>
    /// <param name="granted">The scopes that were granted; empty where nothing was said of any.</param>
    public static IReadOnlyList<string> Of(SmartConfiguration? configuration, IReadOnlyCollection<string> granted)
    {
        List<string> abilities = [];
        if (configuration is not null)
        {
            var address = configuration.TokenAddress.AbsoluteUri;
            abilities.Add($"{Prefix}at {address[..Math.Min(LongestAddress, address.Length)]}");
            abilities.AddRange(configuration.Methods.Where(IsPlain).Select(method => $"{Prefix}by {method}"));
            abilities.AddRange(configuration.Algorithms.Where(IsPlain).Select(algorithm => $"{Prefix}with {algorithm}"));
        }
        foreach (var type in granted.Count == 0 ? [] : Abilities.AllTypes)
        {
            foreach (var (letter, interaction) in Letters)
            {
                if (IsGranted(type, letter, granted))
                    abilities.Add(Abilities.Scope(Abilities.Of(interaction, type)));
            }
            if (IsGranted(type, "s", granted))
                abilities.Add(Abilities.Scope(Abilities.Search(type, "identifier")));
        }
        return abilities;
    }

    private static bool IsGranted(string type, string letter, IReadOnlyCollection<string> granted) =>
        ScopeComparison.Missing([$"system/{type}.{letter}"], granted).Count == 0;

    /// <summary>Only what cannot be anything but a name is written down: it is a stranger's text.</summary>
    private static bool IsPlain(string text) => text.Length is > 0 and <= 64 && text.All(each => char.IsAsciiLetterOrDigit(each) || each is '_' or '-');
}
