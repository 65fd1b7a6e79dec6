using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Search;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Search;

/// <summary>What words find, on which day and in which order (docs/domain.md, Search).</summary>
public class SearchRules
{
    private static readonly DateOnly Later = Some.Day.AddDays(60);

    [Theory]
    [InlineData("mangrove")]
    [InlineData("mangr")]
    [InlineData("MA")]
    [InlineData("hub mangrove")]
    [InlineData("\"forestry hub\"")]
    [InlineData("\"forestry hu")]
    [InlineData("“forestry hub”")]
    [InlineData("agfh")]
    [InlineData("Nguyen")]
    [InlineData("nguyễn")]
    [InlineData("duong")]
    [InlineData("ĐƯỜNG")]
    [InlineData("한국")]
    [InlineData("한")]
    [InlineData("산림센")]
    [InlineData("2021-2025")]
    [InlineData("1.2.3")]
    [InlineData("hub-2")]
    [InlineData("coasts")]
    public async Task An_item_is_found_by_words_and_their_beginnings_in_its_names_and_summary(string typed)
    {
        await using var database = await ForestryAsync();

        Assert.Equal("HUB-2", (await ItemsAsync(database, typed)).First());
    }

    [Theory]
    [InlineData("angrove")]
    [InlineData("m")]
    [InlineData("\"hub forestry\"")]
    [InlineData("\"forestry hu\"")]
    [InlineData("mangrove desert")]
    [InlineData("2021-2024")]
    [InlineData("\"2025 mangrove\"")]
    public async Task Nothing_is_found_where_a_word_is_missing_or_a_phrase_does_not_stand_so(string typed)
    {
        await using var database = await ForestryAsync();

        Assert.Empty(await ItemsAsync(database, typed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"")]
    [InlineData("\"\"\"\"")]
    [InlineData("* - ^ : ( ) { } + ,")]
    [InlineData("\0\u0001\u001f")]
    [InlineData("\ud83d")]
    [InlineData("😀 🇰🇷")]
    [InlineData("'; DROP TABLE \"Items\"; --")]
    [InlineData("NEAR(a b)")]
    [InlineData("AND")]
    [InlineData("a OR")]
    [InlineData("NOT NOT NOT")]
    [InlineData("Words:mangrove")]
    [InlineData("mangrove*")]
    [InlineData("^mangrove")]
    [InlineData("==0")]
    [InlineData("== ===")]
    [InlineData("%_\\")]
    [InlineData("{0} {1}")]
    [InlineData("\u202eevorgnam\u202c \u200b\u200d\ufeff")]
    public async Task Nothing_that_is_typed_is_read_as_anything_but_words(string typed)
    {
        await using var database = await ForestryAsync();

        var view = await database.Get<SearchQuery>().FindAsync(typed, database.Today, 5, TestContext.Current.CancellationToken);

        Assert.All(view.Groups, g => Assert.NotEmpty(g.Hits));
        Assert.Equal(!typed.EnumerateRunes().Any(System.Text.Rune.IsLetterOrDigit), view.IsNothing);
        Assert.Equal(typed.Contains("mangrove", StringComparison.Ordinal) && !typed.Contains(':', StringComparison.Ordinal), view.Groups.Any(g => g.Type == SearchType.Items && g.Hits[0].Code == "HUB-2"));
        Assert.True((await ItemsAsync(database, "mangrove")).Count == 1);
    }

    [Fact]
    public async Task Of_a_very_long_text_the_first_words_are_searched_for()
    {
        await using var database = await ForestryAsync();

        Assert.Equal(["HUB-2"], await ItemsAsync(database, "mangrove " + string.Concat(Enumerable.Repeat("hub ", 100_000))));
        Assert.Equal(["HUB-2"], await ItemsAsync(database, "the mangrove hub forestry asean coasts of both regions for all nowhere"));
        Assert.Empty(await ItemsAsync(database, new string('ế', 100_000)));
    }

    [Fact]
    public async Task What_is_called_so_comes_first_then_names_then_summaries_and_whole_words_before_beginnings()
    {
        await using var database = await Some.RegisterAsync();
        await AddAsync(database, "D", new() { Title = "A dialogue", Summary = "It prepares the forum." });
        await AddAsync(database, "C", new() { Title = "Forums of all sorts" });
        await AddAsync(database, "A", new() { Title = "A much longer title that names the forum among many other words" });
        await AddAsync(database, "B", new() { Title = "Yearly forum" });
        await AddAsync(database, "G", new() { Title = "Forums on forums for forums" });
        await AddAsync(database, "E", new() { Title = "A dialogue of another name", OtherNames = ["Forum"] });
        await AddAsync(database, "F", new() { Title = "A dialogue", Summary = "It prepares forums." });

        var found = await ItemsAsync(database, "forum");

        Assert.Equal(["E", "B", "A", "G", "C", "D", "F"], found);
        Assert.Equal(found, await ItemsAsync(database, "forum"));
    }

    [Fact]
    public async Task A_name_is_found_before_summaries_however_many_newer_ones_have_the_word()
    {
        await using var database = await Some.RegisterAsync();
        await AddAsync(database, "AAA", new() { Title = "Quarterly lighthouse" });
        await AddAsync(database, "BBB", new() { Title = "Another", Acronym = "LIGHTHOUSE" });
        for (var n = 0; n < SearchQuery.MostRanked + 60; n++)
        {
            await AddAsync(database, $"N-{n}", new() { Title = $"Number {n}", Summary = "Below a lighthouse." }, Later);
        }

        var view = await database.Get<SearchQuery>().FindAsync("lighthouse", database.Today, 3, TestContext.Current.CancellationToken);

        var items = Assert.Single(view.Groups);
        Assert.Equal(["BBB", "AAA"], items.Hits.Take(2).Select(h => h.Code));
        Assert.Equal((SearchQuery.MostRanked + 62, false), (items.Count, items.IsMore));
        foreach (var (asked, shown, hits) in new[] { (-3, 1, SearchQuery.PageSize), (0, 1, SearchQuery.PageSize), (9, 9, 2), (99, 9, 2) })
        {
            var page = Assert.Single((await database.Get<SearchQuery>().PageAsync("lighthouse", database.Today, SearchType.Items, asked, TestContext.Current.CancellationToken)).Groups);
            Assert.Equal((shown, 9, hits), (page.Page, page.PageCount, page.Hits.Count));
        }
    }

    [Fact]
    public async Task Each_name_is_found_on_the_days_on_which_it_was_the_name()
    {
        await using var database = await ForestryAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("HUB-2", new Revision { On = Later, Title = "A peatland hub", Summary = "For bogs.", Note = "Renamed." }, keeper);

        foreach (var (typed, before) in new[] { ("mangrove", true), ("coasts", true), ("peatland", false), ("bogs", false) })
        {
            Assert.Equal(before ? ["HUB-2"] : [], await ItemsAsync(database, typed, Later.AddDays(-1)));
            Assert.Equal(before ? [] : ["HUB-2"], await ItemsAsync(database, typed, Later));
        }

        Assert.Empty(await ItemsAsync(database, "mangrove", Some.Day.AddDays(-1)));
    }

    [Fact]
    public async Task Notes_and_sources_are_found_from_the_day_of_their_entry_and_not_once_they_are_withdrawn()
    {
        await using var database = await ForestryAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var entry = await database.Get<RecordUpdate>().ExecuteAsync("HUB-2", new Update { On = Later, Note = "Seedlings were planted.", Evidence = [new(null, "A harvest bulletin", Later, "A newspaper", DocumentKind.PressReport, "https://example.org/b")] }, keeper);

        Assert.Equal([("HUB-2", entry)], await PlacesAsync(database, "seedling", SearchType.Notes, Later));
        Assert.Equal([("HUB-2", entry)], await PlacesAsync(database, "harvest", SearchType.Evidence, Later));
        Assert.Empty(await PlacesAsync(database, "seedling", SearchType.Notes, Later.AddDays(-1)));
        Assert.Empty(await PlacesAsync(database, "harvest", SearchType.Evidence, Later.AddDays(-1)));

        await database.Get<VoidEntry>().ExecuteAsync("HUB-2", entry, "Seedlings of another hub.", keeper);

        Assert.Empty((await database.Get<SearchQuery>().FindAsync("seedling", database.Today, 5, TestContext.Current.CancellationToken)).Groups);
        Assert.Empty((await database.Get<SearchQuery>().FindAsync("harvest", database.Today, 5, TestContext.Current.CancellationToken)).Groups);
    }

    [Fact]
    public async Task Documents_and_paragraphs_are_found_from_the_document_s_day_and_as_they_are_once_changed()
    {
        await using var database = await Some.RegisterAsync();
        await using (var db = database.Context())
        {
            db.Documents.Add(new Document("LATER", "A communiqué", DocumentKind.Statement, Later, null, "Chairman", null, [new(7, "On glaciers.", "The Leaders welcomed cryosphere research.")]));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal([("LATER", null)], await PlacesAsync(database, "communique", SearchType.Documents, Later));
        Assert.Equal([("LATER", 7)], await PlacesAsync(database, "glacier", SearchType.Paragraphs, Later));
        Assert.Equal([("LATER", 7)], await PlacesAsync(database, "\"cryosphere research\"", SearchType.Paragraphs, Later));
        Assert.Empty(await PlacesAsync(database, "communique", SearchType.Documents, Later.AddDays(-1)));
        Assert.Empty(await PlacesAsync(database, "glacier", SearchType.Paragraphs, Later.AddDays(-1)));

        await using (var db = database.Context())
        {
            var document = await db.Documents.SingleAsync(d => d.Code == "LATER", TestContext.Current.CancellationToken);
            db.Entry(document).Property(d => d.Paragraphs).CurrentValue = [new Paragraph(7, "On deserts.")];
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Empty(await PlacesAsync(database, "glacier", SearchType.Paragraphs, Later));
        Assert.Equal([("LATER", 7)], await PlacesAsync(database, "desert", SearchType.Paragraphs, Later));
        Assert.Equal([("LATER", null)], await PlacesAsync(database, "communique", SearchType.Documents, Later));
    }

    [Fact]
    public async Task Bodies_are_found_by_their_names_on_every_day()
    {
        await using var database = await Some.RegisterAsync();

        Assert.Equal([("ROK-MOFA", null)], await PlacesAsync(database, "foreign affairs", SearchType.Bodies, new(1995, 1, 1)));
        Assert.Equal([("ROK", null)], await PlacesAsync(database, "republic", SearchType.Bodies, database.Today));
        Assert.Equal("ROK", (await PlacesAsync(database, "rok", SearchType.Bodies, database.Today))[0].Code);
    }

    [Fact]
    public async Task The_excerpt_shows_the_first_hit_of_a_long_note_marked_and_nothing_of_it_is_markup()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var note = string.Join(' ', Enumerable.Repeat("Long before it.", 60)) + "\nThe <b>Đường</b> was opened, and the đường closed. " + string.Join(' ', Enumerable.Repeat("And long after.", 60));
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(Later, note), keeper);

        var hit = Assert.Single(Assert.Single((await database.Get<SearchQuery>().FindAsync("duon", database.Today, 5, TestContext.Current.CancellationToken)).Groups).Hits);

        Assert.Equal(["Đường", "đường"], hit.Excerpt.Where(p => p.IsHit).Select(p => p.Text));
        Assert.StartsWith("… ", hit.Excerpt[0].Text, StringComparison.Ordinal);
        Assert.EndsWith(" …", hit.Excerpt[^1].Text, StringComparison.Ordinal);
        Assert.Contains("The <b>", string.Concat(hit.Excerpt.Select(p => p.Text)), StringComparison.Ordinal);
        Assert.InRange(hit.Excerpt.Sum(p => p.Text.Length), 120, 200);
    }

    [Theory]
    [InlineData("A forestry hub", "forestr", "A |forestry| hub")]
    [InlineData("ASEAN-Korea Plan of Action 2021-2025", "2021-2025", "ASEAN-Korea Plan of Action |2021-2025|")]
    [InlineData("The joint study, jointly studied", "\"joint study\"", "The |joint study|, jointly studied")]
    [InlineData("Cafe\u0301 and Nguyễn", "cafe nguyen", "|Cafe\u0301| and |Nguyễn|")]
    [InlineData("한국산림센터", "한국", "|한국산림센터|")]
    [InlineData("", "word", "")]
    [InlineData("😀😀 word 😀", "word", "😀😀 |word| 😀")]
    public void Hits_are_whole_words_of_the_text_as_it_reads(string text, string typed, string expected) =>
        Assert.Equal(expected, string.Concat(Excerpt.Whole(text, SearchFor.Read(typed)).Select(p => p.IsHit ? $"|{p.Text}|" : p.Text)));

    [Fact]
    public async Task Only_what_pages_show_is_found()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var slip = await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(Later, "Harmless."), keeper);
        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", slip, "Zyxreason.", keeper);
        await database.Get<Tracker.Application.Drafts.KeepDraft>().ExecuteAsync(Guid.CreateVersion7(), 0, "items/CENTRE/update", "Zyxdraft", "{\"note\":\"Zyxdraft\"}", keeper, TestContext.Current.CancellationToken);
        await database.Get<VoidEntry>().ExecuteAsync("LINE", 1, "Another line.", keeper);

