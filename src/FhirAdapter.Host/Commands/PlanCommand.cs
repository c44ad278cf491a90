using System.CommandLine;
using FhirAdapter.Configuration;
using FhirAdapter.Host.Output;
using FhirAdapter.Operations;
using FhirAdapter.Terminology;
using FhirAdapter.WriteProfiles;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Host.Commands;

internal static class PlanCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file of records (JSON, NDJSON, CSV), a folder of such files, or - for standard input." };
        var destination = SharedOptions.Destination("The destination of the settings. Its server is asked what it can; where it does not answer, what it said last counts.");
        var profile = new Option<string?>("--profile", "-p")
        {
            Description = $"A write profile, where no destination is configured yet: {string.Join(", ", RecordPlanner.ShippedProfiles)}.",
            HelpName = "NAME",
        };
        var folder = new Option<string?>("--profile-folder") { Description = "A folder of your own write profiles; NAME.json there comes first.", HelpName = "FOLDER" };
        var summary = new Option<bool>("--summary") { Description = "The loss report: how many records go which way, and for each element how often it is dropped, shortened, replaced, said in text or moved." };
        var json = SharedOptions.Json();
        var command = new Command(
            "plan",
            "Tell how records would go to a server: which resources, by which way, and what of them is dropped, said in text or moved. Nothing is kept, nothing is sent, no clinical value is shown. Exit code 3: a record was refused or would be parked.")
        {
            file,
            destination,
            profile,
            folder,
            summary,
            json,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(destination) is null) == (result.GetValue(profile) is null))
                result.AddError("Give --destination NAME, or --profile NAME where no destination is configured yet; one of the two.");
            if (result.GetValue(folder) is not null && result.GetValue(profile) is null)
                result.AddError("--profile-folder needs --profile NAME; a destination has WriteProfile:Folder in its settings.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            Task<int> PlanWithAsync(RecordPlanner planner, CancellationToken token) =>
                PlanAllAsync(planner, parsed.GetValue(file)!, parsed.GetValue(summary), parsed.GetValue(json), token);
            return parsed.GetValue(destination) is { } to
                ? AdapterCall.WithOperationsAsync(parsed, async (operations, token) => await PlanWithAsync(await operations.PlannerAsync(to, token), token), cancellationToken)
                : AdapterCall.GuardAsync(() => PlanWithAsync(
                    ForProfile(
                        HostSettings.CreateBuilder(parsed).Configuration, new WriteProfileOptions { Name = parsed.GetValue(profile)!, Folder = parsed.GetValue(folder) }),
                    cancellationToken));
        });
        return command;
    }

    private static async Task<int> PlanAllAsync(RecordPlanner planner, string name, bool isSummary, bool isJson, CancellationToken cancellationToken)
    {
        if (RecordFiles.Of(name) is not { } files)
        {
            await Terminal.Error.WriteLineAsync($"There is no file or folder {name}.");
            return ExitCode.Configuration;
        }

        var report = new LossReport(planner);
        foreach (var path in files)
            await PlanAsync(planner, path, report, each => Write(each, isSummary || isJson), cancellationToken);
        if (isJson)
            Terminal.WriteJson(isSummary ? report.Summary() : report.Whole());
        else
            report.Write(isSummary);
        return report.AllGo ? ExitCode.Success : ExitCode.NotAllDelivered;
    }

    private static RecordPlanner ForProfile(ConfigurationManager configuration, WriteProfileOptions profile) => RecordPlanner.ForProfile(
        new Uri(configuration["FhirAdapter:Identity:System"] ?? DemoIdentity.System),
        profile,
        new TerminologyOptions
        {
            OverlayFolder = configuration["FhirAdapter:Terminology:OverlayFolder"],
            Language = configuration["FhirAdapter:Terminology:Language"] ?? new TerminologyOptions().Language,
        });

    private static async Task PlanAsync(RecordPlanner planner, string path, LossReport report, Action<RecordPlan> write, CancellationToken cancellationToken)
    {
        await using var stream = RecordFiles.Open(path);
        await foreach (var plan in planner.PlanAsync(stream, RecordFiles.NameOf(path), cancellationToken))
        {
            foreach (var fault in plan.Faults)
                await Terminal.Error.WriteLineAsync($"{RecordFiles.PlaceOf(path)}: {fault}");
            report.Add(plan);
            write(plan);
        }
    }

    private static void Write(RecordPlan plan, bool isSilent)
    {
        if (!isSilent && plan.Faults.Count == 0)
            PlanText.Write(plan);
    }
}
