using System.Globalization;
using System.Text;

namespace FhirAdapter.Proof.Matrix;

/// <summary>Lists the cells that are wrong by cause, and those without meaning by reason, for a person.</summary>
internal static class MatrixReport
{
    public static string Write(IReadOnlyList<(Cell Cell, IReadOnlyList<string> Failures)> failed, IReadOnlyList<(Cell Cell, string Reason)> meaningless)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# Cells that are wrong: {failed.Count}\n");
        foreach (var cause in failed.SelectMany(each => each.Failures.Select(cause => (cause, each.Cell))).GroupBy(each => each.cause).OrderByDescending(each => each.Count()))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {cause.Count()}: {cause.Key}\n");
            foreach (var fault in cause.GroupBy(each => each.Cell.Fault).OrderBy(each => each.Key.Number))
            {
                var places = fault.GroupBy(each => each.Cell.Interaction).Select(each =>
                    $"{each.Key} ({string.Join(' ', each.GroupBy(one => one.Cell.Shape).Select(shape => $"{shape.Key}×{shape.Count()}"))})");
                text.Append(CultureInfo.InvariantCulture, $"- F{fault.Key.Number} {fault.Key.Words}: {string.Join(", ", places)}\n");
            }
        }
        text.Append(CultureInfo.InvariantCulture, $"\n# Cells without meaning: {meaningless.Count}\n\n");
        foreach (var reason in meaningless.GroupBy(each => each.Reason))
            text.Append(CultureInfo.InvariantCulture, $"- {reason.Count()}: {reason.Key}\n");
        return text.ToString();
    }
}
