using FhirAdapter.Sandbox;

namespace FhirAdapter.Tests.EndToEnd;

public sealed class SandboxClinicTests : SampleClinicSuite, IAsyncLifetime
{
    private SandboxServer? _sandbox;

    public async Task InitializeAsync() => _sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TimeProvider.System, CancellationToken.None);

    public async Task DisposeAsync() => await _sandbox!.DisposeAsync();

    protected override Task<Uri> EmptyServerAsync() => Task.FromResult(_sandbox!.BaseAddress);

    [Fact]
    public Task The_whole_clinic_arrives_at_the_sandbox_once_and_as_mapped() => The_whole_clinic_arrives_once_and_as_mapped();

    [Fact]
    public Task The_same_files_again_send_nothing_to_the_sandbox() => The_same_files_again_send_nothing();

    [Fact]
    public Task A_ledger_that_was_lost_doubles_nothing_at_the_sandbox() => A_ledger_that_was_lost_doubles_nothing();
}
