using System.Text.Json;

namespace FhirAdapter.Proof.Figures;

/// <summary>Figures in a folder, a file for each part of a long proof: what was good is not run again.</summary>
/// <param name="folder">Where they are; nothing where none are kept.</param>
internal sealed class KeptFigures(DirectoryInfo? folder)
{
    /// <summary>The figures of a part: those that were kept, where all of them are good, else those of a run, which are then kept.</summary>
    /// <param name="part">Names what is run, with its size and seed.</param>
    /// <param name="run">Runs it.</param>
    public async Task<IReadOnlyList<Figure>> OfAsync(string part, Func<Task<IReadOnlyList<Figure>>> run)
    {
        if (folder is null)
            return await run();
        var path = Path.Combine(Directory.CreateDirectory(folder.FullName).FullName, part + ".json");
        if (File.Exists(path))
        {
            using var kept = JsonDocument.Parse(await File.ReadAllTextAsync(path));
            List<Figure> figures = [.. kept.RootElement.EnumerateArray().Select(static each => new Figure(each))];
            if (figures.TrueForAll(static each => each is { IsGood: true, Skipped: null }))
                return figures;
        }

        var made = await run();
        Figure.Write(path, made);
        return made;
    }
}
