namespace FhirAdapter.Proof.FaultServer.Fhir;

/// <summary>What the server can do and how it behaves.</summary>
/// <param name="Transaction">Whether it takes transactions.</param>
/// <param name="Batch">Whether it takes batches.</param>
/// <param name="ConditionalCreate">Whether it honours <c>If-None-Exist</c>.</param>
/// <param name="ConditionalUpdate">Whether it takes <c>PUT Type?identifier=</c>.</param>
/// <param name="Versioned">Whether it has versions and honours <c>If-Match</c>.</param>
/// <param name="PageSize">The most matches of a page that a search answers with.</param>
internal sealed record ServerManners(bool Transaction, bool Batch, bool ConditionalCreate, bool ConditionalUpdate, bool Versioned, int PageSize = int.MaxValue)
{
    /// <summary>Everything, as the best servers can.</summary>
    public static readonly ServerManners A = new(true, true, true, true, true);

    /// <summary>Conditional creates only, one resource at a time.</summary>
    public static readonly ServerManners B = new(false, false, true, false, true);

    /// <summary>Neither: creates, updates by id and searches.</summary>
    public static readonly ServerManners C = new(false, false, false, false, true);
}
