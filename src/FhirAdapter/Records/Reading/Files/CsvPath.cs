using System.Globalization;
using System.Text.RegularExpressions;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.Reading.Files;

/// <summary>The names of columns: the path of a field, with the number of a list's entry from 1, such as <c>sites.1.muscle</c>.</summary>
internal static partial class CsvPath
{
    // Column numbers beyond any list of the contract.
    private const int MostItems = 100;

    /// <summary>Puts a column where its path leads, if the contract has such a field.</summary>
    public static bool TryPlace(string path, ContractType contract, CsvNode root, int column)
    {
        if (path is "kind" or "contract")
        {
            root.Field(path, path == "kind" ? JsonShape.Text : JsonShape.Number).Column = column;
            return true;
        }

        var steps = path.Split('.');
        return Resolve(steps, 0, contract) && Place(steps, contract, root, column);
    }

    /// <summary>How an unknown column is named to a person: by its number only, where its name could be anything.</summary>
    public static (string Name, string Expected) ForPerson(string path, int column)
    {
        var looksLikeOne = path.Length <= 80 && path.Split('.').All(s => FieldName.Looks(s) is not null || s.All(char.IsAsciiDigit));
        var expected = FormattableString.Invariant($"a field of the contract in column {column + 1}");
        var suggestion = FieldName.Suggest(path, Enum.GetValues<RecordKind>().SelectMany(k => RecordType.Of(k).Contract.AllFields));
        return (looksLikeOne ? path : "?", expected + suggestion);
    }

    /// <summary>The name of the column of a field, such as <c>sites.1.muscle</c> for <c>sites[0].muscle</c>.</summary>
    public static string OfField(string field) => Entry().Replace(
        field, m => "." + (int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture));

    private static bool Resolve(string[] steps, int at, ContractType contract)
    {
        if (at >= steps.Length || contract.Find(steps[at]) is not { } field)
            return false;
        at++;
        if (field.Shape == JsonShape.List && (at >= steps.Length || !TryNumber(steps[at++], out _)))
            return false;
        return field.ItemShape == JsonShape.Object ? Resolve(steps, at, field.Content!) : at == steps.Length;
    }

    private static bool Place(string[] steps, ContractType contract, CsvNode node, int column)
    {
        for (var at = 0; at < steps.Length; at++)
        {
            var field = contract.Find(steps[at])!;
            node = node.Field(field.Name, field.Shape);
            if (field.Shape == JsonShape.List && TryNumber(steps[++at], out var number))
                node = node.Item(number, field.ItemShape);
            contract = field.Content ?? contract;
        }

        node.Column = column;
        return true;
    }

    private static bool TryNumber(string step, out int number) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= MostItems && step[0] != '0';

    [GeneratedRegex(@"\[(\d+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Entry();
}
