using System.ComponentModel.DataAnnotations;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Shapes;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers;

/// <summary>A FHIR R4 server that is kept in step, and how it is spoken to.</summary>
public sealed class FhirServerOptions : IValidatableObject
{
    /// <summary>The server's base address, such as <c>https://ehr.example/fhir</c>. Plain http is for loopback unless <see cref="AllowInsecure"/> is set.</summary>
    /// <value>An absolute http or https address without user name, query or fragment. Required.</value>
    [Required]
    public Uri? BaseAddress { get; set; }

    /// <summary>Whether patient data may go over plain http to another machine.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowInsecure { get; set; }

    /// <summary>How the adapter signs in.</summary>
    [Required]
    public SignInOptions SignIn { get; set; } = new();

    /// <summary>
    /// The origins, besides the server's own, at which tokens may be asked for, such as <c>https://auth.ehr.example</c>. Only the request for a token
    /// goes there: a token and patient data go to the origin of <see cref="BaseAddress"/> alone.
    /// </summary>
    /// <value>Origins of scheme, host and port. By default none.</value>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>
    /// The networks outside the public internet (private, loopback, link-local) that a host's name may lead to, such as <c>10.20.0.0/16</c>.
    /// A host that the settings write out as a number, or as <c>localhost</c>, needs no line here.
    /// </summary>
    /// <value>Networks as address and length, or single addresses. By default none.</value>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    /// <summary>
    /// The proxy that all requests to this server and to its token endpoint go through. None is taken from the environment. What
    /// <see cref="AllowedNetworks"/> says holds for the proxy's own address then: the proxy resolves the server's name.
    /// </summary>
    /// <value>An absolute http address without user name. By default there is none.</value>
    public Uri? Proxy { get; set; }

    /// <summary>How the server's certificate is checked.</summary>
    [Required]
    public FhirServerTlsOptions Tls { get; set; } = new();

    /// <summary>How resources are put into requests.</summary>
    /// <value>The default is <see cref="WriteMode.Auto"/>.</value>
    [EnumDataType(typeof(WriteMode))]
    public WriteMode Write { get; set; }

    /// <summary>How a resource is kept from arriving twice.</summary>
    /// <value>The default is <see cref="IdentityMode.Auto"/>.</value>
    [EnumDataType(typeof(IdentityMode))]
    public IdentityMode Identity { get; set; }

    /// <summary>What becomes of a record whose patient the server does not know.</summary>
    /// <value>The default is <see cref="PatientMode.Resolve"/>.</value>
    [EnumDataType(typeof(PatientMode))]
    public PatientMode Patients { get; set; }

    /// <summary>How a record's patient is found there. What was found is remembered for <see cref="ReferenceCacheLife"/>.</summary>
    /// <value>The default is <see cref="PatientLookup.Auto"/>.</value>
    [EnumDataType(typeof(PatientLookup))]
    public PatientLookup PatientLookup { get; set; }

    /// <summary>
    /// Whether a server that does not take <c>POST [type]/_search</c> (405, 501, or 404 with an OperationOutcome) is asked by <c>GET</c>, which puts identifiers
    /// into the address, and so into the logs of whatever stands between. Where not, what has to be looked up there does not go.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool SearchByGet { get; set; } = true;

    /// <summary>How practitioners are referred to.</summary>
    /// <value>The default is <see cref="PractitionerMode.Resolve"/>.</value>
    [EnumDataType(typeof(PractitionerMode))]
    public PractitionerMode Practitioners { get; set; }

    /// <summary>What this kind of server takes, and which losses are not to be borne.</summary>
    public WriteProfileOptions WriteProfile { get; set; } = new();

    /// <summary>The shape that the resources have there.</summary>
    public ShapeOptions Shape { get; set; } = new();

    /// <summary>The most entries put into one bundle. A server that takes fewer is learned from its refusals.</summary>
    /// <value>1 to 5,000 entries. The default is 500.</value>
    [Range(1, 5_000)]
    public int MaxBundleEntries { get; set; } = 500;

    /// <summary>The most bytes put into one bundle; a single resource may be larger.</summary>
    /// <value>64 KiB to 256 MiB. The default is 8 MiB.</value>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public int MaxBundleBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>The most bytes of an answer that are read; a longer one counts as unusable.</summary>
    /// <value>64 KiB to 1 GiB. The default is 64 MiB.</value>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int MaxReplyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The most requests under way at once. Fewer are sent to a server that was seen to stand fewer.</summary>
    /// <value>1 to 64 requests. The default is 4.</value>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;

