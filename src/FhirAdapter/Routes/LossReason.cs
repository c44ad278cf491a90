namespace FhirAdapter.Routes;

/// <summary>Why something does not go to a destination as it is.</summary>
public static class LossReason
{
    /// <summary>The server leaves the element out without a word.</summary>
    public const string Ignored = "ignored-by-server";

    /// <summary>The server refuses a resource with the element.</summary>
    public const string Refused = "refused-by-server";

    /// <summary>The server does not take resources of this type, or not this one.</summary>
    public const string NotTaken = "resource-not-taken";

    /// <summary>The server does not take the code, or codes of its system.</summary>
    public const string CodeNotTaken = "code-not-taken";

    /// <summary>The list has more items than the server takes.</summary>
    public const string TooMany = "too-many";

    /// <summary>The text is longer than the server takes.</summary>
    public const string TooLong = "too-long";

    /// <summary>The server wants the value in another form.</summary>
    public const string OtherForm = "other-form";

    /// <summary>The server keeps of a time its date in GMT alone.</summary>
    public const string Converted = "converted-by-server";

    /// <summary>What it refers to does not go, or cannot be found at the server, which takes no other references.</summary>
    public const string TargetNotSent = "target-not-sent";

    /// <summary>What it refers to may not be known to the server, which takes no references by identifier.</summary>
    public const string TargetUnknown = "target-unknown";

    /// <summary>A text that says what could not go as an element.</summary>
    public const string Text = "text";

    /// <summary>The shape that the destination has.</summary>
    public const string Shape = "shape";
}
