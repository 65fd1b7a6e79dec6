using System.Diagnostics;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>The connection goes, for a moment or for good; what was typed does not.</summary>
public sealed class LostConnections(Browser browser)
{
    private const string Typed = "Words typed while nobody listened.";

    /// <summary>Keeps hold of the page's connections, so that a test can cut them.</summary>
    private const string HoldSockets =
        "const Plain = WebSocket; window.sockets = []; window.WebSocket = class extends Plain { constructor(...all) { super(...all); sockets.push(this); } };";

    private static ILocator Note(IPage page) => page.GetByLabel("Note", new() { Exact = true });

    private static ILocator Dialog(IPage page) => page.Locator("#components-reconnect-modal");

    private async Task<IPage> AtFormAsync(string address)
    {
        var page = await browser.VisitAsync(address);
        await page.AddInitScriptAsync(HoldSockets);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items/AKIIC/update");
        return page;
    }

    /// <summary>Typed on a page that may be behind a dialog, as it is in the moment before the dialog comes.</summary>
    private static async Task TypeAsync(IPage page) =>
        await Note(page).EvaluateAsync($"field => {{ field.value = '{Typed}'; field.dispatchEvent(new Event('input', {{ bubbles: true }})); }}");

    private static async Task CutAsync(IPage page) => await page.EvaluateAsync("() => sockets.forEach(socket => socket.close())");

    [Fact]
    public async Task After_a_moment_without_connection_the_page_goes_on_and_sends_what_was_typed_meanwhile()
    {
        using var tracker = new RunningTracker();
        var page = await AtFormAsync(tracker.Address);
        await page.EvaluateAsync("() => window.mark = 'the same page'");
        await page.RouteAsync("**/_blazor/negotiate*", route => route.AbortAsync());

        await CutAsync(page);
        await TypeAsync(page);
        await Expect(Dialog(page)).ToBeVisibleAsync();
        await page.UnrouteAsync("**/_blazor/negotiate*");

        await Expect(Dialog(page)).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Expect(page.Locator("form[data-kept] .saved")).ToContainTextAsync("Draft saved", new() { Timeout = 20_000 });
        Assert.Equal("the same page", await page.EvaluateAsync<string>("() => window.mark"));
        await page.ReloadAsync();
        await Expect(Note(page)).ToHaveValueAsync(Typed);
    }

    [Fact]
    public async Task After_hours_asleep_the_page_says_that_it_was_let_go_of_and_comes_back_with_every_word()
    {
        using var tracker = new RunningTracker
        {
            AlsoRegister = services => services.Configure<CircuitOptions>(circuits =>
            {
                circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMilliseconds(200);
                circuits.PersistedCircuitInMemoryRetentionPeriod = TimeSpan.FromMilliseconds(200);
            }),
        };
        var page = await AtFormAsync(tracker.Address);
        await page.RouteAsync("**/_blazor/negotiate*", route => route.AbortAsync());

        await CutAsync(page);
        await TypeAsync(page);
        await Expect(Dialog(page)).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(2_000);
        await page.UnrouteAsync("**/_blazor/negotiate*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Load again" }).ClickAsync(new() { Timeout = 60_000 });

        await Expect(Note(page)).ToHaveValueAsync(Typed, new() { Timeout = 20_000 });
        await Expect(page.Locator("form[data-kept] .saved")).ToContainTextAsync("Draft saved", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task A_page_that_only_looks_alive_after_a_resume_loads_itself_again()
    {
        using var tracker = new RunningTracker();
        var page = await AtFormAsync(tracker.Address);
        await page.EvaluateAsync("() => window.mark = 'the dead page'");
        await TypeAsync(page);

        // A copy has no handlers: it looks the same, and whatever is done to it does nothing.
        await page.EvaluateAsync("() => { const heart = document.getElementById('pulse'); heart.replaceWith(heart.cloneNode()); document.dispatchEvent(new Event('resumed')); }");

        await page.WaitForFunctionAsync("() => window.mark === undefined", null, new() { Timeout = 50_000 });
        await Expect(Note(page)).ToHaveValueAsync(Typed, new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task What_was_written_on_elsewhere_meanwhile_is_not_overwritten_by_a_page_that_wakes_up()
    {
        using var tracker = new RunningTracker();
        var page = await AtFormAsync(tracker.Address);
        await Note(page).FillAsync("Begun here.");
        await Expect(page.Locator("form[data-kept] .saved")).ToContainTextAsync("Draft saved", new() { Timeout = 20_000 });
        var other = await AtFormAsync(tracker.Address);
        await Expect(Note(other)).ToHaveValueAsync("Begun here.");
        await Note(other).FillAsync("Begun here, written on there.");
        await other.GetByRole(AriaRole.Link, new() { Name = "Leave", Exact = true }).ClickAsync();
        await Expect(other.Locator("#history")).ToBeVisibleAsync();

        // Hours later: the page wakes up with nobody behind it.
        await page.EvaluateAsync("() => { const now = Date.now; Date.now = () => now() + 3 * 3600 * 1000; const heart = document.getElementById('pulse'); heart.replaceWith(heart.cloneNode()); window.mark = 'asleep'; document.dispatchEvent(new Event('resumed')); }");

        await page.WaitForFunctionAsync("() => window.mark === undefined", null, new() { Timeout = 50_000 });
        await Expect(Note(page)).ToHaveValueAsync("Begun here, written on there.", new() { Timeout = 20_000 });
        await page.WaitForTimeoutAsync(2_000);
        await Expect(Note(page)).ToHaveValueAsync("Begun here, written on there.");
    }

    [Fact]
    public async Task A_page_that_answers_after_a_resume_stays()
    {
        using var tracker = new RunningTracker();
        var page = await AtFormAsync(tracker.Address);
        await page.EvaluateAsync("() => window.mark = 'the same page'");
        var beat = await page.Locator("#pulse").GetAttributeAsync("data-beat");

        await page.EvaluateAsync("() => { document.dispatchEvent(new Event('resumed')); }");

        await Expect(page.Locator("#pulse")).Not.ToHaveAttributeAsync("data-beat", beat!);
        await page.WaitForTimeoutAsync(6_000);
        Assert.Equal("the same page", await page.EvaluateAsync<string>("() => window.mark"));
    }

    [Fact]
    public async Task After_the_server_was_killed_the_open_page_comes_back_with_what_was_typed_since()
    {
        await using var served = new ServedTracker();
        await served.StartAsync();
        var page = await AtFormAsync(served.Address);

        await served.KillAsync();
        await TypeAsync(page);
        await Expect(Dialog(page)).ToBeVisibleAsync();
        await served.StartAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Load again" }).ClickAsync(new() { Timeout = 60_000 });

        await Expect(Note(page)).ToHaveValueAsync(Typed, new() { Timeout = 20_000 });
        await Expect(page.Locator("form[data-kept] .saved")).ToContainTextAsync("Draft saved", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task An_orderly_stop_keeps_what_was_typed_a_moment_ago_and_ends_by_itself_within_ten_seconds()
    {
        await using var served = new ServedTracker();
        await served.StartAsync();
        var page = await AtFormAsync(served.Address);

        await Note(page).FillAsync(Typed);
        await page.Keyboard.PressAsync("Tab");
        await page.WaitForTimeoutAsync(50);
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await served.StopAsync());

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed}.");
        await served.StartAsync();
        await page.OpenAsync("/items/AKIIC/update");
        await Expect(Note(page)).ToHaveValueAsync(Typed);
    }
}
