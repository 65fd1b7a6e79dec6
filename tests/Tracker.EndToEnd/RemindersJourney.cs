using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Reminders;
using Tracker.Domain;
using Tracker.Domain.Items;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

public sealed class RemindersJourney(Browser browser) : IDisposable
{
    private readonly RunningTracker _tracker = new(("Tracker:Reminders:At", "00:00"));

    [Fact]
    public async Task Somebody_follows_an_item_is_reminded_of_it_and_hands_their_own_over_before_they_leave()
    {
        var administrator = await OpenAsync((await _tracker.Get<FirstAdministrator>().NewLinkAsync())!, "Admin");
        var keeper = await InviteAsync("Keeper", Role.RegisterKeeper, [], administrator);
        await InviteAsync("Min-ji", Role.Official, ["ROK"], administrator);
        await InviteAsync("Jun-ho", Role.Official, ["ROK-MISSION"], administrator);
        var today = _tracker.Get<Tracker.Application.Calendar>().Today;
        await _tracker.Get<RecordUpdate>().ExecuteAsync("AKIIC", new() { On = today, Target = new("soon", null, today.AddDays(20)), TargetReason = "As agreed." }, keeper);
        var page = await browser.VisitAsync(_tracker);
        await page.SignInWithPasswordAsync("Min-ji");

        await page.OpenAsync("/items/AKIIC");
        await page.GetByRole(AriaRole.Button, new() { Name = "Follow", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stop following" })).ToBeVisibleAsync();
        await _tracker.Get<GiveReminders>().ExecuteAsync(TestContext.Current.CancellationToken);

        // The bell says it on the page that is open.
        await page.GetByRole(AriaRole.Link, new() { Name = "Reminders, 1 unread" }).ClickAsync();
        await Expect(page.Content()).ToContainTextAsync("Target within 30 days: soon");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Mark as read") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Reminders, none unread" })).ToBeVisibleAsync();

        await page.OpenAsync("/my/hand-over");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand over", Exact = true }).ClickAsync();
        await Expect(page.Content().GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose who takes your items over");
        await page.GetByLabel("To whom").SelectOptionAsync(new SelectOptionValue { Label = await page.Locator("#to option").Nth(1).InnerTextAsync() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand over", Exact = true }).ClickAsync();
        await Expect(page.Content()).ToContainTextAsync("Your items are handed over.");
        await page.OpenAsync("/my");
        await Expect(page.Content()).ToContainTextAsync("Your items are handed over to Jun-ho.");

        var other = await browser.VisitAsync(_tracker, 390);
        await other.SignInWithPasswordAsync("Jun-ho");
        await other.OpenAsync("/my");
        await Expect(other.Content()).ToContainTextAsync("Min-ji has handed over to you what Republic of Korea leads.");
        await other.OpenAsync("/items/OPEN-DATA-DICTIONARY");
        await Expect(other.GetByRole(AriaRole.Link, new() { Name = "Record update" })).ToBeVisibleAsync();
        await other.OpenAsync("/my/hand-over");
        Assert.Empty(await other.SeriousFindingsAsync());
        await other.GetByRole(AriaRole.Button, new() { NameRegex = new("^End now") }).ClickAsync();
        await Expect(other.Content()).ToContainTextAsync("The hand-over is ended.");
    }

    [Fact]
    public async Task The_address_of_a_calendar_is_shown_once_and_renewed()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo official, ROK");
        await page.OpenAsync("/bodies/ROK");
        await page.GetByRole(AriaRole.Link, new() { Name = "Calendar", Exact = true }).ClickAsync();

        var first = await AddressAsync("Make an address for Republic of Korea");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first));
        var second = await AddressAsync("Renew the address of Republic of Korea");

        Assert.NotEqual(first, second);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(first), await StatusAsync(second)));
        await page.ReloadAsync();
        await Expect(page.Content()).ToContainTextAsync("Address made");
        await Expect(page.Locator(".one-time-link")).ToHaveCountAsync(0);

        async Task<string> AddressAsync(string button)
        {
            var before = await page.Locator(".one-time-link").AllInnerTextsAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Expect(page.Locator(".one-time-link")).Not.ToHaveTextAsync(before.Count == 0 ? new Regex("^$") : new Regex(Regex.Escape(before[0])));
            return await page.Locator(".one-time-link").InnerTextAsync();
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var program = new HttpClient();
        return (await program.GetAsync(address)).StatusCode;
    }

    private async Task<Guid> InviteAsync(string name, Role role, string[] bodies, Guid by) =>
        await OpenAsync(await _tracker.Get<InvitePerson>().ExecuteAsync(new(Steps.EmailOf(name), role, bodies), by), name);

    private Task<Guid> OpenAsync(string token, string name) =>
        _tracker.Get<AcceptInvitation>().ExecuteAsync(token, new(name, Steps.EmailOf(name), Steps.Password));

    public void Dispose() => _tracker.Dispose();
}
