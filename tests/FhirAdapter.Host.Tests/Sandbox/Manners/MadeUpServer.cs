using System.Text;
using System.Text.RegularExpressions;
using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Tests.Sandbox.Manners;

/// <summary>A sandbox in the manners of a made-up kind of server, with a patient and an encounter that the hospital has, and one without manners beside it.</summary>
internal sealed class MadeUpServer : IAsyncDisposable
{
    public const string Subject = "Patient/known";

    private const string Head = """
        "title": "made up", "sources": { "us": { "what": "made up", "date": "2026", "grade": "choice" } },
        """;

    private MadeUpServer(RunningSandbox mannerly, RunningSandbox plain) => (Mannerly, Plain) = (mannerly, plain);

    public RunningSandbox Mannerly { get; }

    /// <summary>What would answer if the manners were missing.</summary>
    public RunningSandbox Plain { get; }

    /// <summary>Starts both.</summary>
    /// <param name="lines">The lines of the profile after name, title and sources, with <c>S</c> for the source line.</param>
    public static Task<MadeUpServer> StartAsync(string lines) => StartAsync(Manners(lines));

    public static async Task<MadeUpServer> StartAsync(SandboxManners manners)
    {
        var both = new MadeUpServer(
            await RunningSandbox.StartAsync(new SandboxOptions { Manners = manners }), await RunningSandbox.StartAsync());
        foreach (var each in (RunningSandbox[])[both.Mannerly, both.Plain])
        {
            each.Server.Load(Encoding.UTF8.GetBytes(Some.Transaction(
                Some.Entry("PUT", "Patient/known", Some.Patient("MRN1", "\"id\":\"known\",")),
                Some.Entry("PUT", "Encounter/open", """{"resourceType":"Encounter","id":"open","status":"in-progress","class":{"code":"AMB"},"subject":{"reference":"Patient/known"}}"""))));
        }

        return both;
    }

    /// <summary>The manners that a profile of these lines tells, by way of a file.</summary>
    public static SandboxManners Manners(string lines)
    {
        var folder = Directory.CreateTempSubdirectory("fhir-adapter-manners-");
        try
        {
            var file = Path.Combine(folder.FullName, "made-up.json");
            File.WriteAllText(file, $$"""{ "name": "made-up", {{Head}} {{Regex.Replace(lines, @"\bS\b", "\"source\": \"us\"")}} }""");
            return SandboxManners.Of(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Sends the same to both.</summary>
    public async Task<(Reply Mannerly, Reply Plain)> SendAsync(string verb, string path, string? body = null, params (string Name, string Value)[] headers) =>
        (await Mannerly.SendAsync(verb, path, body, headers), await Plain.SendAsync(verb, path, body, headers));

    public async ValueTask DisposeAsync()
    {
        await Mannerly.DisposeAsync();
        await Plain.DisposeAsync();
    }
}
