using FhirAdapter.Tests.IndependentServer;

namespace FhirAdapter.Tests.EndToEnd;

public sealed class IndependentServerClinicTests(IndependentServerFixture server) : SampleClinicSuite, IClassFixture<IndependentServerFixture>
{
    [NodeFact]
    public Task The_whole_clinic_arrives_at_the_independent_server_once_and_as_mapped() => The_whole_clinic_arrives_once_and_as_mapped();

    [NodeFact]
    public Task The_same_files_again_send_nothing_to_the_independent_server() => The_same_files_again_send_nothing();

    [NodeFact]
    public Task A_ledger_that_was_lost_doubles_nothing_at_the_independent_server() => A_ledger_that_was_lost_doubles_nothing();

    protected override async Task<Uri> EmptyServerAsync()
    {
        using var client = new HttpClient();
        await server.ResetAsync(client, CancellationToken.None);
        return server.BaseAddress;
    }
}
