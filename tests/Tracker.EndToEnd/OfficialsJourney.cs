using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.Items;
using Tracker.Application.Overview;
using Tracker.Domain.Items;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

public sealed class OfficialsJourney(Browser browser) : IDisposable
{
    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task Somebody_finds_an_item_by_its_acronym()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.OpenAsync("/");

        await page.GetByRole(AriaRole.Link, new() { Name = "Search", Exact = true }).ClickAsync();
        await page.Locator("#search-words").FillAsync("AKIIC");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/search\\?.*q=AKIIC"));
        await page.Content().GetByRole(AriaRole.Link, new() { Name = "Industrial Innovation Centre" }).First.ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/items/AKIIC"));
        await Expect(page.Heading()).ToContainTextAsync("Industrial Innovation Centre");
    }

    [Fact]
    public async Task An_official_records_an_update_with_evidence_and_item_history_and_overview_change()
    {
        var page = await browser.VisitAsync(_tracker);
        var today = _tracker.Get<Calendar>().Today;
        var before = (await _tracker.Get<OverviewQuery>().AsOfAsync(today))[Figure.UnderWay];
        await page.SignInAsync("Demo official, ROK");

        await page.OpenAsync("/items/EWG-CYBER-COCHAIR");
        await page.Content().GetByRole(AriaRole.Link, new() { Name = "Record update" }).ClickAsync();
        await page.Choice("In progress").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a link" }).ClickAsync();
        await page.GetByLabel("Title of the source").FillAsync("Expert group meets under new chairs");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("https://example.org/group");
        await page.GetByLabel("Its day").FillAsync(today.ToString("yyyy-MM-dd"));
        await page.GetByLabel("Issued by").FillAsync("Ministry of National Defense");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("The group has met for the first time in this cycle.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/items/EWG-CYBER-COCHAIR$"));
        await Expect(page.Content()).ToContainTextAsync("Planned → In progress");
        await Expect(page.Content()).ToContainTextAsync("The group has met for the first time in this cycle.");
        await Expect(page.Content().GetByRole(AriaRole.Link, new() { Name = "Expert group meets under new chairs" }).First).ToHaveAttributeAsync("href", "https://example.org/group");
        Assert.Equal(before + 1, (await _tracker.Get<OverviewQuery>().AsOfAsync(today))[Figure.UnderWay]);
        await page.OpenAsync("/");
        await Expect(page.Locator("a.figure[href*='figure=under-way']").First).ToContainTextAsync((before + 1).ToString());
    }

    [Fact]
    public async Task A_refused_update_says_every_reason_at_once_and_keeps_every_word()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo official, ROK");
        await page.OpenAsync("/items/EWG-CYBER-COCHAIR/update");

        await page.Choice("Completed").CheckAsync();
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("All meetings of the cycle were held. Tiếng Việt, 한국어.");
        await page.Choice("Off track").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();

        var summary = page.GetByRole(AriaRole.Alert).Filter(new() { Has = page.GetByRole(AriaRole.Link) }).First;
        await Expect(summary).ToBeVisibleAsync();
        Assert.True(await summary.GetByRole(AriaRole.Link).CountAsync() >= 3, await summary.InnerTextAsync());
        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToHaveValueAsync("All meetings of the cycle were held. Tiếng Việt, 한국어.");
        await Expect(page.Choice("Completed")).ToBeCheckedAsync();
        Assert.Equal(Stage.Planned, (await _tracker.Get<ItemQuery>().AsOfAsync("EWG-CYBER-COCHAIR", _tracker.Get<Calendar>().Today))!.State.Stage);
    }

    [Fact]
    public async Task An_official_goes_through_their_items_one_after_the_other()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo official, ROK");
        await page.OpenAsync("/my");
        var rows = page.Locator("tbody th[scope=row]");
        var (first, second) = (await rows.Nth(0).InnerTextAsync(), await rows.Nth(1).InnerTextAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "Go through them" }).ClickAsync();
        await Expect(page.Content()).ToContainTextAsync(first);
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Nothing new before the meeting.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and next" }).ClickAsync();

        await Expect(page.Locator(".kicker")).ToContainTextAsync(second);
        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToHaveValueAsync("");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Nothing new here either.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/my$"));
    }

    [Fact]
    public async Task Another_sides_official_is_told_why_not()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo official, ASEAN");

        await page.OpenAsync("/items/OPEN-DATA-DICTIONARY/update");

        await Expect(page.Content()).ToContainTextAsync("a body of yours leads");
        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_official_withdraws_their_own_latest_update_with_a_reason()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo official, ROK");
        await page.OpenAsync("/items/EWG-CYBER-COCHAIR/update");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Meant for another item.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/items/EWG-CYBER-COCHAIR$"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Withdraw entry 2" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw this entry" }).ClickAsync();
        await Expect(page.Content().GetByRole(AriaRole.Alert).First).ToContainTextAsync("why");
        await page.GetByLabel("Why it is withdrawn").FillAsync("It was meant for another item.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw this entry" }).ClickAsync();

        await Expect(page.Content()).ToContainTextAsync("It was meant for another item.");
    }

    public void Dispose() => _tracker.Dispose();
}
