using Microsoft.EntityFrameworkCore;
using Tracker.Application.Documents;
using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Documents;

/// <summary>
/// A series of four statements, fifteen days apart: the second names nothing. The centre is in the first and the
/// third, the plan in all that speak, the line in the fourth alone.
/// </summary>
public sealed class TrailQueryRules
{
    private static readonly DateOnly First = Some.Day.AddDays(10);
    private static readonly DateOnly Third = First.AddDays(30);
    private static readonly DateOnly Fourth = First.AddDays(45);

    private static Mention Said(string document, string verb, Strength strength, int? paragraph = 1, string speaker = "We") => new(document, paragraph, speaker, verb, strength);

    private static async Task<(TestDatabase Database, Guid Keeper)> RegisterAsync()
    {
        var database = await Some.RegisterAsync();
        await using (var db = database.Context())
        {
            Document Of(string code, int after, params Paragraph[] paragraphs) =>
                new(code, $"Statement {code}", DocumentKind.Statement, First.AddDays(after), null, "Chair", null, paragraphs, series: "Summit");
            db.Documents.AddRange(
                Of("S1", 0, new Paragraph(1, "Gist one.", "We welcomed the plan. We noted the centre and its rooms."), new Paragraph(2, "Gist two.")),
                Of("S2", 15),
                Of("S3", 30, new Paragraph(1, "Gist.", "We agreed to the centre. We noted the plan.")),
                Of("S4", 45));
            await db.SaveChangesAsync();
        }

        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await NameAsync("CENTRE", First, Said("S1", "noted", Strength.Acknowledged));
        await NameAsync("PLAN", First, Said("S1", "welcomed", Strength.Supported));
        await NameAsync("CENTRE", Third, Said("S3", "agreed to", Strength.Agreed));
        await NameAsync("PLAN", Third, Said("S3", "noted", Strength.Acknowledged));
        await NameAsync("PLAN", Fourth, Said("S4", "noted", Strength.Acknowledged, null, "The ROK"));
        await NameAsync("LINE", Fourth, Said("S4", "urged", Strength.Encouraged, null));
        return (database, keeper);

        Task NameAsync(string item, DateOnly on, Mention mention) =>
            database.Get<ReviseItem>().ExecuteAsync(item, new Revision { On = on, MentionsAdded = [mention], Note = "Named again." }, keeper);
    }

    private static async Task WithdrawAsync(TestDatabase database, Guid keeper, string item, DateOnly on, Mention mention) =>
        await database.Get<ReviseItem>().ExecuteAsync(item, new Revision { On = on, MentionsWithdrawn = [mention], Note = "It speaks of another." }, keeper);

    private static async Task<ItemTrail> TrailAsync(TestDatabase database, string item, DateOnly? day = null, int page = 1) =>
        (await database.Get<ItemQuery>().AsOfAsync(item, day ?? database.Today, page))!.Trail;

    private static async Task<DocumentInSeries> SeriesAsync(TestDatabase database, string document, DateOnly? day = null) =>
        (await database.Get<DocumentQuery>().AsOfAsync(document, day ?? database.Today))!.Series!;

    private static async Task<(RegisterView View, IEnumerable<string> Codes)> SilentAsync(TestDatabase database, string since, DateOnly? day = null)
    {
        var view = await database.Get<RegisterQuery>().PageAsync(new() { SilentSince = [Silence.Read(since)!.Value] }, day ?? database.Today);
        return (view, view.Rows.Select(r => r.Code));
    }

    [Fact]
    public async Task An_item_shows_what_each_document_says_the_newest_first_with_its_words()
    {
        var (database, _) = await RegisterAsync();
        await using var gone = database;

        var trail = await TrailAsync(database, "CENTRE");

        Assert.Equal(["S3", "S1", "STATEMENT"], trail.Documents.Select(d => d.Document.Code));
        Assert.Equal(["S1", "STATEMENT", null], trail.Documents.Select(d => d.Step.ComparedWith?.Code));
        Assert.Equal([WordChange.Stronger], trail.Documents[0].Step.Comparison!.Changes);
        Assert.Equal(
            [new("We agreed to the centre.", false), new("We noted the centre and its rooms.", false), null],
            trail.Documents.Select(d => d.Said.Single().Words));
        Assert.Equal("Says something.", trail.Documents[2].Said[0].Gist);
        var (last, later) = Assert.Single(trail.SilentSince);
        Assert.Equal(("S3", "S4"), (last.Code, later.Single().Code));
    }

