using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Tests.IndependentServer;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>The suite against the independent server.</summary>
public sealed class IndependentServerProvenanceTests(IndependentServerFixture server) : ProvenanceSuite, IClassFixture<IndependentServerFixture>
{
    [NodeTheory]
    [MemberData(nameof(Modes))]
    public Task A_Provenance_goes_for_each_change_after_what_it_speaks_of(WriteMode write) => One_goes_for_each_change_after_what_it_speaks_of(write);

    [NodeTheory]
    [MemberData(nameof(Modes))]
    public Task A_lost_answer_leaves_one_Provenance(WriteMode write) => A_lost_answer_leaves_one(write);

    [NodeTheory]
    [MemberData(nameof(Modes))]
    public Task Of_what_was_refused_there_is_no_Provenance(WriteMode write) => What_the_server_refused_is_not_spoken_of(write);

    private protected override async Task<Uri> EmptyServerAsync()
    {
        using var client = new HttpClient();
        await server.ResetAsync(client, CancellationToken.None);
        return new(server.BaseAddress.AbsoluteUri.TrimEnd('/'));
    }
}
