namespace FhirAdapter.WriteProfiles;

/// <summary>What a server gives an answer to.</summary>
internal enum AnswerOccasion
{
    /// <summary>A resource that lacks a required element.</summary>
    MissingElement,

    /// <summary>A resource with an element or a form of reference that is refused.</summary>
    RefusedElement,

    /// <summary>A resource with a code or a status that is not taken.</summary>
    CodeNotTaken,

    /// <summary>A text that is too long, or a list that is.</summary>
    OverLimit,

    /// <summary>A resource that is there already.</summary>
    Duplicate,

    /// <summary>A reference that leads nowhere.</summary>
    ReferenceNotFound,

    /// <summary>An update of another version than the one that is there.</summary>
    StaleVersion,

    /// <summary>An update that names no version.</summary>
    MissingVersion,

    /// <summary>More writes on one day than the server takes.</summary>
    OverCeiling,
}