        Assert.Empty((await database.Get<SearchQuery>().FindAsync("zyxreason", database.Today, 5, TestContext.Current.CancellationToken)).Groups);
        Assert.Empty((await database.Get<SearchQuery>().FindAsync("zyxdraft", database.Today, 5, TestContext.Current.CancellationToken)).Groups);
        Assert.DoesNotContain("LINE", await ItemsAsync(database, "line"));
    }

    private static async Task<TestDatabase> ForestryAsync()
    {
        var database = await Some.RegisterAsync();
        await AddAsync(database, "HUB-2", new()
        {
            Title = "ASEAN-ROK forestry hub for mangroves, 2021-2025",
            Acronym = "AGFH",
            OtherNames = ["Nguyễn Trãi Hub", "Đường hub", "한국 산림센터"],
            Number = "1.2.3",
            Summary = "It protects the coasts of both regions for all.",
        });
        return database;
    }

    private static async Task AddAsync(TestDatabase database, string code, Profile profile, DateOnly? on = null)
    {
        var opening = Some.Opening(profile.Title, Stage.Proposed);
        await using var db = database.Context();
        var item = Item.Open(code, Kind.Centre, Form.Centre, opening with
        {
            Profile = opening.Profile with { Title = profile.Title, Acronym = profile.Acronym, OtherNames = profile.OtherNames, Summary = profile.Summary, Number = profile.Number },
            Update = opening.Update with { On = on ?? Some.Day },
        }, Seed.Importer, database.Today, database.Get<Calendar>().UtcNow);
        db.Items.Add(item);
        db.KeepSpansOfNew([item]);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> ItemsAsync(TestDatabase database, string typed, DateOnly? day = null) =>
        [.. (await PlacesAsync(database, typed, SearchType.Items, day ?? database.Today)).Select(p => p.Code)];

    private static async Task<List<(string Code, int? Number)>> PlacesAsync(TestDatabase database, string typed, SearchType type, DateOnly day) =>
        [.. (await database.Get<SearchQuery>().PageAsync(typed, day, type, 1, TestContext.Current.CancellationToken)).Groups.SelectMany(g => g.Hits).Select(h => (h.Code, h.Number))];
}
