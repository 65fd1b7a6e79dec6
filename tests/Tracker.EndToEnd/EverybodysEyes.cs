using Microsoft.Playwright;

namespace Tracker.EndToEnd;

/// <summary>Each page in both themes, wide and narrow: nothing serious for axe, nothing to scroll sideways.</summary>
public sealed class EverybodysEyes(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    public static MatrixTheoryData<string, int, ColorScheme> Pages => new(
        ["/", "/?asOf=2022-06-30", "/items", "/items?q=nothing-has-this-word", "/items?figure=overdue", "/items/FINANCIAL-CENTRE", "/items/AKCF", "/plans", "/plans/POA-2021-2025", "/centres", "/centres?view=list", "/my", "/documents", "/documents/CS-21?asOf=2022-06-30", "/bodies", "/bodies/ROK", "/nowhere", "/account/sign-in"],
        [1440, 390],
        [ColorScheme.Light, ColorScheme.Dark]);

    public static MatrixTheoryData<string, ColorScheme> Forms => new(
        ["/items/FINANCIAL-CENTRE/update", "/my", "/centres", "/items/new", "/items/FINANCIAL-CENTRE/edit", "/items/FINANCIAL-CENTRE/edit?earlier=true", "/items/leads", "/items"],
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
}
