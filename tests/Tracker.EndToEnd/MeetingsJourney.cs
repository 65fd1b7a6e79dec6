using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.Mechanisms;
using Tracker.Application.Overview;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

public sealed class MeetingsJourney(Browser browser) : IDisposable
{
    private readonly RunningTracker _tracker = new();

    private DateOnly Yesterday => _tracker.Get<Calendar>().Today.AddDays(-1);

    [Fact]
    public async Task A_register_keeper_records_a_meeting_and_the_overview_counts_changes_since_it()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/mechanisms/JCC");
        await page.GetByRole(AriaRole.Link, new() { Name = "Record a meeting" }).ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Record a meeting");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record the meeting" }).ClickAsync();

        var summary = page.Locator(".refusals");
        await Expect(summary.Locator("[data-rule='form.status']")).ToHaveCountAsync(1);
        await Expect(summary.Locator("[data-rule='form.day']")).ToHaveCountAsync(1);
        await page.Choice("Held").CheckAsync();
        await page.GetByLabel("Number (if any)").FillAsync("10");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record the meeting" }).ClickAsync();
        foreach (var rule in new[] { "form.day", "meeting.number-taken", "form.follow-ups" })
        {
            await Expect(summary.Locator($"[data-rule='{rule}']")).ToHaveCountAsync(1);
        }

        await Expect(page.GetByLabel("Number (if any)")).ToHaveValueAsync("10");
        await page.GetByLabel("Number (if any)").FillAsync("13");
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync(AsOfDay.Write(Yesterday));
        await page.GetByLabel("Host (if known)").FillAsync("Jakarta");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a chair" }).ClickAsync();
        await page.GetByLabel("Chair 1").SelectOptionAsync(new SelectOptionValue { Label = "Republic of Korea" });
        await page.GetByLabel("Outcome document (if any)").SelectOptionAsync(new SelectOptionValue { Value = "CS-21" });
        await page.Choice("It asked for these").CheckAsync();
        await page.GetByLabel("Item 1, by code").FillAsync("akiic");
        await page.GetByLabel("In words (if any)").FillAsync("Report before the next meeting.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record the meeting" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/mechanisms/JCC\\?meeting="));
        var entry = page.Locator("li:focus");
        await Expect(entry).ToContainTextAsync("13th meeting");
        await Expect(entry).ToContainTextAsync("Jakarta; chaired by Republic of Korea");
        await Expect(entry.GetByRole(AriaRole.Link, new() { Name = "ASEAN-Korea Industrial Innovation Centre" })).ToBeVisibleAsync();
        await Expect(entry).ToContainTextAsync("Report before the next meeting.");
        await Expect(page.Locator(".state")).ToContainTextAsync($"met last on {AsOfDay.InWords(Yesterday)}");

        await page.OpenAsync("/");
        await Expect(page.GetByLabel("Changes since")).ToHaveValueAsync($"JCC~{AsOfDay.Write(Yesterday)}");
        var query = _tracker.Get<OverviewQuery>();
        var summit = new Since("SUMMIT", new(2020, 11, 12));
        var view = await query.AsOfAsync(_tracker.Get<Calendar>().Today, summit);
        await page.GetByLabel("Changes since").SelectOptionAsync(new SelectOptionValue { Value = "SUMMIT~2020-11-12" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("\\?since=SUMMIT~2020-11-12$"));
        await Expect(page.Locator(".tile").First).ToContainTextAsync($"+{view.Figures[Figure.Delivered.Name].Change} more since 12 November 2020");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_meeting_that_is_sent_twice_is_recorded_once()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/mechanisms/APT/meeting");
        await page.Choice("Cancelled").CheckAsync();
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync(AsOfDay.Write(Yesterday));

        await page.Locator("main form").EvaluateAsync("form => { form.requestSubmit(); form.requestSubmit(); }");

        await Expect(page).ToHaveURLAsync(new Regex("/mechanisms/APT\\?meeting="));
        Assert.Single((await _tracker.Get<MechanismQuery>().AsOfAsync("APT", Yesterday))!.Past, m => m.On == Yesterday);
    }

    [Theory]
    [InlineData("Demo manager")]
    [InlineData("Demo official, ROK")]
    public async Task Nobody_else_is_offered_the_form(string person)
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync(person);

        await page.OpenAsync("/mechanisms/JCC");
        await Expect(page.Content().GetByRole(AriaRole.Link, new() { Name = "Record a meeting" })).ToHaveCountAsync(0);
        await page.OpenAsync("/mechanisms/JCC/meeting");

        await Expect(page.Content()).ToContainTextAsync("register keepers");
        await Expect(page.Content().Locator("form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_past_day_no_meeting_is_recorded()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");

        await page.OpenAsync("/mechanisms/JCC?asOf=2022-06-30");

        await Expect(page.Content()).ToContainTextAsync("9th meeting");
        await Expect(page.Content()).Not.ToContainTextAsync("10th meeting");
        await Expect(page.Content().GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Record a meeting|Change") })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("/?since=nonsense")]
    [InlineData("/?since=JCC~2022-02-30")]
    [InlineData("/?since=JCC~2022-05-23&asOf=2022-06-30")]
    [InlineData("/?since=JCC~2022-05-24~1")]
    public async Task A_meeting_in_the_address_that_is_none_is_told(string address)
    {
        var page = await browser.VisitAsync(_tracker);

        await page.OpenAsync(address);

        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The meeting in the address" })).ToHaveCountAsync(1);
        await Expect(page.Locator(".tile").First).ToBeVisibleAsync();
    }

    public void Dispose() => _tracker.Dispose();
}