    [Fact]
    public async Task On_a_past_day_the_trail_ends_there()
    {
        var (database, _) = await RegisterAsync();
        await using var gone = database;

        Assert.Empty((await TrailAsync(database, "CENTRE", Fourth.AddDays(-1))).SilentSince);
        Assert.Equal(["S1", "STATEMENT"], (await TrailAsync(database, "CENTRE", Third.AddDays(-1))).Documents.Select(d => d.Document.Code));
        Assert.Equal(["STATEMENT"], (await TrailAsync(database, "CENTRE", First.AddDays(-1))).Documents.Select(d => d.Document.Code));
    }

    [Fact]
    public async Task A_long_trail_has_pages_and_a_document_shows_its_first_mentions()
    {
        var (database, keeper) = await RegisterAsync();
        await using var gone = database;
        await using (var db = database.Context())
        {
            db.Documents.AddRange(Enumerable.Range(0, 20).Select(n => new Document($"D{n}", "A page", DocumentKind.OfficialPage, Fourth.AddDays(n), null, "Somebody", null)));
            await db.SaveChangesAsync();
        }

        await database.Get<ReviseItem>().ExecuteAsync(
            "CENTRE", new Revision { On = Fourth.AddDays(20), MentionsAdded = [.. Enumerable.Range(0, 200).Select(n => new Mention($"D{n % 20}", null, "We", $"welcomed {n}", Strength.Supported))], Note = "Many." }, keeper);

        var (first, last) = (await TrailAsync(database, "CENTRE"), await TrailAsync(database, "CENTRE", page: 99));

        Assert.Equal((23, 5, ItemTrail.PageSize), (first.Total, first.PageCount, first.Documents.Count));
        Assert.Equal(("D19", 10, ItemTrail.MostMentions), (first.Documents[0].Document.Code, first.Documents[0].Step.Mentions.Count, first.Documents[0].Said.Count));
        Assert.Equal((5, "STATEMENT"), (last.Page, last.Documents[^1].Document.Code));
    }

    [Fact]
    public async Task A_document_is_compared_with_the_one_before_it_that_names_anything()
    {
        var (database, _) = await RegisterAsync();
        await using var gone = database;

        var third = await SeriesAsync(database, "S3");

        Assert.Equal("S1", third.Previous?.Code);
        Assert.Equal(["S2"], third.PassedOver.Select(d => d.Code));
        Assert.Equal(["CENTRE"], third.Rows[Repetition.Stronger].Select(r => r.Code));
        Assert.Equal(["PLAN"], third.Rows[Repetition.Weaker].Select(r => r.Code));
        Assert.Equal(2, third.Counts.Values.Sum());
        var fourth = await SeriesAsync(database, "S4");
        Assert.Equal(["LINE"], fourth.Rows[Repetition.New].Select(r => r.Code));
        Assert.Equal(["CENTRE"], fourth.Rows[Repetition.Silent].Select(r => r.Code));
        Assert.Equal(["PLAN"], fourth.Rows[Repetition.AsStrong].Select(r => r.Code));
    }

    [Fact]
    public async Task A_document_that_names_nothing_is_silent_about_nothing()
    {
        var (database, _) = await RegisterAsync();
        await using var gone = database;

        var second = await SeriesAsync(database, "S2");

        Assert.Null(second.Previous);
        Assert.Empty(second.Counts);
        Assert.Null((await database.Get<DocumentQuery>().AsOfAsync("STATEMENT", database.Today))!.Series);
        Assert.Null((await SeriesAsync(database, "S1")).Previous);
    }

    [Fact]
    public async Task On_a_past_day_later_documents_are_not_there_yet()
    {
        var (database, _) = await RegisterAsync();
        await using var gone = database;

        Assert.Equal("S3 S4", await LaterAsync(database.Today));
        Assert.Equal("S3", await LaterAsync(Fourth.AddDays(-1)));
        Assert.Equal("", await LaterAsync(Third.AddDays(-1)));

        async Task<string> LaterAsync(DateOnly day) => string.Join(' ', (await SeriesAsync(database, "S1", day)).Later.Select(d => d.Code));
    }

