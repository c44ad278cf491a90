using System.Collections.Concurrent;
using System.Security.Cryptography;
using FhirAdapter.Sandbox.Search;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>
/// Gives out tokens with the habits of a kind of server, to whoever asks: what shows who asks is not looked at. Safe for many threads.
/// </summary>
internal sealed class TokenDesk(TokenHabits habits, TimeProvider time)
{
    private static readonly TimeSpan PlainLife = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _ends = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private DateTimeOffset? _lastAsked;

    private TimeSpan Life => habits.Life ?? PlainLife;

    /// <summary>The answer to a request for a token (RFC 6749, 4.4).</summary>
    /// <param name="form">What was sent.</param>
    /// <returns>The status and the JSON.</returns>
    public (int Status, string Json) Ask(IReadOnlyList<QueryPair> form)
    {
        if (Value(form, "grant_type") != "client_credentials") return Error("unsupported_grant_type");
        var scope = Value(form, "scope");
        if (scope is not null && !habits.NamesScopes) return Error("invalid_scope");
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (habits.LeastInterval is { } least && now - _lastAsked < least) return (429, """{"error":"temporarily_unavailable"}""");
            _lastAsked = now;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _ends[token] = now + Life;
        var granted = scope is null ? "" : $",\"scope\":{System.Text.Json.JsonSerializer.Serialize(scope)}";
        return (200, $$"""{"access_token":"{{token}}","token_type":"bearer","expires_in":{{(int)Life.TotalSeconds}}{{granted}}}""");
    }

    /// <summary>Whether a request with this header may go on.</summary>
    public bool LetsIn(string? authorization) =>
        authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true
        && _ends.TryGetValue(authorization["Bearer ".Length..].Trim(), out var ends) && time.GetUtcNow() < ends;

    private static string? Value(IReadOnlyList<QueryPair> form, string name) => form.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault();

    private static (int, string) Error(string code) => (400, $$"""{"error":"{{code}}"}""");
}
