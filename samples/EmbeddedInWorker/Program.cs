using FhirAdapter;
using FhirAdapter.Operations;
using FhirAdapter.Records;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A clinic's own worker that pushes records in process. It writes FHIR into a folder, so it needs no server;
// name a server instead under FhirAdapter:Destinations:FhirServers (see the README).
var folder = Directory.CreateTempSubdirectory("embedded-in-worker-").FullName;
var output = Directory.CreateDirectory(Path.Combine(folder, "fhir")).FullName;
var builder = Host.CreateApplicationBuilder(args);
builder.Configuration["FhirAdapter:Identity:System"] = "https://clinic.example/fhir/id";
builder.Configuration["FhirAdapter:Outbox:Path"] = Path.Combine(folder, "ledger.db");
builder.Configuration["FhirAdapter:Destinations:Files:bulk:Path"] = output;
builder.Services.AddFhirAdapter(builder.Configuration);
using var host = builder.Build();
await host.StartAsync();

var measured = new DateTimeOffset(2026, 11, 20, 17, 30, 0, TimeSpan.FromHours(1));
var intake = host.Services.GetRequiredService<IRecordIntake>();
var results = await intake.AcceptAsync(
    [
        new PainScore
        {
            Id = "PS-1",
            Version = 1,
            LastChanged = measured.AddMinutes(1),
            Patient = new BusinessIdentifier { System = "urn:oid:2.999.1", Value = "P-0001" },
            Instrument = "nrs",
            Value = 3,
            Unit = "{score}",
            Phase = "after",
            When = ClinicTime.At(measured),
            AnsweredBy = "patient",
        },
    ],
    CancellationToken.None);
Console.WriteLine($"{results[0].Key}: {results[0].Outcome}");

// The workers deliver in the background; this sample waits for them to be done, for a minute at most.
var operations = host.Services.GetRequiredService<AdapterOperations>();
using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
while ((await operations.StatusAsync(limit.Token)).Destinations[0] is { Delivered: 0, Parked: 0 })
    await timer.WaitForNextTickAsync(limit.Token);

var status = await operations.StatusAsync(limit.Token);
await host.StopAsync();
foreach (var file in Directory.EnumerateFiles(output, "*.ndjson", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
    Console.WriteLine($"{Path.GetRelativePath(folder, file)}: {File.ReadLines(file).Count()} lines");
Console.WriteLine($"delivered {status.Destinations[0].Delivered}, parked {status.Destinations[0].Parked}");
return status.Destinations[0].Delivered == 1 ? 0 : 1;
