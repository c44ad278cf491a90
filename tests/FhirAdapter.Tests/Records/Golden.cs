using FhirAdapter.Tests.Architecture;
using Xunit.Sdk;

namespace FhirAdapter.Tests.Records;

/// <summary>
/// Compares with a file in the folder Golden. What differs is written beside it as <c>.received.json</c>; look at it and, where it is right,
/// rename it to <c>.verified.json</c>.
/// </summary>
internal static class Golden
{
    public static void Verify(string json, string name) => Verify(json, name, Folder());

    public static void Verify(string json, string name, string folder)
    {
        var verified = Path.Combine(folder, name + ".verified.json");
        var received = Path.Combine(folder, name + ".received.json");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n') : [];
        var actual = json.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (expected.SequenceEqual(actual))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, string.Join('\n', actual) + "\n");
        throw new XunitException($"{name} differs from its golden file; {received} holds what came.\n{FirstDifference(expected, actual)}");
    }

    private static string FirstDifference(string[] expected, string[] actual)
    {
        var line = Enumerable.Range(0, Math.Max(expected.Length, actual.Length)).First(i => i >= expected.Length || i >= actual.Length || expected[i] != actual[i]);
        return $"line {line + 1}\n- {At(expected, line)}\n+ {At(actual, line)}";
    }

    private static string At(string[] lines, int line) => line < lines.Length ? lines[line] : "(end of file)";

    private static string Folder() => Path.Combine(RepositoryRoot.Path, "tests", "FhirAdapter.Tests", "Records", "Golden");
}
