using FhirAdapter.Benchmarks;

return await Verbs.RunAsync(args, CancellationToken.None);
