using Microsoft.Playwright;

namespace Tracker.EndToEnd;

/// <summary>Each page in both themes, wide and narrow: nothing serious for axe, nothing to scroll sideways.</summary>
public sealed class EverybodysEyes(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    public static MatrixTheoryData<string, int, ColorScheme> Pages => new(
        ["/", "/?asOf=2022-06-30", "/items", "/items?q=nothing-has-this-word", "/items?figure=overdue", "/items/FINANCIAL-CENTRE", "/items/AKCF", "/plans", "/plans/POA-2021-2025", "/funds", "/funds/AKCF", "/centres", "/centres?view=list", "/my", "/documents", "/documents/CS-21?asOf=2022-06-30", "/bodies", "/bodies/ROK", "/mechanisms", "/mechanisms/JCC", "/mechanisms/HEALTH-MINISTERS?asOf=2022-06-30", "/?since=SUMMIT~2020-11-12", "/nowhere", "/account/sign-in"],
        [1440, 390],
        [ColorScheme.Light, ColorScheme.Dark]);

    public static MatrixTheoryData<string, ColorScheme> Forms => new(
        ["/items/FINANCIAL-CENTRE/update", "/my", "/centres", "/items/new", "/items/FINANCIAL-CENTRE/edit", "/items/FINANCIAL-CENTRE/edit?earlier=true", "/items/leads", "/items", "/mechanisms/JCC", "/mechanisms/JCC/meeting", "/funds/AKCF", "/funds/AKCF/entry", "/funds/AKCF/take-back/2"],
        [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Pages_are_for_everybody(string address, int width, ColorScheme scheme)
    {
        var page = await browser.VisitAsync(tracker.Tracker, width, scheme: scheme);
        await page.OpenAsync(address);

        Assert.Empty(await page.SeriousFindingsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page scrolls sideways.");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Forms_are_for_everybody(string address, ColorScheme scheme)
    {
        var page = await browser.VisitAsync(tracker.Tracker, 390, scheme: scheme);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync(address);

        Assert.Empty(await page.SeriousFindingsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page scrolls sideways.");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/items?q=AKIIC")]
    [InlineData("/documents/CS-21")]
    [InlineData("/bodies")]
    [InlineData("/items/AKIIC")]
    [InlineData("/items/AKIIC/update")]
    [InlineData("/items/AKIIC/edit")]
    [InlineData("/items/leads?q=AKIIC")]
    [InlineData("/mechanisms/JCC")]
    [InlineData("/mechanisms/JCC/meeting")]
    [InlineData("/funds/AKCF")]
    [InlineData("/funds/AKCF/entry")]
    [InlineData("/account/sign-in")]
    public async Task What_the_keyboard_is_at_is_always_seen(string address)
    {
        var page = await browser.VisitAsync(tracker.Tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync(address);

        var reached = 0;
        for (var step = 0; step < 80; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var unseen = await page.EvaluateAsync<string?>("""
                (() => {
                  const at = document.activeElement;
                  if (!at || at === document.body) return null;
                  const ring = [null, "::after", "::before"].some(part => getComputedStyle(at, part).outlineStyle !== "none");
                  const box = at.getBoundingClientRect();
                  return ring && box.bottom > 0 && box.top < innerHeight ? "" : at.outerHTML.slice(0, 200);
                })()
                """);
            Assert.True(string.IsNullOrEmpty(unseen), $"Nothing shows that the keyboard is at {unseen}");
            reached += unseen is null ? 0 : 1;
        }

        Assert.True(reached > 10, $"The keyboard reached {reached} controls only.");
    }
}
