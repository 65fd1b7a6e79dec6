using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.Documents;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Domain;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>The search that opens from anywhere, with nothing but the keys.</summary>
public sealed class SearchJourney(Browser browser) : IDisposable
{
    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task From_a_form_one_looks_something_up_with_the_keys_alone_and_loses_no_word_of_it()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items/AKIIC/update");
        await page.Locator("#field-Note").FocusAsync();
        await page.Keyboard.TypeAsync("Half a note");

        await page.Keyboard.PressAsync("Control+k");
        await Expect(Words(page)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("coop fund");
        await Expect(Options(page).First).ToContainTextAsync("Cooperation Fund");
        await Expect(page.Locator(".search-dialog mark").First).ToHaveTextAsync(new Regex("^(Cooperation|Fund)$"));
        Assert.Empty(await page.SeriousFindingsAsync());
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#search-dialog")).ToBeHiddenAsync();
        await Expect(page.Locator("#field-Note")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(", and the rest");
        await Expect(page.Locator("#field-Note")).ToHaveValueAsync("Half a note, and the rest");

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("akcf");
        await Expect(Options(page).First).ToContainTextAsync("AKCF");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Options(page).First).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(await Options(page).First.GetAttributeAsync("id"), await Words(page).GetAttributeAsync("aria-activedescendant"));
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(Words(page)).Not.ToHaveAttributeAsync("aria-activedescendant", new Regex("."));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/items/AKCF$"));
        await Expect(page.Locator("#search-dialog")).ToBeHiddenAsync();
        await Expect(page.Heading()).ToBeFocusedAsync();

        await page.OpenAsync("/items/AKIIC/update");
        await Expect(page.Locator("#field-Note")).ToHaveValueAsync("Half a note, and the rest", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task On_a_past_day_it_says_the_day_finds_what_held_then_and_keeps_it()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.OpenAsync("/items?asOf=2020-11-12");

        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.Locator("#search-day")).ToHaveTextAsync("The register as of 12 November 2020");
        await page.Keyboard.TypeAsync("centre");
        await Expect(Options(page).First).ToHaveAttributeAsync("href", new Regex("asOf=2020-11-12"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("/search\\?q=centre&asOf=2020-11-12$"));
        await Expect(page.Locator(".state")).ToContainTextAsync("On 12 November 2020");
        await Expect(page.Content().Locator("mark").First).ToBeVisibleAsync();
        Assert.Equal(0, await page.Content().Locator("a[href]:not([href*='asOf='])").Filter(new() { HasNotText = "Back to today" }).CountAsync());
    }

    [Fact]
    public async Task A_note_far_back_in_a_long_history_is_jumped_to()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        var keeper = (await _tracker.Get<DemoPeople>().OpenAsync(DemoPeople.All.Single(d => d.Role == Role.RegisterKeeper))).Id;
        var today = _tracker.Get<Calendar>().Today;
        await _tracker.Get<RecordUpdate>().ExecuteAsync("AKIIC", new() { On = today, Note = "The lighthouse was named." }, keeper);
        for (var n = 0; n < 60; n++)
        {
            await _tracker.Get<RecordUpdate>().ExecuteAsync("AKIIC", new() { On = today, Note = $"Report {n}." }, keeper);
        }

        await FollowAsync(page, "lighthouse");

        await Expect(page).ToHaveURLAsync(new Regex("#entry-\\d+$"));
        var entry = page.Locator(".timeline li:focus");
        await Expect(entry).ToContainTextAsync("The lighthouse was named.");
        await Expect(entry).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_paragraph_far_down_in_a_long_document_is_jumped_to()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        var keeper = (await _tracker.Get<DemoPeople>().OpenAsync(DemoPeople.All.Single(d => d.Role == Role.RegisterKeeper))).Id;
        var text = string.Join("\n\n", Enumerable.Range(1, 250).Select(n => n == 230 ? "230. The lighthouse was lit." : $"{n}. The sea was calm in the bay of number {n}."));
        IncomingAbout about = new() { Code = "LONG-1", Title = "A long statement", DatedOn = "2025-06-01", Issuer = "The Chair" };
        var id = await _tracker.Get<BringDocument>().StartAsync(about, null, text, [], keeper);
        await _tracker.Get<ConfirmDocument>().ExecuteAsync(id, (await _tracker.Get<IncomingQuery>().ReviewAsync(id))!.Version, keeper);

        await page.OpenAsync("/documents/LONG-1");
        await Expect(page.Locator(".paragraph")).ToHaveCountAsync(100);
        await page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Expect(page.Locator("#paragraph-101")).ToBeVisibleAsync();
        await FollowAsync(page, "lighthouse");

        await Expect(page).ToHaveURLAsync(new Regex("#paragraph-230$"));
        var paragraph = page.Locator(".paragraph:focus");
        await Expect(paragraph).ToContainTextAsync("The lighthouse was lit.");
        await Expect(paragraph).ToBeInViewportAsync();
        await page.OpenAsync(page.Url);
        await Expect(paragraph).ToContainTextAsync("The lighthouse was lit.");
    }

    /// <summary>Somebody searches, and opens what is found first.</summary>
    private static async Task FollowAsync(IPage page, string words)
    {
        await page.OpenAsync("/");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync(words);
        await Expect(Options(page).First).ToContainTextAsync(words);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
    }

    [Fact]
    public async Task On_a_phone_a_button_opens_it_and_another_closes_it()
    {
        var page = await browser.VisitAsync(_tracker, width: 390);
        await page.OpenAsync("/documents");

        await page.Locator(".search-open").ClickAsync();
        await Expect(Words(page)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("한");
        await Expect(page.Locator(".search-says")).ToContainTextAsync("Nothing has");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the search" }).ClickAsync();

        await Expect(page.Locator("#search-dialog")).ToBeHiddenAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private static ILocator Words(IPage page) => page.Locator("#search-words");

    private static ILocator Options(IPage page) => page.Locator("#search-results [role=option]");

    public void Dispose() => _tracker.Dispose();
}
