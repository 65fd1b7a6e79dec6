using Microsoft.Playwright;

namespace Tracker.EndToEnd;

/// <summary>The pictures of README.md. <c>docs/make-pictures.sh</c> says where to put them; otherwise they are only taken.</summary>
public sealed class Pictures(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    [Theory]
    [InlineData("overview", "/", "Overview", ColorScheme.Light, 1000)]
    [InlineData("overview-dark", "/", "Overview", ColorScheme.Dark, 1000)]
    [InlineData("item", "/items/FINANCIAL-CENTRE", "Financial", ColorScheme.Light, 1000)]
    [InlineData("plan", "/plans/POA-2021-2025", "Plan of Action", ColorScheme.Light, 900)]
    public async Task A_page_as_the_readme_shows_it(string name, string address, string title, ColorScheme scheme, int height)
    {
        var page = await browser.VisitAsync(tracker.Tracker, 1280, height, scheme);
        await page.OpenAsync(address);
        await Assertions.Expect(page.Heading()).ToContainTextAsync(title);

        var picture = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });

        Assert.True(picture.Length > 20_000, "The picture is empty.");
        if (Environment.GetEnvironmentVariable("TRACKER_PICTURES") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.png"), picture, TestContext.Current.CancellationToken);
        }
    }
}
