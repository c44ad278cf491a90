using FhirAdapter.Sandbox.Rest;

namespace FhirAdapter.Sandbox.Bundles;

/// <summary>One entry of a batch or transaction: its interaction, and the name that other entries know it by.</summary>
internal sealed record BundleEntry(int Index, string? FullUrl, FhirRequest Request)
{
    private static readonly string[] Order = ["DELETE", "POST", "PUT", "GET"];

    /// <summary>R4's order of processing: DELETE, POST, PUT, GET; anything else comes last, to be refused.</summary>
    public int Rank => Array.IndexOf(Order, Request.Verb) is var rank && rank < 0 ? Order.Length : rank;
}
