using FhirAdapter.Sources.Files;

namespace FhirAdapter.Tests.Sources.Files;

public sealed class SettlingFilesTests
{
    private static readonly DateTime Written = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    private readonly SettlingFiles _settling = new(TimeSpan.FromSeconds(3));

    [Fact]
    public void A_file_is_whole_when_it_stayed_the_same_for_the_quiet_period()
    {
        Assert.Empty(Observe(0, File("a", 5)));
        Assert.Equal(TimeSpan.FromSeconds(3), _settling.NextDue);
        Assert.Empty(Observe(2, File("a", 5)));
        Assert.Equal(["a"], Observe(3, File("a", 5)));
    }

    [Fact]
    public void A_change_of_size_or_time_starts_the_quiet_period_anew()
    {
        Observe(0, File("a", 5));
        Assert.Empty(Observe(3, File("a", 6)));
        Assert.Empty(Observe(6, File("a", 6) with { Snapshot = new FileSnapshot(6, Written.AddSeconds(1)) }));
        Assert.Equal(["a"], Observe(9, File("a", 6) with { Snapshot = new FileSnapshot(6, Written.AddSeconds(1)) }));
    }

    [Fact]
    public void A_file_renamed_in_is_whole_at_once() =>
        Assert.Equal(["a"], Names(_settling.Observe([File("a", 5)], new HashSet<string> { "a" }, TimeSpan.Zero)));

    [Fact]
    public void Whole_files_come_in_name_order() =>
        Assert.Equal(["1", "B", "a"], Names(new SettlingFiles(TimeSpan.Zero).Observe([File("a", 1), File("1", 1), File("B", 1)], new HashSet<string>(), TimeSpan.Zero)));

    [Fact]
    public void A_file_that_is_put_off_waits_even_where_it_changes_and_has_to_be_quiet_then()
    {
        _settling.PutOff(File("a", 5), TimeSpan.FromSeconds(60));
        Assert.Empty(Observe(10, File("a", 6)));
        Assert.Empty(Observe(59, File("a", 6)));
        Assert.Empty(Observe(60, File("a", 7)));
        Assert.Equal(["a"], Observe(63, File("a", 7)));
    }

    [Fact]
    public void A_file_that_is_put_off_is_taken_when_it_stayed_the_same()
    {
        _settling.PutOff(File("a", 5), TimeSpan.FromSeconds(60));
        Assert.Equal(["a"], Observe(60, File("a", 5)));
    }

    [Fact]
    public void A_file_that_went_away_is_forgotten()
    {
        Observe(0, File("a", 5));
        Observe(1);
        Assert.Null(_settling.NextDue);
        Assert.Empty(Observe(4, File("a", 5)));
    }

    private static SeenFile File(string name, long length) => new(name, new FileSnapshot(length, Written));

    private static string[] Names(IEnumerable<SeenFile> files) => [.. files.Select(file => file.Name)];

    private string[] Observe(double seconds, params SeenFile[] files) =>
        Names(_settling.Observe(files, new HashSet<string>(), TimeSpan.FromSeconds(seconds)));
}
