namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Which scopes are asked for: those of the settings, else the least that the adapter's work at this destination needs.</summary>
internal static class AskedScopes
{
    private const string None = "none";

    public static IReadOnlyList<string> Of(FhirServerOptions options)
    {
        var signIn = options.SignIn;
        if (signIn.Scopes is { } scopes)
            return string.Equals(scopes.Trim(), None, StringComparison.OrdinalIgnoreCase) ? [] : scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return signIn.Kind == SignInKind.SmartBackendServices ? Least(options) : [];
    }

    private static string[] Least(FhirServerOptions options) =>
    [
        "system/Procedure.crus", "system/Condition.crus", "system/Observation.crus", "system/AllergyIntolerance.crus", "system/Device.crus",
        .. options.Shape.Provenance ? (string[])["system/Provenance.crus"] : [],
        options.Patients == PatientMode.Create ? "system/Patient.crs" : "system/Patient.rs",
        .. options.Practitioners switch
        {
            PractitionerMode.Create => (string[])["system/Practitioner.crs"],
            PractitionerMode.Resolve => ["system/Practitioner.rs"],
            _ => [],
        },
    ];
}
