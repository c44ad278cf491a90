using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>What several resources of one session say, made once. None of it may be changed.</summary>
/// <param name="Procedure">What the Procedure is known by.</param>
/// <param name="Performed">When the session was; nothing where that is not known.</param>
/// <param name="Needles">The needle products.</param>
/// <param name="Sites">The places in words, in order.</param>
internal sealed record SessionParts(BusinessIdentifier Procedure, DataType? Performed, NeedleProducts Needles, SiteWords[] Sites)
{
    public static SessionParts Of(Draft draft, NeedlingProcedure record)
    {
        var needles = NeedleProducts.Of(draft, record);
        return new SessionParts(
            draft.Identity.Procedure(draft.Id), Times.Span(record.Start, record.End, SessionStatus.GoesOn(record)), needles, SiteWords.Of(draft, record, needles));
    }
}