    [Fact]
    public async Task The_register_is_narrowed_to_what_a_series_is_silent_about()
    {
        var (database, _) = await RegisterAsync();
        await using var gone = database;

        var (byYear, ofYear) = await SilentAsync(database, "2026");
        var (byDocument, ofDocument) = await SilentAsync(database, "S3");

        Assert.Equal(["CENTRE"], ofYear);
        Assert.Equal(["CENTRE"], ofDocument);
        Assert.Equal(["S3"], byYear.LastToName.Select(d => d.Code));
        Assert.Equal(("2026", 1, true), byYear.Facets.Single(f => f.Name == "silentSince").Options.Select(o => (o.Value, o.Count, o.IsChosen)).Single());
        Assert.Equal(("2026", 1, false), byDocument.Facets.Single(f => f.Name == "silentSince").Options.Select(o => (o.Value, o.Count, o.IsChosen)).Single());
        Assert.Equal(1, (await SeriesAsync(database, "S3")).SilentSince);
        Assert.Equal(1, await database.Get<RegisterQuery>().CountAsync(new() { SilentSince = [new(2026)] }, database.Today));
        Assert.Empty((await SilentAsync(database, "S1")).Codes);
        Assert.Empty((await SilentAsync(database, "S4")).Codes);
        Assert.Empty((await SilentAsync(database, "2025")).Codes);
        Assert.Empty((await SilentAsync(database, "STATEMENT")).Codes);
        Assert.Empty((await SilentAsync(database, "S3", Fourth.AddDays(-1))).Codes);
    }

    [Fact]
    public async Task A_mention_that_is_withdrawn_speaks_no_more_from_that_day()
    {
        var (database, keeper) = await RegisterAsync();
        await using var gone = database;
        var on = Fourth.AddDays(10);
        Assert.Equal(["CENTRE"], (await SilentAsync(database, "S3")).Codes);

        await WithdrawAsync(database, keeper, "CENTRE", on, Said("S3", "agreed to", Strength.Agreed));

        Assert.Empty((await SilentAsync(database, "S3")).Codes);
        Assert.Equal(["CENTRE"], (await SilentAsync(database, "S1")).Codes);
        Assert.Equal(["CENTRE"], (await SilentAsync(database, "S3", on.AddDays(-1))).Codes);
        Assert.Equal(["CENTRE"], (await SeriesAsync(database, "S3")).Rows[Repetition.Silent].Select(r => r.Code));
        Assert.Equal(["CENTRE"], (await SeriesAsync(database, "S3", on.AddDays(-1))).Rows[Repetition.Stronger].Select(r => r.Code));
        Assert.Equal(["S1", "STATEMENT"], (await TrailAsync(database, "CENTRE")).Documents.Select(d => d.Document.Code));
    }

    [Fact]
    public async Task A_document_all_of_whose_mentions_are_withdrawn_makes_nothing_silent_any_more()
    {
        var (database, keeper) = await RegisterAsync();
        await using var gone = database;
        var on = Fourth.AddDays(10);

        await WithdrawAsync(database, keeper, "PLAN", on, Said("S4", "noted", Strength.Acknowledged, null, "The ROK"));
        await WithdrawAsync(database, keeper, "LINE", on, Said("S4", "urged", Strength.Encouraged, null));

        Assert.Empty((await SilentAsync(database, "S3")).Codes);
        Assert.Equal(["CENTRE"], (await SilentAsync(database, "S3", on.AddDays(-1))).Codes);
        Assert.Empty((await SeriesAsync(database, "S3")).Later);
    }

