using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>A second statement of a series is there, and people follow what became of the words.</summary>
public sealed class TrailJourney(Browser browser) : IDisposable
{
    private static readonly DateOnly Day = new(2022, 11, 12);

    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task What_a_later_statement_says_is_followed_from_item_to_document_to_register()
    {
        await NextStatementAsync();
        var page = await browser.VisitAsync(_tracker);

        // The item: what changed, in the document's own words, of which none is markup.
        await page.OpenAsync("/items/FINANCIAL-CENTRE");
        var said = page.Locator(".trail > li");
        await Expect(said).ToHaveCountAsync(2);
        await Expect(said.First).ToContainTextAsync("↑ Stronger: supported “looked forward to” → agreed “agreed to”");
        await Expect(said.First.Locator("blockquote")).ToHaveTextAsync("We agreed to open the <b>Financial</b> Cooperation Centre this year.");
        await Expect(said.Last).ToContainTextAsync("Named for the first time");
        await page.OpenAsync("/items/AKIIC");
        await Expect(page.Locator("main")).ToContainTextAsync("Silent since 12 November 2020.");

        // The document: what is new, repeated and left out, each set with its number.
        await page.OpenAsync("/documents/NEXT-SUMMIT");
        var series = page.Locator(".in-series");
        await Expect(series).ToContainTextAsync("ASEAN2021-22ND lies between, names no item and is passed over.");
        await Expect(series.GetByRole(AriaRole.Heading, new() { Name = "New in it 1" })).ToBeVisibleAsync();
        await Expect(series.GetByRole(AriaRole.Heading, new() { Name = "Repeated 2" })).ToBeVisibleAsync();
        await series.GetByText("In weaker words").ClickAsync();
        await Expect(series.GetByRole(AriaRole.Link, new() { Name = "AKCF ASEAN-Korea Cooperation Fund" })).ToBeVisibleAsync();

        // Side by side, exchanged, and narrowed.
        await series.GetByRole(AriaRole.Link, new() { Name = "Both side by side" }).ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Two documents side by side");
        await Expect(page.GetByLabel("Left")).ToHaveValueAsync("CS-21");
        await Expect(page.Locator(".compare tbody tr").First).ToContainTextAsync("Stronger");
        await page.GetByRole(AriaRole.Link, new() { Name = "Swap sides" }).ClickAsync();
        await Expect(page.GetByLabel("Left")).ToHaveValueAsync("NEXT-SUMMIT");
        await page.GetByRole(AriaRole.Link, new() { Name = "Only in NEXT-SUMMIT" }).ClickAsync();
        await Expect(page.Locator(".compare tbody tr")).ToHaveCountAsync(1);
        await page.GetByLabel("Right").SelectOptionAsync(new SelectOptionValue { Value = "ASEAN-JCC7" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("left=NEXT-SUMMIT&right=ASEAN-JCC7"));

        // The register: as many as the earlier document says.
        await page.OpenAsync("/documents/CS-21");
        var left = page.Locator(".in-series").GetByRole(AriaRole.Link, new() { Name = "of this document" });
        var words = await left.InnerTextAsync();
        await left.ClickAsync();
        await Expect(page.Locator(".table-head")).ToContainTextAsync(words.Replace(" of this document", "", StringComparison.Ordinal));
        await Expect(page.Locator(".notice")).ToContainTextAsync("Silent since CS-21. Last named by CS-21 of 12 November 2020, and by no later document of the series ASEAN-ROK Summit.");
        await Expect(page.Locator(".filter-word")).ToContainTextAsync("Silent since CS-21");

        // Before the later statement nothing was silent.
        await page.OpenAsync("/items?silentSince=CS-21&asOf=2022-11-11");
        await Expect(page.Locator(".empty")).ToContainTextAsync("No item matches");
    }

    public void Dispose() => _tracker.Dispose();

    /// <summary>A statement of the summit's series: one item in stronger words, one in weaker, one that the first did not name.</summary>
    private async Task NextStatementAsync()
    {
        await using (var db = await _tracker.Get<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync())
        {
            db.Documents.Add(new Document(
                "NEXT-SUMMIT", "Statement of the next summit", DocumentKind.Statement, Day, null, "Chair of ASEAN", null,
                [new(1, "On finance.", "We noted the report. We agreed to open the <b>Financial</b> Cooperation Centre this year."), new(2, "On funds.")],
                series: "ASEAN-ROK Summit"));
            await db.SaveChangesAsync();
        }

        var keeper = (await _tracker.Get<DemoPeople>().OpenAsync(DemoPeople.All.Single(d => d.Role == Role.RegisterKeeper))).Id;
        await NameAsync("FINANCIAL-CENTRE", new("NEXT-SUMMIT", 1, "We", "agreed to", Strength.Agreed));
        await NameAsync("AKCF", new("NEXT-SUMMIT", 2, "We", "noted", Strength.Acknowledged));
        await NameAsync("JCC", new("NEXT-SUMMIT", 2, "We", "noted", Strength.Acknowledged));

        Task NameAsync(string item, Mention mention) =>
            _tracker.Get<ReviseItem>().ExecuteAsync(item, new Revision { On = Day, MentionsAdded = [mention], Note = "Named by the next summit." }, keeper);
    }
}
