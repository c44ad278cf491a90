namespace FhirAdapter.Proof.FaultServer;

/// <summary>How an answer is put on the wire.</summary>
internal enum Delivery
{
    /// <summary>Whole, as it should be.</summary>
    Whole,

    /// <summary>Not at all: the connection is reset.</summary>
    Reset,

    /// <summary>Not at all: the connection is closed in good order.</summary>
    Closed,

    /// <summary>Never: the connection stays open and silent until the client gives up.</summary>
    Never,

    /// <summary>Half of the headers, then a reset.</summary>
    HalfHeaders,

    /// <summary>Half of the body, then a reset.</summary>
    HalfBody,

    /// <summary>Half of the body under the length of the whole, then closed in good order.</summary>
    ShortOfLength,

    /// <summary>Half of the body without any length, then closed in good order.</summary>
    CutWithoutLength,

    /// <summary>The headers and one byte, then nothing more until the client gives up.</summary>
    Trickle,

    /// <summary>A body without end.</summary>
    Endless,
}
