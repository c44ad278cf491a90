namespace FhirAdapter.WriteProfiles;

/// <summary>What a server makes of an element.</summary>
internal enum ElementFate
{
    /// <summary>It keeps it.</summary>
    Kept,

    /// <summary>It takes the resource and leaves the element out.</summary>
    Ignored,

    /// <summary>It refuses the resource with it.</summary>
    Refused,

    /// <summary>It refuses the resource without it.</summary>
    Required,
}
