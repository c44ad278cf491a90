using System.Text.Json.Nodes;

namespace FhirAdapter.Host.Tests.Commands;

public sealed class KilledInTheMiddleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(900)]
    public async Task Killed_in_the_middle_and_started_again_the_server_ends_in_the_same_state(int resourcesBeforeTheKill)
    {
        await using var undisturbed = await Site.OpenAsync(patients: "Create");
        DropSampleClinic(undisturbed);
        Assert.Equal(0, (await undisturbed.RunAsync("sync")).ExitCode);

        await using var disturbed = await Site.OpenAsync(patients: "Create");
        // A lease left by the kill must end before the rest can go on; small claims give the kill a middle to hit.
        disturbed.Settings["FhirAdapter:Delivery:Lease"] = "00:00:05";
        disturbed.Settings["FhirAdapter:Delivery:ClaimSize"] = "20";
        DropSampleClinic(disturbed);
        using (var killed = AdapterProcess.Start(disturbed.Folder, disturbed.Settings, "sync"))
        {
            await Until.TrueAsync(
                () => disturbed.Server.Resources.Count() >= resourcesBeforeTheKill, TimeSpan.FromSeconds(90), "resources arrive before the kill");
            await killed.KillAsync();
        }

        var interruptedAt = disturbed.Server.Resources.Count();
        Assert.Equal(0, (await disturbed.RunAsync("sync")).ExitCode);

        Assert.True(interruptedAt < undisturbed.Server.Resources.Count(), "the kill came too late to prove anything");
        var (expected, actual) = (Content(undisturbed), Content(disturbed));
        Assert.True(expected.SequenceEqual(actual), $"only undisturbed:\n{string.Join('\n', expected.Except(actual).Take(3))}\nonly disturbed:\n{string.Join('\n', actual.Except(expected).Take(3))}");
    }

    private static void DropSampleClinic(Site site)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples", "clinic"))
            .Where(f => Path.GetExtension(f) is ".json" or ".ndjson" or ".csv"))
            File.Copy(file, Path.Combine(site.Inbox, Path.GetFileName(file)));
    }

    /// <summary>
    /// Every resource by its identifier, with what it refers to by theirs; one that is doubled stands twice. A part that was taken back
    /// is there only if a version that still had it was sent before the next one came, which is a matter of moments.
    /// </summary>
    private static List<string> Content(Site site)
    {
        var resources = site.Server.Resources.Select(r => JsonNode.Parse(r.Json.Span)!.AsObject()).ToList();
        var names = resources.ToDictionary(r => $"{r["resourceType"]}/{r["id"]}", Name);
        return [.. resources.Select(r => Name(r) + " " + Comparable(r, names)).Where(r => !IsTakenBackPart(r)).Order(StringComparer.Ordinal)];
    }

    private static bool IsTakenBackPart(string resource) =>
        resource.Contains("\"entered-in-error\"", StringComparison.Ordinal) && !resource.Contains("\"text\":{\"status\"", StringComparison.Ordinal);

    private static string Name(JsonObject resource) =>
        $"{resource["resourceType"]} {resource["identifier"]![0]!["system"]}|{resource["identifier"]![0]!["value"]}";

    private static string Comparable(JsonObject resource, Dictionary<string, string> names)
    {
        resource.Remove("id");
        resource.Remove("meta");
        var text = resource.ToJsonString();
        foreach (var (reference, name) in names.Where(n => text.Contains($"\"{n.Key}\"", StringComparison.Ordinal)))
            text = text.Replace($"\"{reference}\"", $"\"{name}\"", StringComparison.Ordinal);
        return text;
    }
}
