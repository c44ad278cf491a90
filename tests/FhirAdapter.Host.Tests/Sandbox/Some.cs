namespace FhirAdapter.Host.Tests.Sandbox;

/// <summary>Invented resources and Bundles as JSON text.</summary>
internal static class Some
{
    public const string System = "https://clinic.example/fhir/id";

    public static string Patient(string value, string more = "") =>
        $$"""{"resourceType":"Patient",{{more}}"identifier":[{"system":"{{System}}","value":"{{value}}"}],"name":[{"family":"Müller"}]}""";

    public static string Observation(string value, string subject, string more = "") =>
        $$$"""{"resourceType":"Observation",{{{more}}}"identifier":[{"system":"{{{System}}}","value":"{{{value}}}"}],"status":"final","code":{"text":"NRS"},"subject":{"reference":"{{{subject}}}"},"valueQuantity":{"value":61.50}}""";

    public static string Procedure(string value, string subject, string more = "") =>
        $$$"""{"resourceType":"Procedure",{{{more}}}"identifier":[{"system":"{{{System}}}","value":"{{{value}}}"}],"status":"completed","subject":{"reference":"{{{subject}}}"}}""";

    public static string Transaction(params string[] entries) => Bundle("transaction", entries);

    public static string Batch(params string[] entries) => Bundle("batch", entries);

    public static string Entry(string verb, string url, string? resource = null, string? fullUrl = null, string more = "") =>
        "{" + (fullUrl is null ? "" : $"\"fullUrl\":\"{fullUrl}\",") + (resource is null ? "" : $"\"resource\":{resource},")
        + $"\"request\":{{\"method\":\"{verb}\",\"url\":\"{url}\"{more}}}}}";

    public static string Urn(int number) => $"urn:uuid:00000000-0000-4000-8000-{number:D12}";

    private static string Bundle(string type, string[] entries) =>
        $$"""{"resourceType":"Bundle","type":"{{type}}","entry":[{{string.Join(',', entries)}}]}""";
}
