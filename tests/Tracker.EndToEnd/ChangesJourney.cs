using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>Two days compared, and a report of what was known that stays what it was.</summary>
public sealed class ChangesJourney(Browser browser) : IDisposable
{
    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task A_manager_compares_two_days_and_each_figure_is_explained_by_its_lines()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo manager, ROK");
        await page.GetByRole(AriaRole.Link, new() { Name = "Changes", Exact = true }).First.ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("What changed");
        await CompareAsync(page, "2022-06-30", "2020-11-12");
        await Expect(page.Locator(".notice.amber")).ToContainTextAsync("the two days are exchanged");
        await CompareAsync(page, "2020-11-12", "2022-06-30");
        await Expect(page.Locator(".notice.amber")).ToHaveCountAsync(0);
        await Expect(page.Content()).ToContainTextAsync("From 12 November 2020 to 30 June 2022");
        var compared = page.Url;

        var figures = await page.EvaluateAsync<string[][]>("""
            [...document.querySelectorAll(".figures-between tbody tr")].map(r => [...r.cells].map(c => c.innerText.replace(/[+−,]/g, "").trim())
              .concat([1, 2, 4].map(n => r.cells[n].querySelector("a")?.getAttribute("href") ?? "")))
            """);

        Assert.True(figures.Length >= 10, $"Only {figures.Length} figures.");
        foreach (var figure in figures)
        {
            var label = figure[0].ToLower(CultureInfo.InvariantCulture);
            var (before, came, went, after) = (Number(figure[1]), Number(figure[2]), Number(figure[3]), Number(figure[4]));
            Assert.Equal((label, after), (label, before + came - went));
            foreach (var (list, said) in new[] { (figure[5], before), (figure[7], after) }.Where(l => l.Item1.Length > 0))
            {
                await page.GotoAsync($"{_tracker.Address}/{list}");
                Assert.Equal((list, said), (list, await page.ListTotalAsync()));
            }

            if (came + went > 0)
            {
                var moved = await LinesAsync(page, $"{compared}&figure={new Regex("figure=([a-z-]+)").Match(figure[5] + figure[6] + figure[7]).Groups[1].Value}");
                Assert.Equal((label, came, went), (label, moved.Count(m => m.Contains($"+ {label}")), moved.Count(m => m.Contains($"− {label}"))));
            }
        }

        await page.OpenAsync(compared);
        var line = page.Locator(".change-lines tbody tr").First;
        var day = await line.Locator("td.day").InnerTextAsync();
        await line.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/items/[A-Z0-9-]+\?.*#entry-\d+$"));
        await Expect(page.Locator(new Uri(page.Url).Fragment)).ToContainTextAsync(day);
    }

    [Fact]
    public async Task A_report_of_what_was_known_shows_another_person_the_same_after_later_entries()
    {
        var manager = await browser.VisitAsync(_tracker);
        await manager.SignInAsync("Demo manager, ROK");
        await manager.OpenAsync("/changes?from=2020-11-12&to=2022-06-30");
        await manager.GetByRole(AriaRole.Link, new() { Name = "the report as known now" }).ClickAsync();
        await Expect(manager.Locator(".as-known")).ToContainTextAsync("as of 30 June 2022");
        var (link, seen) = (manager.Url, await SaidAsync(manager));

        var official = await browser.VisitAsync(_tracker);
        await official.SignInAsync("Demo official, ROK");
        await official.OpenAsync("/items/EWG-CYBER-COCHAIR/update");
        await official.Locator("#field-On").FillAsync("2022-03-01");
        await official.GetByLabel("Note", new() { Exact = true }).FillAsync("It met in March.");
        await official.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();
        await Expect(official.GetByRole(AriaRole.Alert)).ToContainTextAsync("is recorded");

        await official.OpenAsync(link);
        Assert.Equal(seen, await SaidAsync(official));
        await official.OpenAsync("/changes?from=2020-11-12&to=2022-06-30");
        var now = await SaidAsync(official);
        Assert.NotEqual(seen, now);
        await official.OpenAsync("/changes?from=2020-11-12&to=2022-06-30&only=reported");
        await Expect(official.Content()).ToContainTextAsync("It met in March.");
    }

    private static async Task CompareAsync(IPage page, string from, string to)
    {
        await page.AliveAsync();
        await page.Locator("#from-day").FillAsync(from);
        await page.Locator("#to-day").FillAsync(to);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"from=({from}|{to})&to=({from}|{to})$"));
        await page.AliveAsync();
    }

    /// <summary>What each line of a report of one figure says that it moved, over all its groups and pages.</summary>
    private static async Task<List<string>> LinesAsync(IPage page, string address)
    {
        List<string> moved = [];
        await page.GotoAsync(address);
        var all = await page.EvaluateAsync<string[]>("""[...document.querySelectorAll("section:has(.change-lines)")].map(s => s.querySelector(".section-head a")?.href ?? s.querySelector("h2").id)""");
        foreach (var group in all)
        {
            if (!group.StartsWith("http", StringComparison.Ordinal))
            {
                moved.AddRange(await MovedAsync(page.Locator($"section:has(#{group})")));
                continue;
            }

            var other = await page.Context.NewPageAsync();
            for (var number = 1; number == 1 || await other.Locator(".pager a[rel=next]").CountAsync() > 0; number++)
            {
                await other.GotoAsync($"{group}&page={number}");
                moved.AddRange(await MovedAsync(other.Locator("main")));
            }

            await other.CloseAsync();
        }

        return moved;
    }

    private static async Task<IReadOnlyList<string>> MovedAsync(ILocator place) =>
        [.. (await place.Locator("td.moved").AllInnerTextsAsync()).Select(t => t.Replace('\u00a0', ' '))];

    private static Task<string> SaidAsync(IPage page) => page.Content().InnerTextAsync();

    private static int Number(string said) => int.Parse(said, CultureInfo.InvariantCulture);

    public void Dispose() => _tracker.Dispose();
}
