using CsCheck;
using FhirAdapter.Records.ContraindicationFindings;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>Findings of every presence, status, strength and source.</summary>
internal sealed class GeneratedFindings(Given given, GeneratedParts parts)
{
    public Gen<ContraindicationFinding> Any { get; } = Gen.Select(
        Gen.Select(parts.Coded("contraindication"), GeneratedParts.Code("presence"), given.Maybe(GeneratedParts.Code("contraindication-strength")), GeneratedParts.Code("finding-status")),
        Gen.Select(given.Maybe(parts.BodySite), GeneratedTimes.Span, given.Maybe(parts.Practitioner), given.Maybe(GeneratedParts.Code("finding-source"))),
        Gen.Select(given.MaybeValue(Gen.Const(true)), given.Maybe(GeneratedTexts.RecordId), given.Maybe(GeneratedTexts.Words(10_000)), Gen.Bool),
        Gen.Select(given.Maybe(GeneratedTexts.Words(1_000)), given.Maybe(GeneratedTexts.RecordId)),
        (what, where, more, screening) =>
        {
            // Every other one is present, for only that has a status.
            var presence = more.Item4 ? "present" : what.Item2;
            var present = presence == "present";
            return new ContraindicationFinding
            {
                Finding = what.Item1,
                Presence = presence,
                Strength = present ? what.Item3 : null,
                Status = present ? what.Item4 : null,
                BodySite = where.Item1,
                When = where.Item2.First,
                Resolved = present && what.Item4 == "resolved" && more.Item1 is not null ? where.Item2.Second : null,
                Practitioner = where.Item3,
                Source = where.Item4,
                Evidence = present ? screening.Item1 : null,
                Screening = screening.Item2,
                StoppedProcedure = more.Item2,
                Note = more.Item3,
            };
        });
}