    [Fact]
    public async Task What_is_put_into_a_series_later_is_seen_at_once()
    {
        var (database, _) = await RegisterAsync();
        await using var gone = database;
        Assert.Equal(["CENTRE"], (await SilentAsync(database, "S3")).Codes);

        await using (var db = database.Context())
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE \"Documents\" SET \"Series\" = NULL WHERE \"Code\" = 'S4'");
        }

        Assert.Empty((await SilentAsync(database, "S3")).Codes);
    }

    [Fact]
    public async Task Any_two_documents_stand_side_by_side()
    {
        var (database, _) = await RegisterAsync();
        await using var gone = database;
        var query = database.Get<ComparisonQuery>();

        var view = await query.OfAsync("S3", "S4", null, 1, database.Today);

        Assert.Equal((2, 2, 3), (view.ItemsLeft, view.ItemsRight, view.Total));
        Assert.Equal([("PLAN", Repetition.AsStrong), ("LINE", Repetition.New), ("CENTRE", Repetition.Silent)], view.Rows.Select(r => (r.Code, r.Repetition)));
        Assert.Equal([WordChange.OtherSpeaker], view.Rows[0].Words!.Changes);
        Assert.Equal("We noted the plan.", view.Rows[0].Left.Single().Words?.Words);
        Assert.Null(view.Rows[0].Right.Single().Words);
        Assert.Equal(["CENTRE"], (await query.OfAsync("S3", "S4", Repetition.Silent, 7, database.Today)).Rows.Select(r => r.Code));
        Assert.Equal(["S4", "S3", "S1", "STATEMENT"], (await query.ChoicesAsync(database.Today)).Select(d => d.Code));
        Assert.Equal(["S1", "STATEMENT"], (await query.ChoicesAsync(Third.AddDays(-1))).Select(d => d.Code));
    }

    [Theory]
    [InlineData("S3", "S3")]
    [InlineData("S3", "NOTHING")]
    [InlineData("S2", "PRESS")]
    [InlineData("' OR 1=1", "s3")]
    [InlineData(null, null)]
    public async Task What_cannot_be_compared_has_no_rows(string? left, string? right)
    {
        var (database, _) = await RegisterAsync();
        await using var gone = database;

        var view = await database.Get<ComparisonQuery>().OfAsync(left, right, null, -1, database.Today);

        Assert.Empty(view.Rows);
        Assert.Empty(view.Counts);
    }

    [Fact]
    public async Task A_document_names_nothing_before_its_day()
    {
        var (database, keeper) = await RegisterAsync();
        await using var gone = database;
        var early = new Revision { On = Third.AddDays(1), MentionsAdded = [Said("S4", "agreed to", Strength.Agreed, null)], Note = "Recorded from a day before the document's own." };
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", early, keeper);

        var view = await database.Get<ComparisonQuery>().OfAsync("S1", "S4", null, 1, Fourth.AddDays(-1));

        Assert.Equal((2, 0), (view.ItemsLeft, view.ItemsRight));
        Assert.DoesNotContain(await database.Get<ComparisonQuery>().ChoicesAsync(Fourth.AddDays(-1)), d => d.Code == "S4");
        Assert.Equal("S3", (await TrailAsync(database, "CENTRE", Fourth.AddDays(-1))).Documents[0].Document.Code);
        Assert.Equal("S4", (await TrailAsync(database, "CENTRE")).Documents[0].Document.Code);
    }

    /// <summary>Whatever two documents of the seed name, a plain reading of the journals names too.</summary>
    [Fact]
    public async Task The_two_documents_part_what_the_journals_say_they_name()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();
        var items = await db.Items.Include(i => i.Entries).AsNoTracking().ToListAsync();
        HashSet<string> Named(string document) => [.. items.Where(i => i.StateOn(database.Today) is { } s && s.Profile.Mentions.Any(m => m.Document == document)).Select(i => i.Code)];

        var view = await database.Get<ComparisonQuery>().OfAsync("CS-21", "ASEAN-JCC7", null, 1, database.Today);

        Assert.Equal((Named("CS-21").Count, Named("ASEAN-JCC7").Count), (view.ItemsLeft, view.ItemsRight));
        Assert.Equal(Named("CS-21").Union(Named("ASEAN-JCC7")).Count(), view.Total);
        Assert.Equal(Named("CS-21").Except(Named("ASEAN-JCC7")).Count(), view.Counts[Repetition.Silent]);
        Assert.Equal(ComparisonQuery.PageSize, view.Rows.Count);
    }
}
