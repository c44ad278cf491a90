namespace FhirAdapter.Host.Tests.Sandbox.Search;

public sealed class PagingTests
{
    [Fact]
    public async Task Following_next_gives_every_match_once_in_order_of_creation()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var patient = await sandbox.PatientAsync();
        for (var n = 0; n < 7; n++) await sandbox.PostAsync("Observation", Some.Observation($"{n}", $"Patient/{patient}"));

        var (pages, values) = await FollowAsync(sandbox, $"Observation?patient={patient}&_count=3");

        Assert.Equal([3, 3, 1], pages.Select(page => page.Entries.Length));
        Assert.All(pages, page => Assert.Equal(7, page.Total));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], values);
        Assert.DoesNotContain(patient, pages[0].Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_between_two_pages_neither_repeats_nor_hides_a_match()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var ids = new List<string>();
        for (var n = 0; n < 4; n++) ids.Add(await sandbox.PatientAsync($"{n}"));
        var first = await sandbox.GetAsync("Patient?_count=2");

        await sandbox.DeleteAsync($"Patient/{ids[0]}");
        await sandbox.PatientAsync("4");
        await sandbox.PutAsync($"Patient/{ids[1]}", Some.Patient("1", $"\"id\":\"{ids[1]}\","));
        var (_, rest) = await FollowAsync(sandbox, first.Next!);

        Assert.Equal(["2", "3", "4"], rest);
    }

    [Fact]
    public async Task A_page_that_holds_all_has_no_next()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PatientAsync("a");
        await sandbox.PatientAsync("b");

        Assert.Null((await sandbox.GetAsync("Patient?_count=2")).Next);
    }

    private static async Task<(List<Reply> Pages, string[] Values)> FollowAsync(RunningSandbox sandbox, string first)
    {
        var pages = new List<Reply>();
        for (var next = first; next is not null; next = pages[^1].Next) pages.Add(await sandbox.GetAsync(next));
        return (pages, [.. pages.SelectMany(page => page.Entries)
            .Select(entry => entry.GetProperty("resource").GetProperty("identifier")[0].GetProperty("value").GetString()!)]);
    }
}
