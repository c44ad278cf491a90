using System.Text.Json;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.Reading;

/// <summary>The two fields that say what a record is: its kind, and the version of the contract.</summary>
internal static class RecordEnvelope
{
    /// <summary>The version of the record contract.</summary>
    public const int ContractVersion = 1;

    public static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind");
    public static readonly JsonEncodedText Contract = JsonEncodedText.Encode("contract");

    public static readonly string ExpectedKind = "one of " + string.Join(", ", RecordKindCode.All);

    /// <summary>Finds the kind of the object that the reader, a copy, is before, wherever in the object it stands.</summary>
    public static RecordKind? FindKind(Utf8JsonReader reader, FaultList faults)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("", FaultCode.WrongType, "one JSON object for each record");
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(Kind.EncodedUtf8Bytes);
            reader.Read();
            if (found)
                return ReadKind(ref reader, faults);
            reader.Skip();
        }

        faults.Add("kind", FaultCode.Missing, ExpectedKind);
        return null;
    }

    /// <summary>Reads a field of the envelope that the reader stands on, if it is one.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, ReadingRun run)
    {
        if (reader.ValueTextEquals(Kind.EncodedUtf8Bytes))
        {
            if (run.KindSeen)
                run.Faults.Add("kind", FaultCode.DuplicateField, "each field once");
            run.KindSeen = true;
            reader.Read();
            reader.Skip();
            return true;
        }

        if (!reader.ValueTextEquals(Contract.EncodedUtf8Bytes))
            return false;
        if (run.ContractSeen)
            run.Faults.Add("contract", FaultCode.DuplicateField, "each field once");
        run.ContractSeen = true;
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var version) || version != ContractVersion)
            run.Faults.Add("contract", FaultCode.OutOfRange, "1, the only version of this contract");
        reader.Skip();
        return true;
    }

    private static RecordKind? ReadKind(ref Utf8JsonReader reader, FaultList faults)
    {
        if (reader.TokenType != JsonTokenType.String)
            faults.Add("kind", reader.TokenType == JsonTokenType.Null ? FaultCode.Missing : FaultCode.WrongType, ExpectedKind);
        else if (KindOf(ref reader) is { } kind)
            return kind;
        else
            faults.Add("kind", FaultCode.UnknownCode, ExpectedKind);
        return null;
    }

    private static RecordKind? KindOf(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < RecordKindCode.All.Count; i++)
        {
            if (reader.ValueTextEquals(RecordKindCode.All[i]))
                return (RecordKind)i;
        }

        return null;
    }
}
