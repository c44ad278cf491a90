namespace FhirAdapter.Records;

/// <summary>The stable code of each kind, as it stands in files, in the ledger and on the command line.</summary>
internal static class RecordKindCode
{
    private static readonly string[] Codes = ["contraindication-finding", "needling-procedure", "pain-score"];

    public static IReadOnlyList<string> All => Codes;

    public static string Of(RecordKind kind) => Codes[(int)kind];

    public static bool TryParse(string? code, out RecordKind kind)
    {
        var index = Array.IndexOf(Codes, code);
        kind = (RecordKind)Math.Max(index, 0);
        return index >= 0;
    }
}
