namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>The verb <c>sample-clinic</c>: writes the sample files, or with <c>--check</c> only says whether those there are the same.</summary>
internal static class SampleClinicCommand
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var folder = line.Text("--out");
        var differ = 0;
        foreach (var (name, content) in await SampleFiles.WriteAsync(cancellationToken))
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path) && (await File.ReadAllBytesAsync(path, cancellationToken)).AsSpan().SequenceEqual(content))
                continue;
            differ++;
            if (line.Has("--check"))
                await Console.Error.WriteLineAsync($"{path} is not what the generator writes; run the same command without --check.");
            else
                await WriteAsync(path, content, cancellationToken);
        }

        await Console.Out.WriteLineAsync(differ == 0 ? "All files are as the generator writes them." : $"{differ} files differed.");
        return differ > 0 && line.Has("--check") ? 1 : 0;
    }

    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, content, cancellationToken);
    }
}
