using FhirAdapter.Host.Commands;

return await CommandTree.Build().Parse(args).InvokeAsync();
