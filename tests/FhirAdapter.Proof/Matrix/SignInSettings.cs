using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using FhirAdapter.Proof.FaultServer.SignIn;

namespace FhirAdapter.Proof.Matrix;

/// <summary>How a cell's destination signs in, with the files that this needs.</summary>
internal static class SignInSettings
{
    /// <summary>A token endpoint that is set is asked by both kinds, turn by turn; one that is to be found, by that which finds it.</summary>
    public static SignInOptions Of(Cell cell, SignInService server, string folder, TimeProvider time)
    {
        var address = cell.Interaction == Interaction.Token ? server.TokenAddress : null;
        return address is not null && cell.Fault.Number % 2 == 1 ? WithSecret(address, folder) : WithKey(address, folder, time);
    }

    private static SignInOptions WithSecret(Uri address, string folder)
    {
        var file = Path.Combine(folder, "secret");
        File.WriteAllText(file, SignInService.Secret);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new SignInOptions { Kind = SignInKind.ClientCredentials, ClientId = SignInService.ClientId, ClientSecretFile = file, TokenAddress = address };
    }

    private static SignInOptions WithKey(Uri? address, string folder, TimeProvider time)
    {
        var keys = Path.Combine(folder, "keys");
        new ClientKeys(keys, time).Create(SigningAlgorithm.ES384);
        return new SignInOptions
        {
            Kind = SignInKind.SmartBackendServices, ClientId = SignInService.ClientId, KeyFolder = keys, Algorithm = SigningAlgorithm.ES384, TokenAddress = address,
        };
    }
}
