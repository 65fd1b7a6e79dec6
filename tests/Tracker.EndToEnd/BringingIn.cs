using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.Documents;
using Tracker.Application.Items;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>A statement becomes a register: documents that no rule was made for, brought in with the keyboard alone.</summary>
public sealed class BringingIn(Browser browser) : IDisposable
{
    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task Two_statements_of_a_series_are_brought_in_with_the_keyboard_alone_and_the_trail_shows_what_changed()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        var keys = new Keys(page);

        await StartAsync(keys, "highwater-2024.txt", "Chair’s Statement of the 3rd Highwater-Tarn Summit", "HW-3", "2024-03-15");
        var beforeDeciding = keys.Pressed;
        var first = await DecideAsync(keys, newItems: 20);
        var deciding = keys.Pressed - beforeDeciding;
        await Expect(page).ToHaveURLAsync(new Regex("/documents/HW-3$"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{first.Proposals} proposals, {first.Items} items confirmed: {deciding} key presses to decide and confirm, {keys.Pressed} with the form.");

        // A key for each proposal and one to confirm; who proposed something is asked for in a form.
        Assert.True(first.Items >= 20, $"Only {first.Items} items of {first.Proposals} proposals.");
        Assert.Equal(first.Proposals + 1, deciding - first.InForms);
        await page.OpenAsync("/items?document=HW-3");
        Assert.Equal(first.Items, await page.ListTotalAsync());
        var entry = (await _tracker.Get<ItemQuery>().AsOfAsync("HTCRS", new DateOnly(2024, 3, 15)))!;
        Assert.Equal("Demo register keeper", Assert.Single(entry.History).ByName);
        Assert.Null(entry.State.Stage);

        await StartAsync(keys, "highwater-2026.txt", "Chair’s Statement of the 4th Highwater-Tarn Summit", "HW-4", "2026-03-20");
        var second = await DecideAsync(keys, newItems: 50);
        Assert.True(second.Same >= 3, $"Only {second.Same} of {second.Proposals} proposals were known.");
        await Expect(page).ToHaveURLAsync(new Regex("/documents/HW-4$"));

        var content = page.Content();
        await Expect(content).ToContainTextAsync("In the series Highwater-Tarn Summit");
        await Expect(content).ToContainTextAsync(new Regex(@"Repeated\s*[1-9]"));
        await Expect(content).ToContainTextAsync(new Regex(@"Silent about\s*[1-9]"));
        var silent = int.Parse(new Regex(@"Silent about\s*(\d+)").Match(await content.InnerTextAsync()).Groups[1].Value, CultureInfo.InvariantCulture);
        await page.OpenAsync("/items/HTCRS");
        await Expect(content).ToContainTextAsync("noted the progress of the establishment of the Highwater-Tarn Centre");
        await Expect(content).ToContainTextAsync("agreed to the early opening");
        await Expect(content).ToContainTextAsync("↑ Stronger: acknowledged “noted” → agreed “agreed to”");
        await page.OpenAsync("/items/USP");
        await Expect(content).ToContainTextAsync("↓ Weaker: supported “supported” → acknowledged “acknowledged”");
        await page.OpenAsync("/items?silentSince=2024");
        await Expect(content).ToContainTextAsync("Calder");
        Assert.Equal(silent, await page.ListTotalAsync());
        await Expect(page.Locator("main a[href*='items/HTCRS']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_stands_against_a_document_is_shown_with_what_was_typed_and_nothing_is_kept()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/documents/bring/text");

        await page.Locator("#field-Title").FillAsync("A statement <b>with marks</b>");
        await page.Locator("#field-Code").FillAsync("cs 21!");
        await page.Locator("#field-File").SetInputFilesAsync(new FilePayload { Name = "statement.pdf", MimeType = "application/pdf", Buffer = [.. "%PDF-1.7 cut off"u8] });
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();

        await Expect(page.Locator(".refusals")).ToBeVisibleAsync();
        await Expect(page.Locator("#field-Title")).ToHaveValueAsync("A statement <b>with marks</b>");
        await Expect(page.Locator("#field-Code")).ToHaveValueAsync("cs 21!");
        Assert.Empty(await _tracker.Get<IncomingQuery>().ListAsync());
    }

    [Fact]
    public async Task Paragraphs_are_put_right_with_undo_and_markup_of_a_document_stays_text()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/documents/bring/text");
        await page.Locator("#field-Text").FillAsync("1. We agreed to build a <img src=x onerror=\"document.title='ran'\"> school. We welcomed the Tides Fund (TF).\n\n2. We noted the <script>document.title='ran'</script> Reef Centre (RC).");
        await FillAboutAsync(page, "MARKUP-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await Expect(page.Locator(".proposal.here")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("main img, main script").CountAsync());
        await ForEverybodyAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Paragraphs" }).ClickAsync();
        await Expect(page.Locator(".part")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Split part 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Split here" }).ClickAsync();
        await Expect(page.Locator(".part")).ToHaveCountAsync(3);
        await ForEverybodyAsync(page);
        await page.Locator(".part").Nth(1).GetByRole(AriaRole.Combobox).SelectOptionAsync("Outside");
        await Expect(page.Locator(".part.outside")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo (2)" }).ClickAsync();
        await Expect(page.Locator(".part.outside")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo (1)" }).ClickAsync();
        await Expect(page.Locator(".part")).ToHaveCountAsync(2);
        Assert.NotEqual("ran", await page.TitleAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "About it" }).ClickAsync();
        await page.Locator("#field-Code").FillAsync("cs 21!");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator(".refusals [data-rule='code.form']")).ToHaveCountAsync(1);
        await page.Locator("#field-Code").FillAsync("MARKUP-2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator(".breadcrumb")).ToContainTextAsync("MARKUP-2");
        await Expect(page.Locator(".proposal.here")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task In_two_windows_no_decision_is_lost_and_none_looks_taken_that_is_not()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/documents/bring/text");
        await page.Locator("#field-Text").FillAsync("1. We agreed to establish the Tides Fund (TF). We agreed to strengthen ferry safety. We agreed to promote island tourism.\n\n2. We welcomed the Reef Centre (RC).");
        await FillAboutAsync(page, "TWO-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await Expect(page.Locator(".proposal.here")).ToBeVisibleAsync();
        var way = page.Locator(".review-bar p").First;
        await Expect(way).ToContainTextAsync("proposal 1 of 4; 4 open");
        var other = await page.Context.NewPageAsync();
        await other.OpenAsync(page.Url);
        await Expect(other.Locator(".proposal.here")).ToBeVisibleAsync();

        // What stands against confirming leads to its proposal, and the keys go on there.
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm the document" }).ClickAsync();
        await page.Locator(".refusals [data-rule='incoming.undecided'] a").ClickAsync();
        await Expect(page.Locator(".proposal-head")).ToBeFocusedAsync();
        await Expect(page.Locator(".proposal.here .field-refusal")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("n");
        await Expect(way).ToContainTextAsync("3 open");

        // The other window decides on what it no longer sees: nothing moves, and it is said.
        await other.Locator(".proposal-head").FocusAsync();
        await other.Keyboard.PressAsync("x");
        await Expect(other.Locator(".refusals [data-rule='incoming.changed']")).ToBeVisibleAsync();
        await Expect(other.Locator(".review-bar p").First).ToContainTextAsync("proposal 1 of 4; 4 open");
        await other.GetByRole(AriaRole.Button, new() { Name = "Load it again" }).ClickAsync();
        await Expect(other.Locator(".review-bar p").First).ToContainTextAsync("3 open");

        // A form that is open keeps its words, and nothing is confirmed beside it.
        await other.GetByRole(AriaRole.Link, new() { Name = "Change or choose another" }).ClickAsync();
        await other.GetByLabel("Title", new() { Exact = true }).FillAsync("A fund for the tides");
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Confirm the document" })).ToHaveCountAsync(0);
        await page.Locator(".proposal-head").FocusAsync();
        await page.Keyboard.PressAsync("x");
        await Expect(way).ToContainTextAsync("2 open");
        await other.GetByRole(AriaRole.Button, new() { Name = "Decide", Exact = true }).ClickAsync();
        await Expect(other.Locator(".refusals [data-rule='incoming.changed']")).ToBeVisibleAsync();
        await Expect(other.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("A fund for the tides");
        await other.GetByRole(AriaRole.Button, new() { Name = "Decide", Exact = true }).ClickAsync();
        await Expect(other.Locator(".proposals")).ToContainTextAsync("A fund for the tides");

        // Many at once are taken back at once.
        await other.GetByRole(AriaRole.Button, new() { Name = "Decide them so" }).ClickAsync();
        await Expect(other.Locator(".review-bar p").First).ToContainTextAsync("All proposals are decided");
        await other.GetByRole(AriaRole.Button, new() { Name = "Open them again" }).ClickAsync();
        await Expect(other.Locator(".review-bar p").First).ToContainTextAsync("1 open");

        await other.GetByRole(AriaRole.Button, new() { Name = "Discard …" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Keep it" })).ToBeFocusedAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Discard it for good" }).ClickAsync();
        await Expect(other.Heading()).ToHaveTextAsync("Documents");
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("The document is discarded");
        await page.OpenAsync($"{page.Url.Split('?')[0]}?step=about");
        await Expect(page.Heading()).ToHaveTextAsync("It is not on its way any more");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_sent_and_what_was_typed_stays()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/documents/bring/text");
        await page.Locator("#field-Title").FillAsync("A statement of many pictures");
        await page.Locator("#field-File").SetInputFilesAsync(new FilePayload { Name = "statement.txt", MimeType = "text/plain", Buffer = new byte[(20 * 1024 * 1024) + 1] });

        await page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("more than 20 MB");
        await Expect(page.Locator("#field-Title")).ToHaveValueAsync("A statement of many pictures");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Read it" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_text_of_a_cited_document_is_attached_and_its_items_show_their_words()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/documents/CS-21");
        await page.GetByRole(AriaRole.Link, new() { Name = "Attach its text" }).ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Attach the text");
        var numbers = (await _tracker.Get<DocumentChoices>().AllAsync()).Single(d => d.Code == "CS-21").Paragraphs;
        await page.Locator("#field-Text").FillAsync(string.Join("\n\n", numbers.Select(n => $"{n}. Words of our own that stand in paragraph {n}. We noted the ongoing discussions on the centre of paragraph {n}.")));
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await Expect(page.Locator(".state")).ToContainTextAsync($"Each of the {numbers.Count} paragraphs has its words");
        await page.GetByRole(AriaRole.Button, new() { Name = "Attach the text" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/documents/CS-21$"));
        await Expect(page.Content()).ToContainTextAsync("Words of our own that stand in paragraph 7.");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Attach its text" })).ToHaveCountAsync(0);
        await page.OpenAsync("/items/AKIIC");
        await Expect(page.Content()).ToContainTextAsync("We noted the ongoing discussions on the centre of paragraph 10.");
    }

    private static async Task ForEverybodyAsync(IPage page)
    {
        foreach (var width in new[] { 390, 1440 })
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                Assert.Empty(await page.SeriousFindingsAsync());
            }

            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }
    }

    /// <summary>Fills the form of a new document, from key to key.</summary>
    private static async Task StartAsync(Keys keys, string file, string title, string code, string day)
    {
        await keys.Page.OpenAsync("/documents/bring/text");
        await keys.TabToAsync("#field-Text");
        await keys.PasteAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Documents", file)));
        await keys.TabToAsync("#field-Title");
        await keys.PasteAsync(title);
        await keys.TabToAsync("#field-Code");
        await keys.PasteAsync(code);
        await keys.TabToAsync("#field-DatedOn");
        await keys.TypeAsync(string.Concat(day[5..7], day[8..10], day[..4]));
        await keys.TabToAsync("#field-Issuer");
        await keys.PasteAsync("The Chair");
        await keys.TabToAsync("#field-Series");
        await keys.PasteAsync("Highwater-Tarn Summit");
        await keys.PressAsync("Enter");
        await Expect(keys.Page.Locator(".proposal.here")).ToBeVisibleAsync();
        await keys.Page.AliveAsync();
    }

    /// <summary>Decides each proposal with one key: the same where it is named so, else a new item, until there are enough; then confirms.</summary>
    /// <summary>Decides each proposal with one key, and confirms.</summary>
    private static async Task<(int Proposals, int Items, int Same, int InForms)> DecideAsync(Keys keys, int newItems)
    {
        var page = keys.Page;
        var status = page.Locator(".review-bar [role=status]");
        var (proposals, items, same, inForms) = (0, 0, 0, 0);
        for (; await status.InnerTextAsync() is var said && !said.StartsWith("All", StringComparison.Ordinal); proposals++)
        {
            var matches = page.Locator(".proposal.here .match");
            var isSame = await matches.CountAsync() > 0 && !(await matches.First.InnerTextAsync()).Contains("words in common", StringComparison.Ordinal);
            var key = isSame ? "s" : items < newItems ? "n" : "x";
            items += key == "n" ? 1 : 0;
            same += isSame ? 1 : 0;
            await keys.PressAsync(key);
            await Expect(page.Locator(".review-bar [role=status], #field-Proposer").First).Not.ToHaveTextAsync(said);

            // Who proposed it is no body of the register's: its form asks.
            if (await page.Locator("#field-Proposer").CountAsync() > 0)
            {
                await page.AliveAsync();
                var before = keys.Pressed;
                await keys.TabToAsync("#field-Proposer");
                await keys.TypeAsync("Republic of K");
                await keys.TabToAsync("form[data-kept] [type=submit]");
                await keys.PressAsync("Enter");
                await Expect(status).Not.ToHaveTextAsync(said);
                inForms += keys.Pressed - before;
            }
        }

        await keys.PressAsync("c");
        await Expect(page.Locator(".proposal.here")).ToHaveCountAsync(0);
        return (proposals, items, same, inForms);
    }

    private static async Task FillAboutAsync(IPage page, string code)
    {
        await page.Locator("#field-Title").FillAsync("A statement of our own");
        await page.Locator("#field-Code").FillAsync(code);
        await page.Locator("#field-DatedOn").FillAsync("2025-06-01");
        await page.Locator("#field-Issuer").FillAsync("The Chair");
    }

    public void Dispose() => _tracker.Dispose();

    /// <summary>A person at the keyboard, whose presses are counted; pasting is one.</summary>
    private sealed class Keys(IPage page)
    {
        public IPage Page => page;

        public int Pressed { get; private set; }

        public async Task PressAsync(string key)
        {
            Pressed++;
            await page.Keyboard.PressAsync(key);
        }

        public async Task PasteAsync(string text)
        {
            Pressed++;
            await page.Keyboard.InsertTextAsync(text);
        }

        public async Task TypeAsync(string text)
        {
            Pressed += text.Length;
            await page.Keyboard.TypeAsync(text);
        }

        public async Task TabToAsync(string place)
        {
            for (var n = 0; n < 80 && !await IsAtAsync(place); n++)
            {
                await PressAsync("Tab");
            }

            Assert.True(await IsAtAsync(place), $"Tab does not lead to {place}.");
        }

        private Task<bool> IsAtAsync(string place) => page.EvaluateAsync<bool>("place => document.activeElement.matches(place)", place);
    }
}
