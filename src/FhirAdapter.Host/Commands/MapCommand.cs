using System.CommandLine;
using FhirAdapter.Host.Output;
using FhirAdapter.Operations;
using FhirAdapter.Shapes;
using FhirAdapter.Terminology;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Host.Commands;

internal static class MapCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file of records (JSON, NDJSON, CSV), a folder of such files, or - for standard input." };
        var ndjson = new Option<bool>("--ndjson") { Description = "One resource a line instead of one Bundle." };
        var shape = new Option<ShapeKind>("--shape") { Description = "The shape of the resources.", HelpName = "Full|UsCore|Ips" };
        var dropExtensions = new Option<bool>("--drop-extensions") { Description = "Leave the adapter's own extensions out, as a destination with Shape:OwnExtensions=Drop does. Needs a shape other than Full." };
        var claim = new Option<bool>("--claim-own-profiles") { Description = "Name the adapter's own profiles in meta.profile, as a destination with Shape:ClaimOwnProfiles does. Needs the shape Full." };
        var provenance = new Option<bool>("--provenance") { Description = "Add a Provenance of each record's resources, as a destination with Shape:Provenance does." };
        var report = new Option<bool>("--report") { Description = "Name on standard error each field that a machine will not understand and each change of the shape, not only their sums." };
        var command = new Command(
            "map",
            "Print the FHIR resources that records become. Nothing is kept, nothing is sent. What is lost is summed up on standard error. Exit code 3: a record was refused.")
        {
            file,
            ndjson,
            shape,
            dropExtensions,
            claim,
            provenance,
            report,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(dropExtensions) && result.GetValue(shape) == ShapeKind.Full)
                result.AddError("--drop-extensions needs --shape UsCore or Ips.");
            if (result.GetValue(claim) && result.GetValue(shape) != ShapeKind.Full)
                result.AddError("--claim-own-profiles needs the shape Full: another may leave out what the profiles ask for.");
        });
        command.SetAction((parsed, cancellationToken) => AdapterCall.GuardAsync(async () =>
        {
            var name = parsed.GetValue(file)!;
            var files = RecordFiles.Of(name);
            if (files is null)
            {
                await Terminal.Error.WriteLineAsync($"There is no file or folder {name}.");
                return ExitCode.Configuration;
            }

            var options = new ShapeOptions
            {
                Kind = parsed.GetValue(shape),
                OwnExtensions = parsed.GetValue(dropExtensions) ? OwnExtensions.Drop : OwnExtensions.Keep,
                ClaimOwnProfiles = parsed.GetValue(claim),
                Provenance = parsed.GetValue(provenance),
            };
            var translator = Translator(HostSettings.CreateBuilder(parsed).Configuration, options);
            var losses = new MappingReport(parsed.GetValue(report));
            var refused = false;
            await using (var output = new ResourceOutput(Console.OpenStandardOutput(), parsed.GetValue(ndjson)))
            {
                foreach (var path in files)
                    refused |= !await MapAsync(translator, path, output, losses, cancellationToken);
            }

            await losses.WriteSumsAsync();
            return refused ? ExitCode.NotAllDelivered : ExitCode.Success;
        }));
        return command;
    }

    private static RecordTranslator Translator(ConfigurationManager configuration, ShapeOptions shape) => new(
        new Uri(configuration["FhirAdapter:Identity:System"] ?? DemoIdentity.System),
        new TerminologyOptions
        {
            OverlayFolder = configuration["FhirAdapter:Terminology:OverlayFolder"],
            Language = configuration["FhirAdapter:Terminology:Language"] ?? new TerminologyOptions().Language,
        },
        shape);

    private static async Task<bool> MapAsync(
        RecordTranslator translator, string path, ResourceOutput output, MappingReport losses, CancellationToken cancellationToken)
    {
        await using var stream = RecordFiles.Open(path);
        var place = RecordFiles.PlaceOf(path);
        var good = true;
        await foreach (var translation in translator.TranslateAsync(stream, RecordFiles.NameOf(path), cancellationToken))
        {
            foreach (var fault in translation.Faults)
                await Terminal.Error.WriteLineAsync($"{place}: {fault}");
            if (translation.Failure is { } failure)
                await Terminal.Error.WriteLineAsync($"{place}: {translation.Key}: {failure.Path}: {failure.Code}; expected {failure.Expected}");
            good &= translation.Faults.Count == 0 && translation.Failure is null;
            await losses.AddAsync(place, translation);
            foreach (var resource in translation.Resources)
                await output.WriteAsync(resource, cancellationToken);
        }

        return good;
    }
}
