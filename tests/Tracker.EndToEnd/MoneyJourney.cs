using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>A register keeper enters money and takes it back; others read.</summary>
public sealed class MoneyJourney(Browser browser) : IDisposable
{
    private readonly RunningTracker _tracker = new();

    private static ILocator Known(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "What is known" });

    [Fact]
    public async Task A_register_keeper_enters_a_receipt_after_every_reason_was_shown_at_once_and_takes_it_back()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/funds/AKCF");
        var before = await Known(page).InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Enter money" }).ClickAsync();

        await page.GetByLabel("Item that the money serves").FillAsync("NOTHING-SUCH");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter it" }).ClickAsync();
        foreach (var rule in new[] { "form.type", "form.day", "form.amount", "reference.item" })
        {
            await Expect(page.Locator($".refusals [data-rule='{rule}']")).ToHaveCountAsync(1);
        }

        await Expect(page.GetByLabel("Item that the money serves")).ToHaveValueAsync("NOTHING-SUCH");
        await page.GetByLabel("Item that the money serves").FillAsync("");
        await page.Choice("Money received").CheckAsync();
        await page.GetByLabel("On which day").FillAsync("2022-06-30");
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync("1,000,000.50");
        await page.GetByLabel("Who paid it in").FillAsync("Republic of Korea");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter it" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/funds/AKCF\\?entry=6$"));
        await Expect(page.Locator("#entry-6")).ToBeFocusedAsync();
        await Expect(page.Locator("#entry-6")).ToBeInViewportAsync();
        await Expect(Known(page)).ToContainTextAsync("USD 1,000,000.50");

        await page.GetByRole(AriaRole.Link, new() { Name = "Take back entry 6" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Expect(page.Locator(".refusals [data-rule='fund.reversal-reason']")).ToHaveCountAsync(1);
        await page.GetByLabel("Why it is taken back").FillAsync("It was paid into another fund.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/funds/AKCF\\?entry=7$"));
        await Expect(page.Locator("#entry-7")).ToBeFocusedAsync();
        await Expect(page.Locator("#entry-6")).ToContainTextAsync("Taken back on 30 June 2022 by entry 7");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Take back entry 6" })).ToHaveCountAsync(0);
        Assert.Equal(before, await Known(page).InnerTextAsync());
    }

    [Fact]
    public async Task Money_is_entered_with_the_keyboard_alone()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/funds/MARITIME-FUND/entry");

        await page.Choice("Money promised").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("06302022");
        await page.GetByLabel("Amount", new() { Exact = true }).FocusAsync();
        await page.Keyboard.TypeAsync("5000000");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("krw");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#entry-1")).ToContainTextAsync("KRW 5,000,000");
        await Expect(page.Locator("#entry-1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_fund_and_the_item_that_it_serves_lead_to_each_other_and_a_transfer_to_its_other_side()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.OpenAsync("/items/RESPONSE-FUND-USD1M");

        await page.GetByRole(AriaRole.Link, new() { Name = "Approval: USD 1,000,000" }).ClickAsync();
        await Expect(page.Locator("#entry-4")).ToBeFocusedAsync();
        await page.Locator("#entry-4").GetByRole(AriaRole.Link, new() { Name = "entry 2 of COVID-19 ASEAN Response Fund" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/funds/COVID-RESPONSE-FUND\\?entry=2$"));
        await Expect(page.Locator("#entry-2")).ToBeFocusedAsync();
        await page.Locator("#entry-2").GetByRole(AriaRole.Link, new() { Name = "USD 1 million for the COVID-19 ASEAN Response Fund" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/items/RESPONSE-FUND-USD1M$"));
    }

    [Theory]
    [InlineData("/funds/AKCF/entry", "Demo official, ROK")]
    [InlineData("/funds/AKCF/take-back/2", "Demo manager")]
    public async Task Nobody_else_is_offered_the_forms_of_a_register_keeper(string address, string person)
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync(person);

        await page.OpenAsync(address);

        await Expect(page.Content()).ToContainTextAsync("register keepers");
        await Expect(page.Content().Locator("form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_past_day_money_is_read_and_not_entered()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");

        await page.OpenAsync("/funds/COVID-RESPONSE-FUND?asOf=2021-06-30");

        await Expect(Known(page)).ToContainTextAsync("USD 1,000,000");
        await Expect(page.Content()).Not.ToContainTextAsync("USD 5,000,000");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Enter money" })).ToHaveCountAsync(0);
        await Expect(page.GetByText("Take back")).ToHaveCountAsync(0);
    }

    public void Dispose() => _tracker.Dispose();
}
