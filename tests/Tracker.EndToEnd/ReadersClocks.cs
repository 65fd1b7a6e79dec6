using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using Calendar = Tracker.Application.Calendar;

namespace Tracker.EndToEnd;

/// <summary>Instants stand in the reader's time zone, days in the organisation's, wherever the browser is.</summary>
public sealed class ReadersClocks(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    [Theory]
    [InlineData("Asia/Seoul")]
    [InlineData("America/Los_Angeles")]
    [InlineData("Pacific/Kiritimati")]
    public async Task When_something_was_recorded_is_said_in_the_readers_zone_and_days_do_not_shift(string zone)
    {
        var page = await browser.VisitAsync(tracker.Tracker, zone: zone);
        await page.OpenAsync("/items/FINANCIAL-CENTRE");
        await Expect(page.Locator("time").First).ToContainTextAsync("(Asia/Jakarta)");
        var days = await page.Locator(".timeline .day").AllInnerTextsAsync();

        await page.OpenAsync("/items/FINANCIAL-CENTRE");

        var time = page.Locator("time").First;
        var at = DateTime.Parse((await time.GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        var local = TimeZoneInfo.ConvertTimeFromUtc(at, TimeZoneInfo.FindSystemTimeZoneById(zone));
        await Expect(time).ToHaveTextAsync($"{local.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} ({zone})");
        Assert.Equal(days, await page.Locator(".timeline .day").AllInnerTextsAsync());
        await Expect(page.Locator(".state")).ToContainTextAsync("since 13 April 2022");
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("America/Los_Angeles")]
    public async Task Days_to_choose_from_end_with_the_organisations_today(string zone)
    {
        var today = tracker.Tracker.Get<Calendar>().Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var page = await browser.VisitAsync(tracker.Tracker, zone: zone);
        await page.SignInAsync("Demo register keeper");

        await page.OpenAsync("/items/FINANCIAL-CENTRE/update");

        await Expect(page.Locator("#as-of-day")).ToHaveAttributeAsync("max", today);
        await Expect(page.Locator("#field-On")).ToHaveAttributeAsync("max", today);
        await Expect(page.Locator("#field-On")).ToHaveValueAsync(today);
        await page.OpenAsync("/items/FINANCIAL-CENTRE/edit");
        await Expect(page.Locator("#field-On")).ToHaveAttributeAsync("max", today);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("<b>")]
    [InlineData("Asia/Nowhere")]
    public async Task A_zone_that_is_none_leaves_the_organisations(string cookie)
    {
        var page = await browser.VisitAsync(tracker.Tracker, zone: "Asia/Seoul");
        await page.Context.AddCookiesAsync([new() { Name = "tracker-zone", Value = cookie, Url = tracker.Tracker.Address }]);

        await page.OpenAsync("/items/FINANCIAL-CENTRE");

        await Expect(page.Locator("time").First).ToHaveTextAsync(new Regex(@"\(Asia/Jakarta\)$"));
    }
}
