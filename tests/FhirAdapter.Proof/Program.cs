using System.CommandLine;
using FhirAdapter.Proof;
using FhirAdapter.Proof.Disk;
using FhirAdapter.Proof.Kill;
using FhirAdapter.Proof.Matrix;
using FhirAdapter.Proof.Mutants;
using FhirAdapter.Proof.Pending;
using FhirAdapter.Proof.Power;
using FhirAdapter.Proof.Simulation;

var root = new RootCommand("Harnesses that try to make the adapter lose, double or leak a record. Each ends in one line of figures; exit code 0 means that every promise held.")
{
    KillCommand.Create(),
    MatrixCommand.Create(),
    SimulateCommand.Create(),
    PowerCommand.Create(),
    DiskCommand.Create(),
    PendingCommand.Create(),
    MutantsCommand.Create(),
    AllCommand.Create(),
    WorkloadCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
