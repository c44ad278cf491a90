using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Proof.Clinic;

/// <summary>Small invented records, one resource each, whose version can be read off what arrives.</summary>
internal static class ClinicRecords
{
    public const string Identity = "https://clinic.example/fhir/id";
    public const string Patients = "urn:oid:2.999.7.1";

    /// <summary>Begins every text that must never be seen outside a request's body: in patients' numbers and in notes.</summary>
    public const string Canary = "CANARY";

    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(1));

    /// <summary>What stands in the note of every version.</summary>
    public static string Marker(long version) => $"{Canary} words [version {version}]";

    /// <summary>Reads a version off a resource's JSON; nothing where it has none.</summary>
    public static long? VersionOf(string json)
    {
        var at = json.IndexOf("[version ", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var digits = json.AsSpan(at + "[version ".Length);
        return long.Parse(digits[..digits.IndexOf(']')], null);
    }

    public static ClinicRecord Record(RecordKind kind, string id, string patient, long version, bool deleted = false, string? procedure = null) =>
        Shape(kind, Marker(version), procedure) with
        {
            Id = id,
            Version = version,
            LastChanged = Noon.AddMinutes(version),
            Deleted = deleted,
            Patient = new BusinessIdentifier { System = Patients, Value = patient },
        };

    /// <summary>A deletion that says nothing but that.</summary>
    public static ClinicRecord BareDeletion(RecordKind kind, string id, string patient, long version)
    {
        ClinicRecord bare = kind switch
        {
            RecordKind.ContraindicationFinding => new ContraindicationFinding(),
            RecordKind.NeedlingProcedure => new NeedlingProcedure(),
            _ => new PainScore(),
        };
        return bare with
        {
            Id = id,
            Version = version,
            LastChanged = Noon.AddMinutes(version),
            Deleted = true,
            Patient = new BusinessIdentifier { System = Patients, Value = patient },
        };
    }

    /// <summary>The record as the reading of files hands it on.</summary>
    public static ReadRecord.Good Checked(ClinicRecord record) => RecordJson.Check(record) is ReadRecord.Good good
        ? good
        : throw new InvalidOperationException("An invented record is not valid.");

    /// <summary>The type and identifier, <c>system|value</c>, of the one resource that a record becomes.</summary>
    public static (string Type, string Identifier) ResourceOf(RecordKey key) => key.Kind switch
    {
        RecordKind.ContraindicationFinding => ("Condition", $"{Identity}/contraindication-finding|{key.Id}"),
        RecordKind.NeedlingProcedure => ("Procedure", $"{Identity}/needling-procedure|{key.Id}"),
        _ => ("Observation", $"{Identity}/pain-score|{key.Id}"),
    };

    private static ClinicRecord Shape(RecordKind kind, string note, string? procedure) => kind switch
    {
        RecordKind.ContraindicationFinding => new ContraindicationFinding
        {
            Finding = new CodedText { Code = "bleeding-disorder" },
            Presence = "present",
            Status = "confirmed",
            When = ClinicTime.At(Noon),
            Note = note,
        },
        RecordKind.NeedlingProcedure => new NeedlingProcedure
        {
            Status = "not-done",
            StatusReason = new CodedText { Text = "Not today" },
            Start = ClinicTime.At(Noon),
            Note = note,
        },
        _ => new PainScore
        {
            Instrument = "nrs",
            Value = 4,
            Unit = "{score}",
            Phase = "before",
            When = ClinicTime.At(Noon),
            Procedure = procedure,
            Note = note,
        },
    };
}
