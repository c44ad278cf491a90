namespace FhirAdapter.WriteProfiles;

/// <summary>What an answer of a server means.</summary>
internal enum AnswerMeaning
{
    /// <summary>What was sent is there already; success where <see cref="KnownAnswer.NeedsProof"/> asks for no more, or that was given.</summary>
    AlreadyThere,

    /// <summary>It was taken.</summary>
    Accepted,

    /// <summary>It was taken without an element: a loss.</summary>
    ElementDropped,

    /// <summary>It will never be taken as it is.</summary>
    Refused,

    /// <summary>It will not be taken until the hospital changes something: <see cref="KnownAnswer.Mend"/> says what.</summary>
    AskHospital,

    /// <summary>What it refers to is not there.</summary>
    ReferenceNotFound,

    /// <summary>Somebody else changed it.</summary>
    Conflict,

    /// <summary>Not now; <see cref="KnownAnswer.After"/> says when.</summary>
    TryLater,
}
