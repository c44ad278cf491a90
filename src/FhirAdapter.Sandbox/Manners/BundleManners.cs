using FhirAdapter.Sandbox.Bundles;
using FhirAdapter.Sandbox.Metadata;
using FhirAdapter.Sandbox.Validation;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>Which Bundles a server takes. Pure.</summary>
internal sealed class BundleManners(BundleSupport support, Served served)
{
    /// <summary>The refusal of every Bundle, where none is taken.</summary>
    public FhirFailure? RefusesAll => served.Transaction || served.Batch
        ? null
        : FhirFailure.Of(404, "not-supported", "This server takes neither batch nor transaction; see metadata.");

    public FhirFailure? Before(BundleRequest bundle)
    {
        if (!(bundle.IsTransaction ? served.Transaction : served.Batch))
            return FhirFailure.Of(400, "not-supported", "This server does not take Bundles of this type; see metadata.", "Bundle.type");
        if (!support.MixedTypes && bundle.Entries.Select(entry => entry.Request.Segments.FirstOrDefault()).Distinct().Count() > 1)
            return FhirFailure.Of(422, "business-rule", "This server takes one resource type in a Bundle.", "Bundle.entry");
        return support.MaxConditionalEntries is { } most && bundle.Entries.Count > most && bundle.Entries.Any(IsConditional)
            ? FhirFailure.Of(413, "too-costly", $"With conditional entries a Bundle may have {most} entries here.", "Bundle.entry")
            : null;
    }

    private static bool IsConditional(BundleEntry entry) => entry.Request.IfNoneExist is not null || entry.Request is { Verb: "PUT", Segments.Length: 1 };
}
