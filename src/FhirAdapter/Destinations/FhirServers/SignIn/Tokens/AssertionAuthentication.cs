using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Shows an assertion signed with the adapter's own key (<c>private_key_jwt</c>, RFC 7523). The folder is read each time, so a new key needs no restart.</summary>
internal sealed class AssertionAuthentication(SignInOptions options, TimeProvider time, ServerClock clock) : IClientAuthentication
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly KeyFolder folder = new(options.KeyFolder!);
    private string? lastKey;

    public Task<Failure?> AddAsync(Dictionary<string, string> form, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        if (folder.Wrong() is { } wrong)
            return Task.FromResult<Failure?>(new Failure(FailureCode.Unauthorized, "SignIn:KeyFolder", $"a folder of keys that only their owner can read; it {wrong}"));
        if (KeyChoice.Signing(folder.Read(), options.Algorithm, time.GetUtcNow(), options.PublishTime) is not { } chosen || folder.Open(chosen) is not { } key)
            return Task.FromResult<Failure?>(new Failure(FailureCode.Unauthorized, "SignIn:KeyFolder", $"an {options.Algorithm} key that is not retired; fhir-adapter keys new makes one"));
        using (key)
        {
            lastKey = chosen.Id;
            form["client_assertion_type"] = AssertionType;
            form["client_assertion"] = ClientAssertion.Write(options.ClientId!, message.RequestUri!, key, clock.Now);
        }
        return Task.FromResult<Failure?>(null);
    }

    public string Describe() =>
        $"SMART Backend Services as {options.ClientId}, {options.Algorithm} key {lastKey ?? "of"}{(lastKey is null ? "" : " of")} {options.KeyFolder}";
}
