using System.Text.Json;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.Reading;

/// <summary>How the records of one kind are read, checked and written.</summary>
internal abstract class RecordType
{
    private static readonly RecordType[] ByKind =
    [
        new RecordType<ContraindicationFinding>(),
        new RecordType<NeedlingProcedure>(),
        new RecordType<PainScore>(),
    ];

    public abstract ContractType Contract { get; }

    public static RecordType Of(RecordKind kind) => ByKind[(int)kind];

    public abstract ClinicRecord Read(ref Utf8JsonReader reader, ReadingRun run);

    public abstract void Check(ClinicRecord record, FaultList faults);

    /// <summary>Whether the record has nothing but what every record has.</summary>
    public abstract bool IsBare(ClinicRecord record);

    /// <summary>Writes the record; tells where in the output version and last change begin and end.</summary>
    public abstract (int Begin, int End) Write(Utf8JsonWriter writer, ClinicRecord record);
}
