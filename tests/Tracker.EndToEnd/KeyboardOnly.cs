using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.Items;
using Tracker.Domain.Items;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>The whole job of an official and of a manager with nothing but the keys.</summary>
public sealed class KeyboardOnly(Browser browser) : IDisposable
{
    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task An_official_goes_through_their_items_is_refused_and_mends_it()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.OpenAsync("/account/sign-in");
        await ReachAsync(page, "button:has-text('Demo official, ROK')");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).ToHaveTextAsync("Overview");
        await page.AliveAsync();

        await ReachAsync(page, "nav.rail a:has-text('My updates')", backwards: true);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).ToHaveTextAsync("My updates");
        await ReachAsync(page, "a:has-text('Go through them')");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).ToHaveTextAsync("Record an update");
        var first = page.Url;

        await ReachAsync(page, "#field-On");
        await page.Keyboard.TypeAsync("01152026");
        await ReachAsync(page, "#field-Note");
        await page.Keyboard.TypeAsync("Nothing new before the meeting.");
        await ReachAsync(page, "button:has-text('Save and next')");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).Not.ToHaveURLAsync(first);
        Assert.Contains((await ItemAsync(first)).Item.Entries, e => e.Update?.Note == "Nothing new before the meeting." && e.On == new DateOnly(2026, 1, 15));
        await Expect(page.Heading()).ToBeFocusedAsync();

        await ReachAsync(page, "input[name=outlook]");
        await ChooseAsync(page, "Off track");
        await ReachAsync(page, "button:has-text('Record update')");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".refusals")).ToBeFocusedAsync();

        await ReachAsync(page, ".refusals a[data-field='field-Cause']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#field-Cause")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("No funds were found.");
        await ReachAsync(page, "#field-NextStep");
        await page.Keyboard.TypeAsync("Ask the fund in January.");
        await ReachAsync(page, "button:has-text('Record update')");
        var second = page.Url;
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("/my$"));
        await Expect(page.GetByRole(AriaRole.Alert).Last).ToContainTextAsync("is recorded");
        var state = (await ItemAsync(second)).State;
        Assert.Equal((Outlook.OffTrack, "Ask the fund in January."), (state.Rating!.Outlook, state.NextStep));
    }

    [Fact]
    public async Task A_manager_opens_what_a_figure_counts_goes_back_in_time_and_opens_an_item()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.OpenAsync("/account/sign-in");
        await ReachAsync(page, "button:has-text('Demo manager')");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).ToHaveTextAsync("Overview");
        await page.AliveAsync();

        await ReachAsync(page, "main .explain");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[popover]:popover-open")).ToBeVisibleAsync();
        await ReachAsync(page, "[popover]:popover-open a[href*='items?']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/items\\?figure="));
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();

        await ReachAsync(page, "button.as-of", backwards: true);
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, "#as-of-day");
        await page.Keyboard.TypeAsync("06302022");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("asOf=2022-06-30"));
        await Expect(page.Content()).ToContainTextAsync("as of 30 June 2022");

        await ReachAsync(page, "tbody a.row-link");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/items/[A-Z0-9-]+\\?asOf=2022-06-30"));
        await Expect(page.Heading()).ToBeFocusedAsync();
        await Expect(page.Content()).ToContainTextAsync("On a past day nothing can be recorded");
    }

    /// <summary>The item that the address of an update is about.</summary>
    private async Task<ItemView> ItemAsync(string address) =>
        (await _tracker.Get<ItemQuery>().AsOfAsync(Regex.Match(address, "/items/([^/]+)/update").Groups[1].Value, _tracker.Get<Calendar>().Today))!;

    /// <summary>Presses Tab until the keyboard is at a control; a control that no key reaches fails the test.</summary>
    private static async Task ReachAsync(IPage page, string control, bool backwards = false)
    {
        const int Most = 200;
        for (var step = 0; step < Most; step++)
        {
            await page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
            if (await page.Locator("*:focus").And(page.Locator(control)).CountAsync() > 0)
            {
                return;
            }
        }

        Assert.Fail($"No key reaches {control}.");
    }

    /// <summary>Moves within a group of radio buttons to the one whose label begins so.</summary>
    private static async Task ChooseAsync(IPage page, string word)
    {
        for (var step = 0; step < 20; step++)
        {
            if (await page.Choice(word).IsCheckedAsync())
            {
                return;
            }

            await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Fail($"No key chooses {word}.");
    }

    public void Dispose() => _tracker.Dispose();
}
