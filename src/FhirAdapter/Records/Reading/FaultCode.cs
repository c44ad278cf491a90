namespace FhirAdapter.Records.Reading;

/// <summary>The stable codes of what can be wrong with a record. <c>profiles/records/README.md</c> explains them to a clinic.</summary>
internal static class FaultCode
{
    public const string Missing = "missing";
    public const string UnknownField = "unknown-field";
    public const string DuplicateField = "duplicate-field";
    public const string UnknownCode = "unknown-code";
    public const string WrongType = "wrong-type";
    public const string NoSuchTime = "no-such-time";
    public const string AmbiguousTime = "ambiguous-time";
    public const string OutOfRange = "out-of-range";
    public const string TooLong = "too-long";
    public const string TooMany = "too-many";
    public const string TooDeep = "too-deep";
    public const string BadText = "bad-text";
    public const string Inconsistent = "inconsistent";
    public const string NotAllowed = "not-allowed";
    public const string Malformed = "malformed";
    public const string WrongEncoding = "wrong-encoding";
    public const string WrongFormat = "wrong-format";
    public const string Empty = "empty";
}
