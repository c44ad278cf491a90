namespace FhirAdapter.Terminology;

/// <summary>The check digits of SNOMED CT identifiers (Verhoeff) and of LOINC codes (mod 10, as of Luhn).</summary>
internal static class CheckDigits
{
    private static readonly int[] Permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

    /// <summary>Whether a number ends with the right check digit; it must hold digits only.</summary>
    public static bool Verhoeff(string code)
    {
        var check = 0;
        for (var i = 0; i < code.Length; i++)
        {
            var digit = code[^(i + 1)] - '0';
            for (var round = 0; round < i % 8; round++)
                digit = Permutation[digit];
            check = Multiply(check, digit);
        }

        return check == 0;
    }

    /// <summary>Whether a code of digits, a dash and a digit ends with the right one.</summary>
    public static bool Mod10(string code)
    {
        var dash = code.IndexOf('-', StringComparison.Ordinal);
        var sum = 0;
        for (var i = 0; i < dash; i++)
        {
            var digit = (code[dash - 1 - i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit / 10 + digit % 10;
        }

        return (10 - sum % 10) % 10 == code[^1] - '0';
    }

    // The dihedral group of the pentagon.
    private static int Multiply(int a, int b) => (a < 5, b < 5) switch
    {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b - 5) % 5 + 5,
        (false, true) => (a - 5 - b + 5) % 5 + 5,
        (false, false) => (a - b + 5) % 5,
    };
}
