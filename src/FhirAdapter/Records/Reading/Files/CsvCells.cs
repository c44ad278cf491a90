using System.Globalization;
using System.Text;
using System.Text.Json;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.Reading.Files;

/// <summary>Spreads a record out into cells.</summary>
internal static class CsvCells
{
    public static IReadOnlyDictionary<string, CsvCell> Of(ClinicRecord record)
    {
        using var json = JsonDocument.Parse(RecordJson.Write(record));
        var cells = new List<CsvCell>();
        Spread(json.RootElement, RecordType.Of(record.Kind).Contract, "", "", cells);
        return cells.ToDictionary(c => c.Path, StringComparer.Ordinal);
    }

    private static void Spread(JsonElement element, ContractType? contract, string path, string order, List<CsvCell> cells)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    var field = contract?.Find(property.Name);
                    Spread(property.Value, field?.Content, Join(path, property.Name), order + OrderOf(contract, field, property.Name), cells);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (at, item) in element.EnumerateArray().Index())
                    Spread(item, contract, Join(path, (at + 1).ToString(CultureInfo.InvariantCulture)), order + (char)(at + 1), cells);
                break;
            default:
                cells.Add(new CsvCell(path, order, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText()));
                break;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    // Kind and contract version stand before all fields; fields of different kinds stand side by side.
    private static string OrderOf(ContractType? contract, Field? field, string name)
    {
        var at = field is null ? 0 : contract!.AllFields.TakeWhile(f => f != field).Count() + 1;
        return new StringBuilder().Append((char)(at + 1)).Append(field is null && name == "kind" ? "" : name).ToString();
    }
}
