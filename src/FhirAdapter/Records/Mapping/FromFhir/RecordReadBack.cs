using FhirAdapter.Failures;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>Reads records back from the resources they became. Pure, and safe for many threads.</summary>
internal static class RecordReadBack
{
    /// <summary>Every record whose main resource is among the resources, in their order.</summary>
    public static IEnumerable<FromFhirResult> ReadAll(MappingContext context, ResourceSet resources)
    {
        foreach (var main in resources.All.OfType<DomainResource>())
        {
            if (IsTakenAway(main))
                continue;
            foreach (var identifier in ResourceSet.IdentifiersOf(main))
            {
                if (context.Identity.RecordOf(main.TypeName, identifier) is { } key)
                    yield return Read(context, resources, main, identifier, key);
            }
        }
    }

    /// <summary>Whether it is what a later version of its record no longer has: nothing but the mark, and no version.</summary>
    public static bool IsTakenAway(DomainResource resource) => IsInError(resource) && resource.GetExtension(Extensions.RecordVersion) is null;

    private static FromFhirResult Read(
        MappingContext context, ResourceSet resources, DomainResource main, BusinessIdentifier identifier, RecordKey key)
    {
        var reading = new FhirReading(context, resources, main, identifier) { InError = IsInError(main) };
        reading.FailUnlessAlone();
        ClinicRecord record = main switch
        {
            Procedure procedure => NeedlingProcedureFromFhir.Read(reading, procedure),
            Condition condition => PresentFindingFromFhir.Read(reading, condition),
            Observation observation when key.Kind == RecordKind.PainScore => PainScoreFromFhir.Read(reading, observation),
            _ => ScreeningAnswerFromFhir.Read(reading, (Observation)main),
        };
        return (reading.Failure ?? BreachOf(record, main.TypeName)) is { } failure
            ? new FromFhirResult.NotUnderstood(key, failure)
            : new FromFhirResult.Understood(record);
    }

    private static Failure? BreachOf(ClinicRecord record, string type) => RecordJson.Check(record) is ReadRecord.Bad { Faults: [var fault, ..] }
        ? new Failure(FailureCode.NotUnderstood, $"{type} ({fault.Field})", fault.Expected)
        : null;

    private static bool IsInError(DomainResource resource) => resource switch
    {
        Procedure p => p.Status == EventStatus.EnteredInError,
        Observation o => o.Status == ObservationStatus.EnteredInError,
        Condition c => c.VerificationStatus?.Coding.Exists(s => s.Code == ObservationStatus.EnteredInError.GetLiteral()) == true,
        _ => false,
    };
}
