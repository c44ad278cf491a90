using System.CommandLine;
using FhirAdapter.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace FhirAdapter.Host.Commands;

/// <summary>Where settings come from: file, then environment, then command line.</summary>
internal static class HostSettings
{
    private const string Section = "FhirAdapter";

    public static HostApplicationBuilder CreateBuilder(ParseResult parsed, LogLevel leastLevel = LogLevel.Warning)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Fill(builder, builder.Configuration, parsed, leastLevel);
        return builder;
    }

    /// <summary>A host that can also answer over HTTP; nothing is listened on until it is told to.</summary>
    public static WebApplicationBuilder CreateWebBuilder(ParseResult parsed, LogLevel leastLevel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        Fill(builder, builder.Configuration, parsed, leastLevel);
        return builder;
    }

    private static void Fill(IHostApplicationBuilder builder, ConfigurationManager configuration, ParseResult parsed, LogLevel leastLevel)
    {
        AddFile(configuration, parsed.GetValue(SharedOptions.Config));
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(Assignments(parsed.GetValue(SharedOptions.Set) ?? []));
        // Standard output is for what was asked for; a log is not.
        builder.Logging.SetMinimumLevel(leastLevel);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddFile(ConfigurationManager configuration, FileInfo? file)
    {
        if (file is { Exists: false })
            throw new AdapterConfigurationException([$"--config names a file that is not there: {file.FullName}"]);
        var path = file?.FullName ?? Path.GetFullPath("appsettings.json");
        try
        {
            configuration.AddJsonFile(path, optional: true, reloadOnChange: false);
        }
        catch (InvalidDataException exception)
        {
            throw new AdapterConfigurationException([$"{path} is not valid JSON{Place(exception)}."]);
        }
    }

    private static string Place(InvalidDataException exception) =>
        exception.InnerException?.InnerException is System.Text.Json.JsonException json ? $" at line {json.LineNumber + 1}"
        : exception.InnerException is System.Text.Json.JsonException outer ? $" at line {outer.LineNumber + 1}" : "";

    private static Dictionary<string, string?> Assignments(string[] assignments)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new AdapterConfigurationException(["--set takes KEY=VALUE, such as Outbox:Path=/var/lib/fhir-adapter/ledger.db"]);
            var key = assignment[..equals];
            settings[key.StartsWith(Section + ":", StringComparison.OrdinalIgnoreCase) ? key : $"{Section}:{key}"] = assignment[(equals + 1)..];
        }

        return settings;
    }
}
