using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>What the Observations that are part of a session have.</summary>
internal static class ProcedureObservations
{
    /// <summary>An Observation of category procedure, part of the session and made while it went on.</summary>
    public static Observation New(Draft draft, NeedlingProcedure record, SessionParts parts, BusinessIdentifier identifier, string kind)
    {
        var code = draft.Fixed("observation-kind", kind);
        var observation = Observations.New(draft, identifier, code, "procedure", preliminary: SessionStatus.GoesOn(record));
        observation.PartOf.Add(draft.Refer("Procedure", parts.Procedure, required: true));
        observation.Effective = parts.Performed;
        return observation;
    }
}
