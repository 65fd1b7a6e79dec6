using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>Pages on paper: what they say, as of which day, and nothing to click.</summary>
public sealed class PrintedPages(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    /// <summary>The width of an A4 page between its margins, in pixels of a page.</summary>
    private const int Paper = 687;

    [Theory]
    [InlineData("/?asOf=2022-06-30", "as of 30 June 2022")]
    [InlineData("/items/FINANCIAL-CENTRE?asOf=2022-06-30", "as of 30 June 2022")]
    [InlineData("/items/FINANCIAL-CENTRE", "as of ")]
    [InlineData("/items?figure=overdue", "as of ")]
    [InlineData("/plans/POA-2021-2025", "as of ")]
    [InlineData("/centres", "as of ")]
    [InlineData("/documents/CS-21", "as of ")]
    public async Task A_printed_page_says_its_day_and_keeps_what_is_for_the_screen_to_itself(string address, string day)
    {
        var page = await browser.VisitAsync(tracker.Tracker, Paper);
        await page.OpenAsync(address);
        var chips = await page.Locator("main .chip:visible").AllInnerTextsAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(page.Locator(".printed-only")).ToContainTextAsync(day);
        await Expect(page.Heading()).ToBeVisibleAsync();
        await Expect(page.Locator("header.top, nav.rail, nav.bottom-bar, .page-actions, .facets-sheet, main button:not(.chip), main .button").Locator("visible=true")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "Something is cut off at the right.");
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll("main *")].filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible" && e.checkVisibility() && !e.classList.contains("visually-hidden")).map(e => e.outerHTML.slice(0, 120))
            """));
        Assert.Equal(chips.Count, await page.Locator("main .chip:visible").CountAsync());
    }
}
