using FhirAdapter.Host;
using FhirAdapter.Host.Commands;

var parsed = CommandTree.Build().Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCode.Configuration : exitCode;
