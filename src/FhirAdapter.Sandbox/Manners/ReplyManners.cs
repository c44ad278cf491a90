using FhirAdapter.Sandbox.Rest;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>What a server makes of an answer. Pure.</summary>
internal sealed class ReplyManners(WriteProfile profile, Refusals refusals)
{
    private readonly ReplyHabits _habits = profile.Replies;

    /// <summary>Whether the reading of what was written here is refused.</summary>
    public bool RefusesRead(FhirRequest request) => _habits.ReadBackMayBeRefused && InteractionCode.Of(request) is "read" or "vread" or "history-instance";

    public FhirResponse After(FhirRequest request, FhirResponse response)
    {
        if (Occasion(request, response) is { } occasion) return FhirResponse.Of(refusals.Dressed(occasion, response.Failure!));
        if (request.Segments.Length > 0 && profile.Of(request.Segments[0])?.Versions == false)
            response = response with { ETag = null, Location = WithoutVersion(response.Location) };
        if (_habits.RelativeLocation) response = response with { LocationIsRelative = true };
        if (request.Verb != "POST" || response.Status != 201) return response;
        return response with
        {
            Body = _habits.EmptyBody ? null : response.Body,
            MediaType = _habits.ContentType,
            ETag = _habits.EntityTagOnCreate ? response.ETag : null,
        };
    }

    private static AnswerOccasion? Occasion(FhirRequest request, FhirResponse response) => response.Failure switch
    {
        { Status: 412, Issues: [{ Code: "conflict" }, ..] } when request.IfMatch is not null => AnswerOccasion.StaleVersion,
        { Status: 422, Issues: [{ Code: "not-found" }, ..] } => AnswerOccasion.ReferenceNotFound,
        _ => null,
    };

    private static string? WithoutVersion(string? location) =>
        location is not null && location.IndexOf("/_history", StringComparison.Ordinal) is var cut and > 0 ? location[..cut] : location;
}
