namespace FhirAdapter.Shapes.Rules;

/// <summary>One thing that a shape asks of resources.</summary>
internal interface IShapeRule
{
    /// <summary>What it adds or leaves out and why, in one line for a person.</summary>
    string Description { get; }

    /// <summary>Whether it changes what is in the elements of a resource, and not just which there are.</summary>
    bool ChangesInner => false;

    /// <summary>Makes a resource fit, and notes each change it makes.</summary>
    void Apply(ShapeDraft draft);
}
