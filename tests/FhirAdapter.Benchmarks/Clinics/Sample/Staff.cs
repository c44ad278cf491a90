using FhirAdapter.Records;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>Those who needle, one of each role and a few more physiotherapists.</summary>
internal static class Staff
{
    private static readonly IReadOnlyList<(string Role, string? Qualification)> Roles =
    [
        ("physiotherapist", "Staatlich geprüfte Fachkraft für Physiotherapie"),
        ("physiotherapist", "Doctor of Physical Therapy"),
        ("osteopath", "Diplôme d’ostéopathie"),
        ("chiropractor", null),
        ("physician", "Fachärztin für Physikalische und Rehabilitative Medizin"),
        ("acupuncturist", "鍼灸師"),
        ("massage-therapist", null),
        ("physiotherapist", null),
        ("physiotherapist", "मास्टर ऑफ फिजियोथेरेपी"),
        ("other", "Kinesiologist"),
    ];

    public static IReadOnlyList<Practitioner> All { get; } = [.. Roles.Select((r, i) => Of(i, r.Role, r.Qualification))];

    /// <summary>Who treats that patient, always the same.</summary>
    public static Practitioner For(int patient) => All[patient % All.Count];

    private static Practitioner Of(int number, string role, string? qualification) => new()
    {
        Identifier = Invented.PractitionerId(number + 1),
        Role = role,
        Qualification = qualification,
        Certificate = number % 3 == 2 ? null : new Certificate
        {
            Number = $"DN-{2019 + (number % 6)}-{100 + (number * 7)}",
            Issuer = number % 2 == 0 ? "Prüfstelle Trockennadelung (erfunden)" : "Example Board of Needling (invented)",
            ValidFrom = new DateOnly(2019 + (number % 6), 4, 1),
            ValidUntil = new DateOnly(2029, 3, 31),
        },
    };
}
