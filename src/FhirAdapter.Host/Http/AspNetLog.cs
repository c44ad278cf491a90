using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Host.Http;

/// <summary>Keeps the framework from logging requests: their addresses, headers and bodies are the caller's, whatever the settings of the log say.</summary>
internal static class AspNetLog
{
    private const string Framework = "Microsoft.AspNetCore";

    public static void Silence(IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(filters =>
    {
        for (var i = filters.Rules.Count - 1; i >= 0; i--)
        {
            if (filters.Rules[i].CategoryName?.StartsWith(Framework, StringComparison.OrdinalIgnoreCase) == true)
                filters.Rules.RemoveAt(i);
        }

        filters.Rules.Add(new LoggerFilterRule(null, Framework, LogLevel.Error, null));
    });
}
