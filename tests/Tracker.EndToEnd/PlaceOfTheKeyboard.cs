using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>Where the keyboard is: always seen, never under a bar, and after saving where a person expects it.</summary>
public sealed class PlaceOfTheKeyboard(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    /// <summary>Null before the first control, empty where the keyboard is seen, otherwise what is wrong.</summary>
    private const string Unseen = """
        () => {
          const at = document.activeElement;
          if (!at || at === document.body || at.matches("h1[tabindex='-1']")) return null; // where a page that comes alive puts it
          const name = at.outerHTML.slice(0, 200);
          const ring = [null, "::after", "::before"].some(part => getComputedStyle(at, part).outlineStyle !== "none");
          if (!ring) return `no ring: ${name}`;
          const box = at.getBoundingClientRect();
          if (box.bottom <= 0 || box.top >= innerHeight) return `outside the window: ${name}`;
          for (const bar of document.querySelectorAll("header.top, nav.bottom-bar")) {
            const fixed = /sticky|fixed/.test(getComputedStyle(bar).position) && bar.checkVisibility();
            const over = bar.getBoundingClientRect();
            if (fixed && !bar.contains(at) && !at.closest("[popover], .skip") && box.top >= over.top && box.bottom <= over.bottom) return `covered: ${name}`;
          }
          return "";
        }
        """;

    public static TheoryData<string, int> Pages => new()
    {
        { "/", 1440 }, { "/", 390 }, { "/items?q=AKIIC", 1440 }, { "/items?nature=Proposal", 390 }, { "/documents/CS-21", 1440 }, { "/documents/compare?left=CS-21&right=ASEAN-JCC7", 1440 }, { "/documents/compare?left=CS-21&right=ASEAN-JCC7", 390 }, { "/bodies", 1440 }, { "/bodies/ROK", 390 },
        { "/items/AKIIC", 1440 }, { "/items/AKIIC", 390 }, { "/items/AKIIC/update", 1440 }, { "/items/AKIIC/update", 390 }, { "/items/AKIIC/edit", 1440 }, { "/items/new", 390 }, { "/items/leads?q=AKIIC", 1440 },
        { "/search?q=centre", 1440 }, { "/search?q=centre", 390 }, { "/plans", 1440 }, { "/plans/POA-2021-2025", 1440 }, { "/centres", 1440 }, { "/my", 1440 }, { "/documents", 390 }, { "/nowhere", 1440 }, { "/funds", 390 }, { "/funds/AKCF", 1440 }, { "/funds/AKCF/entry", 1440 }, { "/changes?from=2020-11-12", 1440 }, { "/mechanisms", 390 }, { "/mechanisms/JCC", 1440 }, { "/mechanisms/JCC/meeting", 1440 }, { "/mechanisms/JCC/papers/last", 1440 }, { "/mechanisms/JCC/papers/last", 390 }, { "/mechanisms/JCC/papers/last/lines", 1440 }, { "/timeline", 1440 }, { "/timeline", 390 }, { "/account/sign-in", 1440 },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task What_the_keyboard_is_at_is_always_seen(string address, int width)
    {
        var page = await browser.VisitAsync(tracker, "Demo register keeper", width);
        await page.OpenAsync(address);

        var reached = 0;
        for (var step = 0; step < 70; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var unseen = await page.EvaluateAsync<string?>(Unseen);
            Assert.True(string.IsNullOrEmpty(unseen), unseen);
            reached += unseen is null ? 0 : 1;
        }

        Assert.True(reached > 10, $"The keyboard reached {reached} controls only.");
    }

    [Fact]
    public async Task After_an_update_it_is_at_the_item_and_the_save_is_announced()
    {
        using var own = new RunningTracker();
        var page = await browser.VisitAsync(own);
        await page.SignInAsync("Demo official, ROK");
        await page.OpenAsync("/items/EWG-CYBER-COCHAIR/update?returnTo=/items/EWG-CYBER-COCHAIR");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Nothing new.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/items/EWG-CYBER-COCHAIR$"));
        await Expect(page.Heading()).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is recorded");

        await page.GetByRole(AriaRole.Link, new() { Name = "Withdraw entry 2" }).ClickAsync();
        await Expect(page.Locator("form.choice-more")).ToBeFocusedAsync();
        await page.GetByLabel("Why it is withdrawn").FillAsync("A mistake.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw this entry" }).ClickAsync();

        await Expect(page.Locator("#entry-2")).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Alert).Last).ToContainTextAsync("Entry 2 is withdrawn");
    }

    [Fact]
    public async Task After_save_and_next_it_is_at_the_heading_of_the_next_item()
    {
        using var own = new RunningTracker();
        var page = await browser.VisitAsync(own);
        await page.SignInAsync("Demo official, ROK");
        await page.OpenAsync("/my");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go through them" }).ClickAsync();
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Nothing new.");
        var first = page.Url;

        await page.GetByRole(AriaRole.Button, new() { Name = "Save and next" }).ClickAsync();

        await Expect(page).Not.ToHaveURLAsync(first);
        await Expect(page.Heading()).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is recorded");
    }

    [Fact]
    public async Task After_an_edit_it_is_at_the_item()
    {
        using var own = new RunningTracker();
        var page = await browser.VisitAsync(own);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items/AKIIC/edit");
        await page.GetByLabel("Summary").FillAsync("A centre for innovation in industry.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save the changes" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/items/AKIIC$"));
        await Expect(page.Heading()).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("are recorded");
    }

    [Fact]
    public async Task After_an_invitation_it_is_at_the_link_and_after_taking_it_back_at_the_form()
    {
        using var own = new RunningTracker();
        var page = await browser.VisitAsync(own);
        await page.SignInAsync("Demo administrator");
        await page.OpenAsync("/admin");
        await page.GetByLabel("E-mail address").FillAsync("keeper@example.org");
        await page.Choice("Register keeper").CheckAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        await Expect(page.Locator(".notice.good")).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Take back the invitation of keeper@example.org" }).ClickAsync();
        await Expect(page.Locator("#invite")).ToBeFocusedAsync();
    }
}
