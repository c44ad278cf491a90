using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Says a failure to sign in in one line for a person.</summary>
internal static class SignInText
{
    public static string Of(Failure failure)
    {
        var (code, path, expected, status) = failure;
        return $"Sign-in FAILED{(status is null ? "" : $", status {status}")} ({code})"
            + $"{(expected is null ? "" : $"; expected {expected}")}{(path is null ? "" : $" [{path}]")}";
    }
}
