using System.CommandLine;
using FhirAdapter.Host.Output;
using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Commands;

internal static class SandboxCommand
{
    private static readonly Option<string> Url = new("--url")
    {
        Description = "Where to listen; port 0 lets the system choose.",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://127.0.0.1:8080",
    };

    private static readonly Option<string?> As = new("--as")
    {
        Description = $"The kind of server to behave as: a write profile ({string.Join(", ", SandboxManners.Names)}), or a profile's file. "
            + "It then refuses, leaves out and answers what the profile says. By default it takes everything that R4 allows.",
        HelpName = "NAME",
    };

    private static readonly Option<FileInfo?> With = new("--with")
    {
        Description = "What is there from the start, such as patients, practitioners and encounters: a Bundle of type transaction.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> SignIn = new("--sign-in")
    {
        Description = "Ask for a token, which whoever asks at /token gets, with the token habits of --as.",
    };

    public static Command Create()
    {
        var command = new Command("sandbox", "Serve an empty in-memory FHIR R4 server, for trying out settings. It keeps nothing and guards nothing: never for real data.")
        {
            Url, As, With, SignIn,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.GuardAsync(() => RunAsync(parsed, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            var options = new SandboxOptions
            {
                Url = parsed.GetValue(Url)!,
                SignIn = parsed.GetValue(SignIn),
                Manners = parsed.GetValue(As) is { } name ? SandboxManners.Of(name) : null,
            };
            await using var sandbox = await SandboxServer.StartAsync(options, TimeProvider.System, cancellationToken);
            if (parsed.GetValue(With) is { } file)
                sandbox.Load(await File.ReadAllBytesAsync(file.FullName, cancellationToken));
            Console.Out.WriteLine($"FHIR base {sandbox.BaseAddress}   page {new Uri(sandbox.BaseAddress, "/")}   stop with Ctrl+C");
            if (options.Manners is { } manners)
                Console.Out.WriteLine($"It behaves as the write profile {manners.Name} says: {manners.Title}");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // They name an option, an address, a file or a FHIRPath; none of them holds a value of a resource.
            await Terminal.Error.WriteLineAsync(exception.Message);
            return ExitCode.Configuration;
        }
    }
}
