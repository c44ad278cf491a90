namespace FhirAdapter.Host.Tests.Sandbox.Pages;

public sealed class PageTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Fact]
    public async Task The_start_page_counts_what_is_there_and_links_to_it()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync();

        var page = await sandbox.GetAsync("/", ("Accept", Browser));

        Assert.Equal("text/html", page.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("<td><a href=\"/fhir/Patient\">Patient</a></td><td class=\"n\">1</td>", page.Text, StringComparison.Ordinal);
        foreach (var type in new[] { "Procedure", "Observation", "Condition" }) Assert.Contains($"href=\"/fhir/{type}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/fhir/Patient/{id}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("in-memory", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_browser_gets_a_resource_as_a_page_in_which_nothing_is_markup()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = (await sandbox.PostAsync("Patient", """{"resourceType":"Patient","name":[{"family":"</pre><script>alert(1)</script>"}]}""")).Id;

        var page = await sandbox.GetAsync($"Patient/{id}", ("Accept", Browser));

        Assert.Equal((200, "text/html"), (page.Status, page.ContentHeaders.ContentType?.MediaType));
        Assert.NotEmpty(page.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_gets_errors_as_a_page_with_their_status()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var page = await sandbox.GetAsync("/fhir/<script>", ("Accept", Browser));

        Assert.Equal((404, "text/html"), (page.Status, page.ContentHeaders.ContentType?.MediaType));
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_keeps_the_digits_of_numbers()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = (await sandbox.PostAsync("Observation", Some.Observation("a", $"Patient/{await sandbox.PatientAsync()}"))).Id;

        Assert.Contains("61.50", (await sandbox.GetAsync($"Observation/{id}", ("Accept", Browser))).Text, StringComparison.Ordinal);
    }
}
