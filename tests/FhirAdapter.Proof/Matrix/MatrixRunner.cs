using System.Collections.Concurrent;
using FhirAdapter.Proof.Figures;
using FhirAdapter.Records;

namespace FhirAdapter.Proof.Matrix;

/// <summary>Makes every cell of the table, runs those that have a meaning, several at once, and lists those that have none.</summary>
internal sealed class MatrixRunner(int seed, int parallel, string? only, FileInfo? report)
{
    private const int MostAgain = 20;

    private ConcurrentBag<(Cell Cell, IReadOnlyList<string> Failures)> _results = [];

    public async Task<Figure> RunAsync(int count, CancellationToken cancellationToken)
    {
        var figure = new Figure("matrix", count, seed);
        var (cells, meaningless) = Generate();
        var chosen = only is null ? cells : cells.FindAll(cell => cell.ToString().Contains(only, StringComparison.OrdinalIgnoreCase));
        if (count < chosen.Count)
        {
            var random = new Random(seed);
            chosen = [.. chosen.OrderBy(_ => random.Next()).Take(count)];
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(chosen, options, async (cell, token) => _results.Add((cell, await RunAsync(cell, token))));
        // Sockets and connecting are real: what was wrong in a crowd is lived once more alone, and is wrong when it is wrong again.
        var again = 0;
        foreach (var (cell, _) in _results.Where(each => each.Failures.Count > 0).Take(MostAgain).ToList())
        {
            _results = [.. _results.Where(each => each.Cell != cell), (cell, await RunAsync(cell, cancellationToken))];
            again++;
        }

        var failed = _results.Where(each => each.Failures.Count > 0).ToList();
        figure.Add("cells", chosen.Count);
        figure.Add("right", chosen.Count - failed.Count);
        figure.AddZero("wrong", failed.Count);
        figure.Add("lived again", again);
        figure.Add("without meaning", meaningless.Count);
        foreach (var cause in failed.SelectMany(each => each.Failures.Select(cause => (cause, each.Cell))).GroupBy(each => each.cause).OrderByDescending(each => each.Count()))
            figure.Failures.Add($"{cause.Count()} cells: {cause.Key}; such as {cause.First().Cell}");
        if (report is not null)
            await File.WriteAllTextAsync(report.FullName, MatrixReport.Write(failed, meaningless), cancellationToken);
        return figure;
    }

    public static (List<Cell> Cells, List<(Cell Cell, string Reason)> Meaningless) Generate()
    {
        var cells = new List<Cell>();
        var meaningless = new List<(Cell, string)>();
        foreach (var fault in FaultTable.Rows)
        {
            var variant = 0;
            foreach (var interaction in Enum.GetValues<Interaction>())
            {
                foreach (var kind in Enum.GetValues<RecordKind>().Take(Cell.IsWithoutKind(interaction) ? 1 : 3))
                {
                    foreach (var shape in Enum.GetValues<Shape>())
                    {
                        var cell = new Cell(fault, kind, interaction, shape, variant);
                        if (FaultTable.MeaninglessBecause(fault, interaction) is { } reason)
                            meaningless.Add((cell, reason));
                        else
                            cells.Add(cell);
                    }
                    variant++;
                }
            }
        }
        return (cells, meaningless);
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Cell cell, CancellationToken cancellationToken)
    {
        await using var world = new CellWorld(cell);
        await world.Outbox.InitializeAsync([CellWorld.East, CellWorld.West], cancellationToken);
        try
        {
            return await new CellRun(cell, world).RunAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [$"the harness stopped: {exception.GetType().Name}: {exception.Message}"];
        }
    }
}
