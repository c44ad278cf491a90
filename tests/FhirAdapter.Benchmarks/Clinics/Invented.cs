using System.Globalization;
using FhirAdapter.Records;

namespace FhirAdapter.Benchmarks.Clinics;

/// <summary>Invented people and things, by identifier only. The arc 2.999 is set aside for examples, and <c>.example</c> is nobody's domain.</summary>
internal static class Invented
{
    public const string PatientSystem = "urn:oid:2.999.1.1";
    private const string PractitionerSystem = "urn:oid:2.999.1.2";
    private const string LocationSystem = "https://clinic.example/id/location";
    private const string EncounterSystem = "https://clinic.example/id/encounter";

    public static BusinessIdentifier Patient(string number) => new() { System = PatientSystem, Value = "P-" + number };

    public static BusinessIdentifier Location(int number) => new() { System = LocationSystem, Value = "ROOM-" + Digits(number + 1, 2) };

    public static BusinessIdentifier Encounter(string number) => new() { System = EncounterSystem, Value = "E-" + number };

    public static string Lot(int number) => "LOT-" + Digits(4100 + number, 4);

    public static Practitioner Physiotherapist(int number) => new()
    {
        Identifier = PractitionerId(number),
        Role = "physiotherapist",
        Certificate = new Certificate
        {
            Number = "DN-CERT-" + Digits(number, 4),
            Issuer = "Example Board of Needling",
            ValidFrom = new DateOnly(2024, 1, 1),
            ValidUntil = new DateOnly(2028, 12, 31),
        },
    };

    public static BusinessIdentifier PractitionerId(int number) => new() { System = PractitionerSystem, Value = "T-" + Digits(number, 4) };

    private static string Digits(int number, int length) => number.ToString("D" + length.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
