using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application.Packs;
using Tracker.Application.People;
using Tracker.Domain;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

public sealed class PapersJourney(Browser browser) : IDisposable
{
    private const string Papers = "/mechanisms/JCC/papers/last";

    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task A_manager_makes_the_papers_freezes_them_and_has_the_same_files_later()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo manager, ROK");
        await page.OpenAsync("/mechanisms/JCC");
        await page.GetByRole(AriaRole.Link, new() { Name = "Papers for this meeting" }).First.ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Papers for the 10th JCC");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the papers" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Made, not frozen yet" })).ToBeFocusedAsync();
        Assert.Empty(await page.SeriousFindingsAsync());

        List<byte[]> made = [await DownloadAsync("Word"), await DownloadAsync("Excel"), await DownloadAsync("PDF")];
        await page.GetByRole(AriaRole.Button, new() { Name = "Freeze", Exact = true }).ClickAsync();
        await Expect(page.GetByText("The whole register; entry")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Frozen papers" })).ToBeFocusedAsync();
        await page.ReloadAsync();
        List<byte[]> frozen = [await DownloadAsync("Word"), await DownloadAsync("Excel"), await DownloadAsync("PDF")];
        await page.GetByRole(AriaRole.Button, new() { Name = "Make again and compare" }).ClickAsync();

        await Expect(page.GetByText("still gives this content")).ToBeVisibleAsync();
        Assert.Equal(made, frozen);
        Assert.Equal(["PK", "PK", "%P"], frozen.Select(f => System.Text.Encoding.ASCII.GetString(f, 0, 2)));

        async Task<byte[]> DownloadAsync(string name)
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{name}") }).ClickAsync());
            return await File.ReadAllBytesAsync(await download.PathAsync());
        }
    }

    [Fact]
    public async Task Papers_that_take_long_are_cancelled_and_made_later()
    {
        var manager = await _tracker.Get<DemoPeople>().OpenAsync(DemoPeople.All.Single(d => d.Role == Role.Manager));
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo manager, ROK");
        await page.OpenAsync(Papers);
        using var held = new Held();
        var meeting = (await _tracker.Get<PackQuery>().LastAsync("JCC"))!.Value;
        var other = Task.Run(() => _tracker.Get<FreezePack>().PrepareAsync(
            new() { Mechanism = "JCC", Meeting = meeting, Partnership = "ASEAN–ROK partnership", From = new(2022, 5, 24), FromWords = "the 9th JCC", AsOf = new(2023, 3, 16) }, manager.Id, held));
        await held.Begun;

        await page.GetByRole(AriaRole.Button, new() { Name = "Make the papers" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Making the papers" })).ToHaveAttributeAsync("value", "0");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Cancelled; nothing was stored.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make the papers" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        await Expect(page.GetByText("None yet.")).ToBeVisibleAsync();

        held.Release();
        await other;
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the papers" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Made, not frozen yet" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task A_line_to_take_is_written_from_a_list_that_everybody_can_use_and_stands_there(int width, ColorScheme scheme)
    {
        var page = await browser.VisitAsync(_tracker, width, scheme: scheme);
        await page.SignInAsync("Demo manager, ROK");
        await page.OpenAsync(Papers + "/lines");
        Assert.Empty(await page.SeriousFindingsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page scrolls sideways.");

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Write the line on ASEAN-Korea Industrial Innovation Centre") }).ClickAsync();
        await page.GetByLabel("What your side means to say").FillAsync("Ask for the site.");
        Assert.Empty(await page.SeriousFindingsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the line" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Ask for the site." })).ToContainTextAsync("AKIIC");
        await page.OpenAsync(Papers + "?lines=own");
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^With the lines to take of the ROK") })).ToBeCheckedAsync();
    }

    public void Dispose() => _tracker.Dispose();

    /// <summary>Keeps whoever reports to it waiting until it lets go.</summary>
    private sealed class Held : IProgress<int>, IDisposable
    {
        private readonly ManualResetEventSlim _go = new();
        private readonly TaskCompletionSource _begun = new();

        public Task Begun => _begun.Task;

        public void Release() => _go.Set();

        public void Report(int value)
        {
            _begun.TrySetResult();
            _go.Wait();
        }

        public void Dispose()
        {
            _go.Set();
            _go.Dispose();
        }
    }
}
