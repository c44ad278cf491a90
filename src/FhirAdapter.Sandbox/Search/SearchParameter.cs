namespace FhirAdapter.Sandbox.Search;

/// <summary>A reference search parameter.</summary>
/// <param name="Name">Its code, for example <c>patient</c>.</param>
/// <param name="Elements">The elements it looks at, without indexes.</param>
/// <param name="Targets">The types that a bare id in a search may mean.</param>
internal sealed record SearchParameter(string Name, string[] Elements, string[] Targets)
{
    /// <summary><c>patient</c> finds references to patients only, also where the element may refer to others.</summary>
    public string[] BareIdTypes => Name == "patient" ? ["Patient"] : Targets;
}
