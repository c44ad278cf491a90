using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Which session of a course of treatment this is.</summary>
public sealed record Session
{
    /// <summary>The number of this session, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int? Number { get; init; }

    /// <summary>How many are planned, not fewer than <see cref="Number"/>.</summary>
    [Range(1, int.MaxValue)]
    public int? Of { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
