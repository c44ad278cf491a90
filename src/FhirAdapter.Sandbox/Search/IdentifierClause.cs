using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary><c>identifier</c>: one of several tokens.</summary>
internal sealed record IdentifierClause(string Type, IdentifierToken[] Tokens) : Clause
{
    public override IEnumerable<Slot>? Candidates(IStoreView view) =>
        Tokens.Any(token => token.Value is null)
            ? null
            : Tokens.SelectMany(token => view.Found(IndexKey.Identifier(Type, token.Value!))).Distinct().Order();

    public override bool Matches(ResourceVersion version) => version.Identifiers.Any(one => Tokens.Any(token => token.Matches(one)));
}
