using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A record's resources as an attachment of its report: a Bundle of type collection (FHIR R4, 2.36), in which they name each other by identifier.</summary>
internal static class ResourcesBundle
{
    /// <summary>What marks the attachment among those of a document.</summary>
    public const string ContentType = "application/fhir+json";

    public static DocumentReference.ContentComponent Content(IReadOnlyList<StayingResource> resources) => new()
    {
        Attachment = new Attachment
        {
            ContentType = ContentType,
            Data = ResourceJson.ToUtf8(new Bundle
            {
                Type = Bundle.BundleType.Collection,
                Entry = [.. resources.Select(each => new Bundle.EntryComponent { Resource = each.Mapped.Resource })],
            }),
        },
    };
}
