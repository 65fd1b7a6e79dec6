using Microsoft.Playwright;

namespace Tracker.EndToEnd;

/// <summary>Each page in both themes, wide and narrow: nothing serious for axe, nothing to scroll sideways.</summary>
public sealed class EverybodysEyes(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    private static readonly int[] Widths = [1440, 390];

    public static TheoryData<string> Pages => [.. (string[])
        ["/", "/?asOf=2022-06-30", "/items", "/items?q=nothing-has-this-word", "/items?figure=overdue", "/items/FINANCIAL-CENTRE", "/items/AKCF", "/plans", "/plans/POA-2021-2025", "/funds", "/funds/AKCF", "/targets", "/targets?view=stages", "/centres", "/centres?view=list", "/my", "/search", "/search?q=centre", "/search?q=centre&type=paragraphs&asOf=2022-06-30", "/search?q=nothing-has-this-word", "/documents", "/documents/CS-21?asOf=2022-06-30", "/documents/compare", "/documents/compare?left=CS-21&right=ASEAN-JCC7", "/items?silentSince=2020", "/bodies", "/bodies/ROK", "/mechanisms", "/mechanisms/JCC", "/mechanisms/HEALTH-MINISTERS?asOf=2022-06-30", "/?since=SUMMIT~2020-11-12", "/timeline", "/timeline?view=table", "/changes?from=2020-11-12", "/nowhere", "/account/sign-in"]];

    public static TheoryData<string> Forms => [.. (string[])
        ["/items/FINANCIAL-CENTRE/update", "/my", "/my/reminders", "/my/calendars?body=ROK", "/my/hand-over", "/centres", "/items/new", "/items/FINANCIAL-CENTRE/edit", "/items/FINANCIAL-CENTRE/edit?earlier=true", "/items/leads", "/items", "/mechanisms/JCC", "/mechanisms/JCC/meeting", "/mechanisms/JCC/papers/last", "/mechanisms/JCC/papers/last/lines", "/funds/AKCF", "/funds/AKCF/entry", "/funds/AKCF/take-back/2", "/documents", "/documents/CS-21", "/documents/bring/text", "/documents/bring/text?attach=CS-21"]];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Pages_are_for_everybody(string address)
    {
        var page = await browser.VisitAsync(tracker.Tracker);
        await page.OpenAsync(address);

        await SeenAsync(page, Widths);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Forms_are_for_everybody(string address)
    {
        var page = await browser.VisitAsync(tracker, "Demo register keeper", 390);
        await page.OpenAsync(address);

        await SeenAsync(page, [390]);
    }

    /// <summary>What opens, refuses or shows another day: a name, the address, and how wide.</summary>
    public static TheoryData<(string State, string Address, int Width)> States => [.. ((string State, string Address, int Width)[])
        [
            ("arithmetic", "/", 1440), ("arithmetic", "/", 390), ("meaning", "/items/FINANCIAL-CENTRE", 1440), ("meanings", "/items", 390),
            ("filters", "/items", 390), ("more", "/", 390), ("search", "/items", 1440), ("search", "/items?asOf=2022-06-30", 390), ("theme", "/", 1440), ("person", "/", 390), ("day", "/", 1440), ("day", "/items", 390), ("table", "/", 390),
            ("refusals", "/items/EWG-CYBER-COCHAIR/update", 1440), ("refusals", "/items/EWG-CYBER-COCHAIR/update", 390), ("withdraw", "/items/EWG-CYBER-COCHAIR", 390),
            ("", "/items/FINANCIAL-CENTRE?asOf=2022-06-30", 390), ("", "/items/POA-2026-2030?asOf=2020-11-12", 1440), ("", "/plans/POA-2021-2025?asOf=2022-06-30", 390), ("", "/centres?asOf=2022-06-30", 390), ("", "/bodies?asOf=2022-06-30", 1440), ("", "/bodies/ROK?asOf=2022-06-30", 390),
            ("", "/items?nature=Continuing&asOf=2022-06-30", 390), ("", "/items?nature=Position&q=nothing-has-this-word", 390), ("", "/items?page=99999&kind=Nonsense&asOf=yesterday", 1440), ("", "/items/leads?q=nothing-has-this-word", 390), ("", "/error", 390),
            ("arithmetic", "/funds/AKCF", 390), ("", "/funds/AKCF?asOf=2022-06-30", 1440), ("", "/mechanisms?asOf=2020-11-12", 390), ("", "/mechanisms/JCC?asOf=2022-06-30", 1440), ("", "/timeline?by=plan&scale=quarter&asOf=2022-06-30", 390), ("", "/timeline?from=1950-01-01", 1440), ("", "/documents/compare?left=CS-21&right=ASEAN-JCC7&only=Silent&page=3&asOf=2022-06-30", 390), ("", "/documents/compare?left=CS-21&right=NOTHING", 390), ("", "/documents/ASEAN2021-22ND", 390),
        ]];

    [Theory]
    [MemberData(nameof(States))]
    public async Task States_are_for_everybody((string State, string Address, int Width) seen)
    {
        var page = await browser.VisitAsync(tracker, "Demo register keeper", seen.Width);
        await page.OpenAsync(seen.Address);

        var shown = page.Locator(seen.State switch
        {
            "" => "h1",
            "filters" => ".facets",
            "table" => ".as-table table",
            "refusals" => ".refusals",
            "withdraw" => "form.choice-more",
            "search" => "#search-results [role=option]",
            _ => "[popover]:popover-open",
        });
        await (seen.State switch
        {
            "arithmetic" or "meanings" => page.Locator(".explain").First.ClickAsync(),
            "meaning" => page.Locator("main button.chip").First.ClickAsync(),
            "filters" => page.Locator(".facets-sheet > summary").ClickAsync(),
            "table" => page.Locator(".as-table > summary").First.ClickAsync(),
            "more" => page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync(),
            "theme" => page.GetByRole(AriaRole.Button, new() { Name = "Theme" }).ClickAsync(),
            "person" => page.GetByRole(AriaRole.Button, new() { Name = "Demo register keeper" }).ClickAsync(),
            "day" => page.Locator("button.as-of").ClickAsync(),
            "withdraw" => page.GetByRole(AriaRole.Link, new() { Name = "Withdraw entry 1" }).ClickAsync(),
            "refusals" => RefusedAsync(page),
            "search" => SearchedAsync(page),
            _ => Task.CompletedTask,
        });

        await Assertions.Expect(shown.First).ToBeVisibleAsync();
        await SeenAsync(page, [seen.Width]);
        await Assertions.Expect(shown.First).ToBeVisibleAsync();
    }

    /// <summary>Looks at an open page at each width, in light and in dark.</summary>
    private static async Task SeenAsync(IPage page, int[] widths)
    {
        List<string> findings = [];
        HashSet<string> grounds = [];
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                findings.AddRange((await page.SeriousFindingsAsync()).Select(f => $"{width} px, {scheme}: {f}"));
                grounds.Add(await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
                if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
                {
                    findings.Add($"{width} px, {scheme}: The page scrolls sideways.");
                }
            }
        }

        Assert.Empty(findings);
        Assert.Equal(2, grounds.Count);
    }

    private static async Task SearchedAsync(IPage page)
    {
        await page.Locator(".search-open").ClickAsync();
        await page.Locator("#search-words").PressSequentiallyAsync("centre");
    }

    private static async Task RefusedAsync(IPage page)
    {
        await page.Choice("Completed").CheckAsync();
        await page.Choice("Off track").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();
    }
}
