using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Sandbox;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>The suite against the sandbox: once where nothing but the content tells a Provenance from another, once where the adapter chooses the ids.</summary>
public sealed class SandboxProvenanceTests : ProvenanceSuite, IAsyncDisposable
{
    private readonly List<SandboxServer> servers = [];
    private bool updateCreate;

    public static TheoryData<WriteMode, bool> Cases
    {
        get
        {
            var cases = new TheoryData<WriteMode, bool>();
            foreach (var row in Modes)
            {
                cases.Add(row, false);
                cases.Add(row, true);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_Provenance_goes_for_each_change_after_what_it_speaks_of(WriteMode write, bool choosesIds) =>
        At(choosesIds, () => One_goes_for_each_change_after_what_it_speaks_of(write));

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_lost_answer_leaves_one_Provenance(WriteMode write, bool choosesIds) => At(choosesIds, () => A_lost_answer_leaves_one(write));

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Of_what_was_refused_there_is_no_Provenance(WriteMode write, bool choosesIds) => At(choosesIds, () => What_the_server_refused_is_not_spoken_of(write));

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_Provenances_of_a_patient_go_together(WriteMode write, bool choosesIds) => At(choosesIds, () => Many_records_of_a_patient_take_one_wave_more(write));

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    private protected override async Task<Uri> EmptyServerAsync()
    {
        servers.Add(await SandboxServer.StartAsync(new SandboxOptions { UpdateCreate = updateCreate }, TimeProvider.System, CancellationToken.None));
        return servers[^1].BaseAddress;
    }

    private async Task At(bool choosesIds, Func<Task> test)
    {
        updateCreate = choosesIds;
        await test();
    }
}
