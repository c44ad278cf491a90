using System.Text.Json;

namespace FhirAdapter.Records.Reading;

/// <summary>Turns what a JSON reader stumbles over into a fault. The reader's own words are not passed on: they may quote the record.</summary>
internal static class JsonFaults
{
    /// <summary>Reads on to the end, so that everything after the record is looked at too.</summary>
    public static void ReadToEnd(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }
    }

    public static void Add(ReadOnlySpan<byte> json, JsonException exception, RecordReadingOptions options, FaultList faults)
    {
        faults.Clear();
        if (IsTooDeep(json, options.MaxDepth))
            faults.Add("", FaultCode.TooDeep, FormattableString.Invariant($"JSON nested at most {options.MaxDepth} levels deep"));
        else
            faults.AddFurtherOn(exception.LineNumber ?? 0, FaultCode.Malformed, "JSON; it goes wrong " + Place(exception));
    }

    private static string Place(JsonException exception) =>
        FormattableString.Invariant($"at byte {exception.BytePositionInLine + 1} of {(exception.LineNumber > 0 ? "this line" : "the record")}");

    private static bool IsTooDeep(ReadOnlySpan<byte> json, int most)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth > most)
                    return true;
            }
        }
        catch (JsonException)
        {
            // It breaks off before it is too deep.
        }

        return false;
    }
}
