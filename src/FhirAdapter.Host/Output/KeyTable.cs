using System.Globalization;
using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using Spectre.Console;

namespace FhirAdapter.Host.Output;

/// <summary>Keys with age and state, for a person or a program.</summary>
internal static class KeyTable
{
    public static void Write(ClientKeys keys, IReadOnlyList<ClientKey> shown, TimeSpan publishTime, bool json)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (json)
        {
            Terminal.WriteJson(shown.Select(each => new
            {
                each.Id,
                Algorithm = each.Algorithm.ToString(),
                each.Created,
                AgeDays = Math.Round((now - each.Created).TotalDays, 1),
                State = keys.StateOf(each, publishTime),
                SignsFrom = keys.StateOf(each, publishTime) == ClientKeyState.Waiting ? each.Created + publishTime : (DateTimeOffset?)null,
                each.Retired,
            }));
            return;
        }
        var table = Terminal.Table("key", "algorithm", "created", "age", "state");
        foreach (var each in shown)
            table.AddRow(Markup.Escape(each.Id), each.Algorithm.ToString(), Time(each.Created), Age(now - each.Created), State(keys, each, publishTime));
        Terminal.Write(table);
    }

    private static string State(ClientKeys keys, ClientKey key, TimeSpan publishTime) => keys.StateOf(key, publishTime) switch
    {
        ClientKeyState.Waiting => $"waiting, signs from {Time(key.Created + publishTime)}",
        ClientKeyState.Signing => "signing",
        ClientKeyState.Former => "former, can be retired",
        _ => $"retired {Time(key.Retired!.Value)}",
    };

    private static string Age(TimeSpan age) => age.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} days")
        : string.Create(CultureInfo.InvariantCulture, $"{age:hh\\:mm\\:ss}");

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
