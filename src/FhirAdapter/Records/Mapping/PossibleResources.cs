namespace FhirAdapter.Records.Mapping;

/// <summary>What a record of which nothing but the key is known may have become: types and identifiers to look for.</summary>
internal static class PossibleResources
{
    /// <summary>Parts are numbered; more of one kind than this are not looked for.</summary>
    private const int MostParts = 40;

    public static IReadOnlyList<(string Type, BusinessIdentifier Identifier)> Of(Identity identity, RecordKey key) => key.Kind switch
    {
        RecordKind.NeedlingProcedure =>
        [
            ("Procedure", identity.Procedure(key.Id)),
            ("Observation", identity.NeedleCount(key.Id)),
            ("Observation", identity.Consent(key.Id)),
            .. Numbers.Select(number => ("Observation", identity.Site(key.Id, number))),
            .. Numbers.Select(number => ("Device", identity.Needle(key.Id, number))),
            .. Numbers.Select(number => ("Condition", identity.AdverseEffect(key.Id, number))),
        ],
        RecordKind.ContraindicationFinding =>
        [
            ("Condition", identity.Finding(key.Id)),
            ("Observation", identity.Screening(key.Id)),
            ("AllergyIntolerance", identity.Allergy(key.Id)),
            ("Observation", identity.PregnancyStatus(key.Id)),
        ],
        _ => [("Observation", identity.Score(key.Id)), ("Observation", identity.Change(key.Id))],
    };

    private static IEnumerable<int> Numbers => Enumerable.Range(1, MostParts);
}
