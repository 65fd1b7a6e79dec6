using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.Items;
using Tracker.Domain.Items;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>A double click, or a button pressed again while the answer is on its way.</summary>
public sealed class FormsSentTwice(Browser browser) : IDisposable
{
    private const string Twice = "form => { form.requestSubmit(); form.requestSubmit(); }";

    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task An_invitation_shows_its_link_and_the_link_opens_an_account()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo administrator");
        await page.OpenAsync("/admin");
        await page.GetByLabel("E-mail address").FillAsync("keeper@example.org");
        await page.Choice("Register keeper").CheckAsync();

        await page.Locator("main form").EvaluateAsync(Twice);

        await Expect(page.Content()).ToContainTextAsync("keeper@example.org is ready");
        await page.WaitForTimeoutAsync(500);
        await Expect(page.Locator(".refusals")).ToHaveCountAsync(0);
        var link = await page.Locator(".one-time-link").InnerTextAsync();

        var invited = await browser.VisitAsync(_tracker);
        await invited.OpenAsync(link);
        await invited.GetByLabel("Your name").FillAsync("Nguyễn Thị Minh");
        await invited.GetByLabel("Password").FillAsync("four plain words here");
        await invited.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Expect(invited.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Nguyễn Thị Minh") })).ToBeVisibleAsync();

        // Somebody has an account: the demonstration is over, for its open pages too.
        await page.OpenAsync("/admin");
        await Expect(page.Content()).ToContainTextAsync("This page is for administrators");
        await Expect(page.Content().GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_confirmation_is_recorded_once()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo manager");
        await page.OpenAsync("/items/AKIIC");
        await page.GetByRole(AriaRole.Link, new() { Name = "Confirm or contest entry 1" }).ClickAsync();

        await page.Locator("form.choice-more").EvaluateAsync(Twice);

        await Expect(page.Content()).ToContainTextAsync("Confirmed for the ROK: entry 1");
        await page.WaitForTimeoutAsync(500);
        Assert.Single(await EntriesAsync("AKIIC"), e => e.Type == EntryType.Assessment);
    }

    [Fact]
    public async Task An_update_is_recorded_once_and_the_person_comes_back_to_the_item()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo official, ROK");
        await page.OpenAsync("/items/EWG-CYBER-COCHAIR/update");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Sent twice.");
        await page.Keyboard.PressAsync("Tab");

        await page.Locator("form.update-form").EvaluateAsync(Twice);

        await Expect(page).ToHaveURLAsync(new Regex("/items/EWG-CYBER-COCHAIR$"));
        await Expect(page.Content()).ToContainTextAsync("Sent twice.");
        Assert.Single(await EntriesAsync("EWG-CYBER-COCHAIR"), e => e.Content.Update?.Note == "Sent twice.");
    }

    private async Task<IReadOnlyList<Entry>> EntriesAsync(string code) =>
        (await _tracker.Get<ItemQuery>().AsOfAsync(code, _tracker.Get<Calendar>().Today))!.Item.Entries;

    public void Dispose() => _tracker.Dispose();
}
