namespace FhirAdapter.Failures;

/// <summary>The stable codes of failure. The part before the dot says what becomes of the delivery.</summary>
internal static class FailureCode
{
    /// <summary>The record cannot be mapped; parked.</summary>
    public const string Unmappable = "unmappable.record";

    /// <summary>Resources that were given to be read back are not those of a record.</summary>
    public const string NotUnderstood = "rejected.not-understood";

    /// <summary>The server could not be reached or answered that it is busy or broken; tried again later.</summary>
    public const string Unavailable = "deferred.unavailable";

    /// <summary>The server asked to be left alone for a while; tried again then, no attempt used up.</summary>
    public const string Throttled = "deferred.throttled";

    /// <summary>The circuit to the server is open; tried again later, no attempt used up.</summary>
    public const string CircuitOpen = "deferred.circuit-open";

    /// <summary>The request may have been carried out and the answer was lost or unusable; settled by repeating or looking up.</summary>
    public const string OutcomeUnknown = "deferred.outcome-unknown";

    /// <summary>A fault of the adapter itself while it was sent, so that nobody knows what arrived; it is sent again apart from other patients' records.</summary>
    public const string SendingFailed = "deferred.internal";

    /// <summary>An answer was lost; the request was repeated at once, which has no further effect, and is there.</summary>
    public const string SettledByRepeating = "settled.repeated";

    /// <summary>An answer did not tell what came of the request; it was looked up at the server, and is there.</summary>
    public const string SettledByReading = "settled.read-back";

    /// <summary>An earlier attempt was not answered for sure; it was looked for at the server, and is there.</summary>
    public const string SettledByFinding = "settled.found";

    /// <summary>The server made several of one create; one of them stays, the others are withdrawn.</summary>
    public const string SettledDoubles = "settled.doubles";

    /// <summary>Not sent because something before it in the same patient's records was put off.</summary>
    public const string BehindAnother = "deferred.behind-another";

    /// <summary>Not sent because the lease was over: another worker may have claimed it.</summary>
    public const string LeaseOver = "deferred.lease-over";

    /// <summary>A record it refers to is not at the destination yet.</summary>
    public const string ReferenceAwaited = "held.reference-awaited";

    /// <summary>A record it refers to is parked.</summary>
    public const string ReferenceParked = "held.reference-parked";

    /// <summary>The server no longer says that it can do what this needs; held until it can again or a person accepts that.</summary>
    public const string CapabilityChanged = "held.capability-changed";

    /// <summary>The patient is not known to the server.</summary>
    public const string PatientNotFound = "rejected.patient-not-found";

    /// <summary>Several patients at the server bear the identifier.</summary>
    public const string PatientAmbiguous = "rejected.patient-ambiguous";

    /// <summary>The server's own matching is certain of no patient.</summary>
    public const string PatientNotMatched = "rejected.patient-not-matched";

    /// <summary>The server's own matching is certain of several patients.</summary>
    public const string PatientMatchesSeveral = "rejected.patient-matches-several";

    /// <summary>The server found the resource invalid.</summary>
    public const string Invalid = "rejected.invalid";

    /// <summary>The server does not allow it.</summary>
    public const string Forbidden = "rejected.forbidden";

    /// <summary>The server does not take this type or interaction.</summary>
    public const string NotSupported = "rejected.not-supported";

    /// <summary>What is there was changed by somebody else, or several resources bear the identifier.</summary>
    public const string Conflict = "conflicted.version";

    /// <summary>Several resources at the server bear the identifier that should name one.</summary>
    public const string IdentifierAmbiguous = "conflicted.identifier-ambiguous";

    /// <summary>The server says that it is there already, and it was not found there.</summary>
    public const string Unproven = "conflicted.unproven";

    /// <summary>What is there is to be corrected, and the server takes neither an update nor a resource that says so.</summary>
    public const string NotCorrectable = "rejected.not-correctable";

    /// <summary>Only the hospital can change what stands in the way.</summary>
    public const string AskHospital = "rejected.ask-hospital";

    /// <summary>The server does not find what the resource refers to.</summary>
    public const string ReferenceNotFound = "rejected.reference-not-found";

    /// <summary>Several resources at the server hold what is to be sent, and nothing tells which of them it is.</summary>
    public const string ContentAmbiguous = "conflicted.content-ambiguous";

    /// <summary>A resource at the server may be the one to be sent, but holds less.</summary>
    public const string LookAlike = "conflicted.look-alike";

    /// <summary>The resource was deleted at the server by somebody else.</summary>
    public const string Gone = "conflicted.gone";

    /// <summary>Credentials were refused; the destination stops until somebody mends it.</summary>
    public const string Unauthorized = "deferred.unauthorized";

    /// <summary>The authorization server did not grant a scope that was asked for; the destination stops until somebody mends it.</summary>
    public const string ScopeNotGranted = "deferred.scope-not-granted";

    /// <summary>A server named an address, or a host's name leads to one, that the settings do not allow; the destination stops until somebody mends it.</summary>
    public const string AddressNotAllowed = "deferred.address-not-allowed";

    /// <summary>What is at the destination was named with another identity key; nothing is written until the key is put back, or the destination renamed.</summary>
    public const string IdentityKeyChanged = "deferred.identity-key-changed";

    /// <summary>By its write profile the server takes the record in no way; the path is what stood in the way of the best one.</summary>
    public const string NoRoute = "rejected.no-route";

    /// <summary>The server would not keep an element that the settings say must not be lost.</summary>
    public const string UnacceptableLoss = "rejected.unacceptable-loss";

    /// <summary>The last attempt allowed failed; parked.</summary>
    public const string AttemptsUsedUp = "rejected.attempts-used-up";

    /// <summary>It was put off for longer than is allowed; parked.</summary>
    public const string OutOfTime = "rejected.out-of-time";

    /// <summary>A fault of the adapter itself; parked so that nothing is lost.</summary>
    public const string Internal = "rejected.internal";
}
