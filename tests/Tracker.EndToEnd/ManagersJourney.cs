using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

public sealed class ManagersJourney(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    [Theory]
    [InlineData("2020-11-12")]
    [InlineData("2022-06-30")]
    public async Task Each_number_of_the_overview_as_of_a_past_day_equals_the_list_behind_it(string day)
    {
        var page = await browser.VisitAsync(tracker.Tracker);
        await page.SignInAsync("Demo manager");
        await page.OpenAsync($"/?asOf={day}");
        // A figure is a link that begins with its number, or that names the number beside it in its row.
        var said = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll("main a[href*='items?']")].flatMap(a => {
              const number = /^\s*([\d,]+)(?!\w)/.exec(a.textContent)?.[1] ?? a.closest("tr")?.querySelector("td.number")?.textContent.trim();
              return number && (a.closest("td") || !a.closest("tr") || a.closest("th")) ? [`${a.getAttribute("href")} ${number.replace(",", "")}`] : [];
            })
            """);
        var figures = said.Distinct().Select(f => (Address: f[..f.LastIndexOf(' ')], Value: int.Parse(f[(f.LastIndexOf(' ') + 1)..]))).ToList();

        Assert.True(figures.Count >= 20, $"Only {figures.Count} figures are links.");
        foreach (var (address, value) in figures)
        {
            Assert.Contains($"asOf={day}", address, StringComparison.Ordinal);
            await page.GotoAsync(new Uri(new Uri(tracker.Tracker.Address + "/"), address).ToString());
            var listed = await page.ListTotalAsync();
            Assert.True(value == listed, $"{address} says {value}, its list {listed}.");
        }
    }

    [Fact]
    public async Task A_past_day_is_said_clearly_and_forms_are_closed()
    {
        var page = await browser.VisitAsync(tracker.Tracker);
        await page.SignInAsync("Demo official, ROK");

        await page.OpenAsync("/items/FINANCIAL-CENTRE?asOf=2021-01-15");

        await Expect(page.Content()).ToContainTextAsync("15 January 2021");
        await Expect(page.Content()).ToContainTextAsync("Legal basis concluded");
        await Expect(page.Content().GetByRole(AriaRole.Link, new() { Name = "Record update" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("/?asOf=2022-06-30")]
    [InlineData("/items?figure=no-recent-report&asOf=2022-06-30")]
    [InlineData("/items/AKIIC?asOf=2022-06-30")]
    [InlineData("/plans/POA-2021-2025?asOf=2022-06-30")]
    [InlineData("/funds/AKCF?asOf=2022-06-30")]
    [InlineData("/bodies/ROK?asOf=2022-06-30")]
    [InlineData("/mechanisms/JCC?asOf=2022-06-30")]
    [InlineData("/targets?asOf=2022-06-30")]
    [InlineData("/timeline?asOf=2022-06-30")]
    public async Task A_link_to_a_past_register_shows_everybody_the_same(string link)
    {
        var keeper = await browser.VisitAsync(tracker, "Demo register keeper");
        await keeper.OpenAsync(link);
        var seen = await keeper.Content().InnerTextAsync();

        Assert.Contains("30 June 2022", seen);
        Assert.True(seen.Length > 500, seen);
        var other = await browser.VisitAsync(tracker, "Demo official, ROK");
        await other.OpenAsync(link);
        Assert.Equal(seen, await other.Content().InnerTextAsync());
    }

    [Theory]
    [InlineData("/items?nature=Continuing", "Continuing cooperation", "Last activity")]
    [InlineData("/items?figure=continuing", "Continuing cooperation", "Last activity")]
    [InlineData("/items?figure=no-activity", "Continuing cooperation", "Last activity")]
    [InlineData("/items?nature=Position", "Positions", "Stated by")]
    [InlineData("/items?nature=Proposal&asOf=2022-06-30", "Proposals", "Proposed by")]
    [InlineData("/items?figure=references", "References", "Whose it is")]
    [InlineData("/items?nature=Position&nature=Proposal", "Register", "Outlook")]
    [InlineData("/items?nature=Deliverable", "Register", "Outlook")]
    public async Task What_is_no_deliverable_has_lists_of_its_own(string address, string title, string column)
    {
        var page = await browser.VisitAsync(tracker.Tracker);

        await page.OpenAsync(address);

        await Expect(page.Heading()).ToHaveTextAsync(title);
        await Expect(page.Locator("thead th", new() { HasText = column })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_continuing_items_without_recent_activity_are_one_link_away()
    {
        var page = await browser.VisitAsync(tracker.Tracker);
        await page.OpenAsync("/items?nature=Continuing&asOf=2022-06-30");

        await page.Locator(".state a").ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("figure=no-activity&asOf=2022-06-30$"));
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("No activity reported since 12 November 2020");
    }

    [Theory]
    [InlineData("/?asOf=2020-02-30")]
    [InlineData("/?asOf=9999-01-01")]
    [InlineData("/?asOf=%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("/items?page=99999&kind=Nonsense&stage=%00&sort=sideways&figure=nothing")]
    [InlineData("/items?asOf=yesterday&page=-4")]
    public async Task An_address_that_makes_no_sense_is_answered_with_a_page(string address)
    {
        var page = await browser.VisitAsync(tracker.Tracker);

        var response = await page.GotoAsync(address);

        Assert.Equal(200, response!.Status);
        await Expect(page.Heading()).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/items/NO-SUCH-ITEM")]
    [InlineData("/items/NO-SUCH-ITEM/update")]
    [InlineData("/documents/NO-SUCH-DOCUMENT")]
    [InlineData("/bodies/NOBODY")]
    [InlineData("/plans/AKIIC")]
    [InlineData("/nowhere")]
    [InlineData("/items/%3Cb%3E")]
    public async Task What_is_not_there_answers_404_with_a_page_that_helps(string address)
    {
        var page = await browser.VisitAsync(tracker.Tracker);

        var response = await page.GotoAsync(address);

        Assert.Equal(404, response!.Status);
        await Expect(page.Content().GetByRole(AriaRole.Link, new() { Name = "Register" }).First).ToBeVisibleAsync();
    }
}

/// <summary>One application for tests that only read.</summary>
public sealed class ReadOnlyTracker : IDisposable
{
    public RunningTracker Tracker { get; } = new();

    public void Dispose() => Tracker.Dispose();
}