    /// <summary>How long a request may take with its repeats and with waiting for its turn.</summary>
    /// <value>1 second to 1 hour. The default is 120 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How long one attempt may take, from connecting to the last byte of the answer.</summary>
    /// <value>1 second to 1 hour, not over <see cref="TotalTimeout"/>. The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long connecting may take, TLS included.</summary>
    /// <value>1 second to 10 minutes. The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request that is harmless to repeat is repeated at once.</summary>
    /// <value>0 to 2 repeats. The default is 2.</value>
    [Range(0, 2)]
    public int QuickRetries { get; set; } = 2;

    /// <summary>When requests to a failing server are stopped for a while.</summary>
    [Required]
    public FhirServerBreakerOptions CircuitBreaker { get; set; } = new();

    /// <summary>The longest <c>Retry-After</c> that is obeyed in full; also the pause after credentials were refused.</summary>
    /// <value>1 second to 1 day. The default is 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetryAfterCap { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// After how many records in a row that the server does not allow (403) sending stops for <see cref="RetryAfterCap"/>: then it is not the records.
    /// </summary>
    /// <value>1 to 1,000 records. The default is 10.</value>
    [Range(1, 1_000)]
    public int RefusalsBeforeStop { get; set; } = 10;

    /// <summary>How many ids of patients and others are remembered.</summary>
    /// <value>0 to 1,000,000 ids. The default is 50,000.</value>
    [Range(0, 1_000_000)]
    public int ReferenceCacheSize { get; set; } = 50_000;

    /// <summary>How long such an id is believed. That there is none is believed for a minute at most.</summary>
    /// <value>1 second to 1 day. The default is 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ReferenceCacheLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Which of the resources that were written are read back and compared with what was sent, element by element. What the server does not keep, and its
    /// write profile does not foretell, is told once, in the log and in <c>status</c>.
    /// </summary>
    /// <value>The default is <see cref="ReadBackMode.First"/>.</value>
    [EnumDataType(typeof(ReadBackMode))]
    public ReadBackMode ReadBack { get; set; } = ReadBackMode.First;

    /// <summary>The share that is read back where <see cref="ReadBack"/> is <see cref="ReadBackMode.Sample"/>.</summary>
    /// <value>0.0001 to 1. The default is 0.01: one in a hundred.</value>
    [Range(0.0001, 1.0)]
    public double ReadBackSample { get; set; } = 0.01;

    /// <summary>
    /// How long the server's searches may not yet know what was written. After a create whose outcome is not known, where only the content can tell
    /// whether it is there, it is looked up no sooner.
    /// </summary>
    /// <value>0 to 1 hour. The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SearchLag { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After what time the CapabilityStatement is read again.</summary>
    /// <value>1 minute to 30 days. The default is 24 hours.</value>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan CapabilityMaxAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Checks what the single ranges cannot say.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseAddress is { } address)
        {
            if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
                yield return Wrong("must be an absolute http or https address, such as https://ehr.example/fhir.", nameof(BaseAddress));
            else if (address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0)
                yield return Wrong("must have no user name, query or fragment.", nameof(BaseAddress));
            else if (address.Scheme == "http" && !address.IsLoopback && !AllowInsecure)
                yield return Wrong("must be https; plain http is for loopback only unless AllowInsecure is true.", nameof(BaseAddress));
        }
        if (AttemptTimeout > TotalTimeout)
            yield return Wrong($"({AttemptTimeout}) must not be longer than TotalTimeout ({TotalTimeout}).", nameof(AttemptTimeout));

        foreach (var each in AllowedOrigins.Where(each => !IsOrigin(each)))
            yield return Wrong($"holds {each}, which is no origin; write scheme, host and port, such as https://auth.ehr.example.", nameof(AllowedOrigins));
        foreach (var each in AllowedNetworks.Where(each => AddressRule.NetworkOf(each) is null))
            yield return Wrong($"holds {each}, which is no network; write such as 10.20.0.0/16 or 10.20.1.7.", nameof(AllowedNetworks));
        if (Proxy is { } proxy && (!proxy.IsAbsoluteUri || proxy.Scheme != "http" || proxy.UserInfo.Length > 0 || proxy.AbsolutePath != "/"))
            yield return Wrong("must be an absolute http address of host and port without user name, such as http://proxy.clinic.example:3128.", nameof(Proxy));

        var breaker = new List<ValidationResult>();
        if (CircuitBreaker is not null && !Validator.TryValidateObject(CircuitBreaker, new ValidationContext(CircuitBreaker), breaker, true))
        {
            foreach (var result in breaker)
                yield return new ValidationResult(result.ErrorMessage, [.. result.MemberNames.Select(name => $"{nameof(CircuitBreaker)}.{name}")]);
        }
    }

    private bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && (origin.Scheme == "https" || (origin.Scheme == "http" && (origin.IsLoopback || AllowInsecure)))
        && origin.UserInfo.Length + origin.Query.Length + origin.Fragment.Length == 0
        && origin.AbsolutePath == "/";

    private static ValidationResult Wrong(string text, string member) => new(text, [member]);
}
