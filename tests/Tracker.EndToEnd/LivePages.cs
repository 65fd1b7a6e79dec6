using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Web.Components;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>What somebody saves is seen by everybody who looks, without disturbing them.</summary>
public sealed class LivePages(Browser browser) : IDisposable
{
    /// <summary>Ten times the two seconds that a page may be behind.</summary>
    private const float Patience = 20_000;

    private readonly RunningTracker _tracker = new();

    private async Task RecordAsync(string note, Stage? stage = null, string code = "EWG-CYBER-COCHAIR")
    {
        var keeper = await _tracker.Get<DemoPeople>().OpenAsync(DemoPeople.All.Single(d => d.Role == Role.RegisterKeeper));
        var today = _tracker.Get<Calendar>().Today;
        await _tracker.Get<RecordUpdate>().ExecuteAsync(
            code,
            new() { On = today, Note = note, Stage = stage, Outlook = new(Outlook.OffTrack, "Nobody came."), NextStep = "Ask again." },
            keeper.Id);
    }

    [Fact]
    public async Task An_item_shows_what_was_saved_and_leaves_focus_and_place_alone()
    {
        var page = await browser.VisitAsync(_tracker, height: 400);
        await page.OpenAsync("/items/EWG-CYBER-COCHAIR");
        var link = page.Locator("main a").Last;
        await link.FocusAsync();
        Assert.True(await page.EvaluateAsync<double>("() => window.scrollY") > 0);
        await Expect(link).ToBeInViewportAsync();
        var clock = Stopwatch.StartNew();

        await RecordAsync("Seen at once.");
        await Expect(page.Content()).ToContainTextAsync("Seen at once.", new() { Timeout = Patience });

        TestContext.Current.SendDiagnosticMessage($"Seen after {clock.ElapsedMilliseconds} ms.");
        await Expect(link).ToBeFocusedAsync();
        await Expect(link).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Register_overview_and_my_updates_show_it_too()
    {
        var (register, overview, mine) = (await browser.VisitAsync(_tracker), await browser.VisitAsync(_tracker), await browser.VisitAsync(_tracker));
        await mine.SignInAsync("Demo official, ROK");
        await register.OpenAsync("/items?q=EWG-CYBER-COCHAIR");
        await overview.OpenAsync("/");
        await mine.OpenAsync("/my");
        await Expect(mine.Locator("tbody tr").First).ToBeVisibleAsync();
        await Expect(register.Locator("tbody")).Not.ToContainTextAsync("Off track");
        var tile = overview.Locator(".tile", new() { HasText = "at risk or off track" });
        await Expect(tile).Not.ToContainTextAsync("1 at risk or off track");

        await RecordAsync("Off the track.");

        await Expect(register.Locator("tbody")).ToContainTextAsync("Off track", new() { Timeout = Patience });
        await Expect(tile).ToContainTextAsync("1 at risk or off track", new() { Timeout = Patience });
        await Expect(mine.Locator("tbody tr").First).ToContainTextAsync("Off track", new() { Timeout = Patience });
    }

    [Fact]
    public async Task A_form_that_is_being_filled_in_is_not_touched()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo official, ROK");
        await page.OpenAsync("/items/EWG-CYBER-COCHAIR/update");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Half a sent");
        var viewer = await browser.VisitAsync(_tracker);
        await viewer.OpenAsync("/items/EWG-CYBER-COCHAIR");

        await RecordAsync("Somebody else's.");
        await Expect(viewer.Content()).ToContainTextAsync("Somebody else's.", new() { Timeout = Patience });

        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToHaveValueAsync("Half a sent");
        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Reasons_that_are_being_typed_into_a_history_stay_while_it_grows()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items/EWG-CYBER-COCHAIR");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Withdraw entry 1") }).ClickAsync();
        await page.GetByLabel("Why it is withdrawn").FillAsync("Half a reas");

        await RecordAsync("The history grows.");
        await Expect(page.Content()).ToContainTextAsync("The history grows.", new() { Timeout = Patience });

        await Expect(page.GetByLabel("Why it is withdrawn")).ToHaveValueAsync("Half a reas");
        await Expect(page.GetByLabel("Why it is withdrawn")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Two_hundred_pages_that_were_opened_and_closed_leave_nothing_behind()
    {
        var page = await browser.VisitAsync(_tracker);
        var (saves, open) = (_tracker.Get<Saves>(), _tracker.Get<OpenCircuits>());
        await page.RouteAsync(new Regex("\\.(css|woff2|svg)($|\\?)"), route => route.AbortAsync()); // Nobody looks at them.
        var most = 0;
        var addresses = new[] { "/", "/items", "/items/AKIIC", "/items/AKCF" };
        for (var round = 0; round < 200; round++)
        {
            await page.GotoAsync(addresses[round % addresses.Length]);
            await Expect(page.Locator("#pulse")).ToHaveCountAsync(1);
            most = Math.Max(most, saves.Listeners);
        }

        Assert.True(most >= 1, "No page ever listened.");
        await page.CloseAsync();
        for (var waited = 0; waited < 200 && (open.Count > 0 || saves.Listeners > 0); waited++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal((0, 0), (open.Count, saves.Listeners));
    }

    [Fact]
    public async Task A_page_that_fails_says_so_and_the_rest_and_the_draft_survive()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items/AKIIC/update");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Typed before it failed.");
        await Expect(page.Locator("form[data-kept] .saved")).ToContainTextAsync("Draft saved", new() { Timeout = Patience });
        await RenameAsync("Meetings", "Gone");

        await page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "Mechanisms" }).ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("This page could not be shown");
        await Expect(page.Heading()).ToBeFocusedAsync();
        Assert.Empty(await page.SeriousFindingsAsync());
        await page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "Bodies" }).ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Bodies");
        await page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "Mechanisms" }).ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("This page could not be shown");
        await RenameAsync("Gone", "Meetings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Mechanisms");

        await page.OpenAsync("/items/AKIIC/update");
        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToHaveValueAsync("Typed before it failed.");
    }

    [Fact]
    public async Task A_form_that_cannot_be_sent_says_so_and_keeps_every_word()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items/AKIIC/update");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Typed before it failed.");
        await RenameAsync("HeldTexts", "Gone");

        await page.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();
        await Expect(page.Locator(".saved.not-kept")).ToContainTextAsync("Something went wrong on the server, and nothing was recorded");
        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToHaveValueAsync("Typed before it failed.");
        await RenameAsync("Gone", "HeldTexts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();

        await Expect(page.Content()).ToContainTextAsync("Typed before it failed.");
        await Expect(page.Locator("#history")).ToBeVisibleAsync();
    }

    private async Task RenameAsync(string table, string name)
    {
        await using var db = await _tracker.Get<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"ALTER TABLE \"{table}\" RENAME TO \"{name}\"";
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose() => _tracker.Dispose();
}
