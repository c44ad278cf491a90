using System.Globalization;
using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>Everything the clinic wrote down, as it grows: first versions in the three lists, what came later in the others.</summary>
internal sealed class SampleBook
{
    private int _scores;
    private int _sessions;
    private int _findings;

    /// <summary>The one source of chance; the same seed gives the same clinic.</summary>
    public Dice Dice { get; } = new(20_260_417);

    public List<ContraindicationFinding> Findings { get; } = [];

    public List<NeedlingProcedure> Sessions { get; } = [];

    public List<PainScore> Scores { get; } = [];

    /// <summary>Higher versions, in the order in which the clinic wrote them.</summary>
    public List<ClinicRecord> Corrections { get; } = [];

    /// <summary>Records taken back, with and without their content.</summary>
    public List<ClinicRecord> Deletions { get; } = [];

    public string NextFindingId() => "CF-" + Number(++_findings);

    public string NextSessionId() => "DN-" + Number(++_sessions);

    public string NextScoreId() => "PS-" + Number(++_scores);

    private static string Number(int number) => number.ToString("D4", CultureInfo.InvariantCulture);
}
