namespace FhirAdapter.Records;

/// <summary>One thing that is wrong with a record, for a person to mend. It quotes no value of the record.</summary>
/// <param name="Line">The line, from 1; 0 where the fault is of the whole file.</param>
/// <param name="Field">The field, such as <c>sites[0].depthMm</c>; empty where the fault is of the whole record.</param>
/// <param name="Code">A stable code, such as <c>missing</c>, <c>unknown-field</c>, <c>unknown-code</c>, <c>wrong-type</c>, <c>out-of-range</c>, <c>malformed</c>.</param>
/// <param name="Expected">What was expected, as a sentence part: "a date-time with seconds and an offset, such as 2026-11-20T17:05:00+01:00".</param>
public sealed record RecordFault(long Line, string Field, string Code, string Expected)
{
    /// <summary>Gives one clear line.</summary>
    public override string ToString() =>
        (Line > 0 ? $"line {Line}: " : "") + (Field.Length > 0 ? $"{Field}: " : "") + $"{Code}; expected {Expected}";
}
