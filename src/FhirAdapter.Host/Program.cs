using System.CommandLine;
using FhirAdapter.Host;
using FhirAdapter.Host.Commands;

var parsed = CommandTree.Build().Parse(args);
// A verb that is asked to stop ends by itself, `run` when what is on its way has ended: longer than that may take at the most.
var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(3) });
return parsed.Errors.Count > 0 ? ExitCode.Configuration : exitCode;
