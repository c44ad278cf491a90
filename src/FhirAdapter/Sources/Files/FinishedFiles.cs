using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Sources.Files;

/// <summary>Moves files that were read to <c>done/</c> or, with a report, to <c>failed/</c>.</summary>
/// <remarks>A crash between any two of its steps leaves the file where it will be read again, which has no further effect.</remarks>
internal sealed class FinishedFiles(FilesSourceOptions options, TimeProvider time)
{
    private readonly string _done = Path.Combine(options.Path, options.DoneFolder);
    private readonly string _failed = Path.Combine(options.Path, options.FailedFolder);

    /// <summary>Moves a file away whose records are all committed.</summary>
    /// <returns>Whether it was moved; not where another file has taken its place meanwhile.</returns>
    public bool Finish(SeenFile file, FileTally tally)
    {
        if (!IsStill(Path.Combine(options.Path, file.Name), file.Snapshot))
            return false;
        var folder = tally.HasFaults ? _failed : _done;
        CreateFolder(folder);
        var name = FreeName(folder, file.Name);
        if (tally.HasFaults || tally.HasWarnings)
            FileReport.Write(folder, name, file.Name, tally, time.GetUtcNow());
        FailPoint.Pass("file.reported");
        if (!tally.HasFaults)
            ForgetReport(file.Name);
        FailPoint.Pass("file.moving");
        var moved = Move(file, Path.Combine(folder, name));
        FailPoint.Pass("file.moved");
        return moved;
    }

    /// <summary>Says in a report, once, that something stays where it is and why.</summary>
    public void Notice(string name, RecordFault fault)
    {
        CreateFolder(_failed);
        var reported = FileName.Shortened(name);
        if (File.Exists(Path.Combine(_failed, reported + FileReport.Ending)))
            return;
        var tally = new FileTally(faultLimit: 1);
        tally.Add(fault);
        FileReport.Write(_failed, reported, name, tally, time.GetUtcNow());
    }

    private bool Move(SeenFile file, string target)
    {
        var path = Path.Combine(options.Path, file.Name);
        File.Move(path, target, overwrite: false);
        if (IsStill(target, file.Snapshot))
            return true;

        // Another file was renamed over it between the look and the move. It has not been read: back with it.
        File.Move(target, Path.Combine(options.Path, FreeName(options.Path, file.Name)), overwrite: false);
        return false;
    }

    // A report without its file is of an earlier try that a crash ended, or of something that could not be opened then.
    private void ForgetReport(string name)
    {
        var reported = Path.Combine(_failed, FileName.Shortened(name));
        if (!Path.Exists(reported) && File.Exists(reported + FileReport.Ending))
            File.Delete(reported + FileReport.Ending);
    }

    private static bool IsStill(string path, FileSnapshot snapshot)
    {
        var info = new FileInfo(path);
        return info.Exists && info.LinkTarget is null && FileSnapshot.Of(info) == snapshot;
    }

    private static string FreeName(string folder, string name)
    {
        var wanted = FileName.Shortened(name);
        var free = wanted;
        for (var number = 1; Path.Exists(Path.Combine(folder, free)); number++)
            free = FileName.Numbered(wanted, number);
        return free;
    }

    // Reports and patients' files: nobody else's business where the umask is generous.
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
