using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>Pages on paper: what they say, as of which day, and nothing to click.</summary>
public sealed class PrintedPages(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    /// <summary>The width of an A4 page between its margins, in pixels of a page.</summary>
    private const int Paper = 687;

    /// <summary>What only a screen can use.</summary>
    private const string ForTheScreen =
        "header.top, nav.rail, nav.bottom-bar, .past-strip, .page-actions, .facets-sheet, .register-search, .pager, .explain, .skip, main button:not(.chip), main .button";

    [Theory]
    [InlineData("/?asOf=2022-06-30", "2022-06-30")]
    [InlineData("/items/FINANCIAL-CENTRE?asOf=2022-06-30", "2022-06-30")]
    [InlineData("/items/FINANCIAL-CENTRE", null)]
    [InlineData("/items?figure=overdue", null)]
    [InlineData("/plans/POA-2021-2025", null)]
    [InlineData("/centres", null)]
    [InlineData("/documents/CS-21", null)]
    [InlineData("/timeline?view=table", null)]
    public async Task A_printed_page_says_its_day_and_keeps_what_is_for_the_screen_to_itself(string address, string? past)
    {
        var page = await browser.VisitAsync(tracker.Tracker, Paper);
        await page.OpenAsync(address);
        var day = past is null ? tracker.Tracker.Get<Application.Calendar>().Today : DateOnly.ParseExact(past, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var chips = await page.Locator("main .chip:visible").AllInnerTextsAsync();
        Assert.NotEmpty(chips);
        await Expect(page.Locator(".printed-only")).ToBeHiddenAsync();
        await Expect(page.Locator("header.top")).ToBeVisibleAsync();
        await Expect(page.Locator("nav.rail, nav.bottom-bar").Locator("visible=true")).ToHaveCountAsync(1);
        await Expect(page.Locator(".past-strip").Locator("visible=true")).ToHaveCountAsync(past is null ? 0 : 1);

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(page.Locator(".printed-only")).ToBeVisibleAsync();
        await Expect(page.Locator(".printed-only")).ToHaveTextAsync(new Regex($" as of {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}$"));
        await Expect(page.Heading()).ToBeVisibleAsync();
        await Expect(page.Locator(ForTheScreen).Locator("visible=true")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "Something is cut off at the right.");
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll("main *")].filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible" && e.checkVisibility() && !e.classList.contains("visually-hidden")).map(e => e.outerHTML.slice(0, 120))
            """));
        Assert.Equal(chips, await page.Locator("main .chip:visible").AllInnerTextsAsync());
    }

    [Fact]
    public async Task On_paper_a_link_to_elsewhere_says_its_address_and_a_long_title_is_whole()
    {
        var page = await browser.VisitAsync(tracker.Tracker, Paper);
        await page.OpenAsync("/items/FINANCIAL-CENTRE");
        Assert.DoesNotContain(await AddressesSaidAsync(page), said => said);

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        var links = await AddressesSaidAsync(page);
        Assert.NotEmpty(links);
        Assert.All(links, Assert.True);
        await page.OpenAsync("/items");
        Assert.NotEqual(0, await page.Locator("main .two-lines").CountAsync());
        Assert.Empty(await page.EvaluateAsync<string[]>("""[...document.querySelectorAll("main .two-lines")].filter(e => getComputedStyle(e).overflow !== "visible" || getComputedStyle(e).display !== "inline").map(e => e.innerText)"""));
    }

    private static Task<bool[]> AddressesSaidAsync(IPage page) => page.EvaluateAsync<bool[]>("""
        [...document.querySelectorAll("main a[href^=http]")].filter(a => a.checkVisibility()).map(a => getComputedStyle(a, "::after").content.includes(a.getAttribute("href")))
        """);
}
