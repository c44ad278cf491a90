using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Records.Reading.Rules;

/// <summary>The rules of each type that hold between its fields.</summary>
internal static class ContractRules
{
    private static readonly Dictionary<Type, Delegate> ByType = new()
    {
        [typeof(NeedlingProcedure)] = (Action<NeedlingProcedure, FaultList>)NeedlingProcedureRules.Check,
        [typeof(ContraindicationFinding)] = (Action<ContraindicationFinding, FaultList>)ContraindicationFindingRules.Check,
        [typeof(PainScore)] = (Action<PainScore, FaultList>)PainScoreRules.Check,
        [typeof(CodedText)] = (Action<CodedText, FaultList>)((c, faults) => SomethingGiven(c.Code ?? c.Text, faults, "code", "code or text")),
        [typeof(Indication)] = (Action<Indication, FaultList>)((i, faults) => SomethingGiven(i.Code ?? i.Text, faults, "code", "code or text")),
        [typeof(FollowUp)] = (Action<FollowUp, FaultList>)((f, faults) => SomethingGiven(f.Code ?? f.Text, faults, "code", "code or text")),
        [typeof(BodySite)] = (Action<BodySite, FaultList>)((b, faults) => SomethingGiven(b.Code ?? b.Text, faults, "code", "code or text")),
        [typeof(Session)] = (Action<Session, FaultList>)CheckSession,
        [typeof(Certificate)] = (Action<Certificate, FaultList>)CheckCertificate,
        [typeof(Practitioner)] = (Action<Practitioner, FaultList>)CheckPractitioner,
        [typeof(ElectricalStimulation)] = (Action<ElectricalStimulation, FaultList>)((e, faults) => SomethingGiven(
            (object?)e.FrequencyHz ?? (object?)e.IntensityMa ?? e.DurationSeconds, faults, "", "at least one of frequencyHz, intensityMa, durationSeconds")),
    };

    public static Action<T, FaultList>? For<T>() => ByType.GetValueOrDefault(typeof(T)) as Action<T, FaultList>;

    private static void SomethingGiven(object? value, FaultList faults, string field, string expected)
    {
        if (value is null)
            faults.Add(field, FaultCode.Missing, expected);
    }

    private static void CheckPractitioner(Practitioner practitioner, FaultList faults) => SomethingGiven(
        (object?)practitioner.Identifier ?? practitioner.Role ?? practitioner.Qualification ?? (object?)practitioner.Certificate,
        faults, "", "at least one of identifier, role, qualification, certificate");

    private static void CheckSession(Session session, FaultList faults)
    {
        SomethingGiven(session.Number ?? session.Of, faults, "", "at least one of number, of");
        if (session.Of < session.Number)
            faults.Add("of", FaultCode.Inconsistent, "not fewer sessions planned than number");
    }

    private static void CheckCertificate(Certificate certificate, FaultList faults)
    {
        SomethingGiven(
            certificate.Number ?? certificate.Issuer ?? (object?)certificate.ValidFrom ?? certificate.ValidUntil,
            faults, "", "at least one of number, issuer, validFrom, validUntil");
        if (certificate.ValidUntil < certificate.ValidFrom)
            faults.Add("validUntil", FaultCode.Inconsistent, "a date not before validFrom");
    }
}
