using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>How far a session came (FHIR R4 event-status).</summary>
internal static class SessionStatus
{
    public static EventStatus? Of(Draft draft, NeedlingProcedure record)
    {
        if (draft.InError)
            return EventStatus.EnteredInError;
        switch (record.Status)
        {
            case "preparation":
                return EventStatus.Preparation;
            case "in-progress":
                return EventStatus.InProgress;
            case "on-hold":
                return EventStatus.OnHold;
            case "completed":
                return EventStatus.Completed;
            case "stopped":
                return EventStatus.Stopped;
            case "not-done":
                return EventStatus.NotDone;
            case "unknown":
                return EventStatus.Unknown;
            default:
                draft.Fail("status", "a code of the CodeSystem procedure-status");
                return null;
        }
    }

    /// <summary>Whether what is known of the session may still change as it goes on.</summary>
    public static bool GoesOn(NeedlingProcedure record) => record.Status is "preparation" or "in-progress" or "on-hold";
}
