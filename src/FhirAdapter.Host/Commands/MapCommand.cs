using System.CommandLine;
using FhirAdapter.Host.Output;
using FhirAdapter.Operations;

namespace FhirAdapter.Host.Commands;

internal static class MapCommand
{
    private static readonly string[] Extensions = [".json", ".ndjson", ".jsonl", ".csv"];

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file of records (JSON, NDJSON, CSV), a folder of such files, or - for standard input." };
        var ndjson = new Option<bool>("--ndjson") { Description = "One resource a line instead of one Bundle." };
        var command = new Command("map", "Print the FHIR resources that records become. Nothing is kept, nothing is sent. Exit code 3: a record was refused.")
        {
            file,
            ndjson,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.GuardAsync(async () =>
        {
            var name = parsed.GetValue(file)!;
            var files = Files(name);
            if (files is null)
            {
                await Terminal.Error.WriteLineAsync($"There is no file or folder {name}.");
                return ExitCode.Configuration;
            }

            var system = HostSettings.CreateBuilder(parsed).Configuration["FhirAdapter:Identity:System"] ?? DemoIdentity.System;
            await using var output = new ResourceOutput(Console.OpenStandardOutput(), parsed.GetValue(ndjson));
            var refused = false;
            foreach (var path in files)
                refused |= !await MapAsync(new RecordTranslator(new Uri(system)), path, output, cancellationToken);
            return refused ? ExitCode.NotAllDelivered : ExitCode.Success;
        }));
        return command;
    }

    private static IReadOnlyList<string>? Files(string name) =>
        name == "-" || File.Exists(name) ? [name]
        : Directory.Exists(name)
            ? [.. Directory.EnumerateFiles(name).Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)]
            : null;

    private static async Task<bool> MapAsync(RecordTranslator translator, string path, ResourceOutput output, CancellationToken cancellationToken)
    {
        await using var stream = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
        var place = path == "-" ? "standard input" : path;
        var good = true;
        await foreach (var translation in translator.TranslateAsync(stream, path == "-" ? "" : Path.GetFileName(path), cancellationToken))
        {
            foreach (var fault in translation.Faults)
                await Terminal.Error.WriteLineAsync($"{place}: {fault}");
            if (translation.Failure is { } failure)
                await Terminal.Error.WriteLineAsync($"{place}: {translation.Key}: {failure.Path}: {failure.Code}; expected {failure.Expected}");
            good &= translation.Faults.Count == 0 && translation.Failure is null;
            foreach (var resource in translation.Resources)
                await output.WriteAsync(resource, cancellationToken);
        }

        return good;
    }
}
