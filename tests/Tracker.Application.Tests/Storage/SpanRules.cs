using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Tracker.Domain.Search;

namespace Tracker.Application.Tests.Storage;

/// <summary>What storage keeps beside the journals equals what the journals say, whatever was done.</summary>
public class SpanRules
{
    [Fact]
    public async Task All_that_is_kept_of_the_seed_equals_the_journals()
    {
        await using var database = await TestDatabase.SeededAsync();

        await AssertKeptEqualsJournalsAsync(database);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_many_deeds_of_any_kind_all_that_is_kept_equals_the_journals(int seed)
    {
        await using var database = await TestDatabase.SeededAsync();
        var random = new Random(seed);
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        await using var db = database.Context();
        var codes = await db.Items.OrderBy(i => i.Code).Select(i => i.Code).ToListAsync(TestContext.Current.CancellationToken);
        var parents = await db.HeldRelations.Where(r => r.Kind == RelationKind.PartOf).Select(r => r.To).Distinct().Order().ToListAsync(TestContext.Current.CancellationToken);
        var done = 0;
        for (var n = 0; n < 120; n++)
        {
            var code = random.Next(3) == 0 ? parents[random.Next(parents.Count)] : codes[random.Next(codes.Count)];
            var last = await db.Entries.CountAsync(e => db.Items.Any(i => i.Id == e.ItemId && i.Code == code));
            var on = database.Today.AddDays(-random.Next(1200));
            var nature = (Nature)random.Next(Enum.GetValues<Nature>().Length);
            Func<Task> deed = random.Next(7) switch
            {
                0 => () => database.Get<RecordUpdate>().ExecuteAsync(code, Some.Note(on, $"Note {n}"), keeper),
                1 => () => database.Get<RecordUpdate>().ExecuteAsync(code, new Update { On = on, Target = new($"by {on.Year + 1}", null, on.AddDays(random.Next(700))), TargetReason = "It was put off." }, keeper),
                2 => () => database.Get<ReviseItem>().ExecuteAsync(code, new Revision { On = on, Nature = nature, Note = "Read again." }, keeper),
                3 => () => database.Get<ReviseItem>().ExecuteAsync(code, new Revision { On = on, Relations = [new(RelationKind.PartOf, codes[random.Next(codes.Count)])], Note = "It belongs there." }, keeper),
                4 => () => database.Get<VoidEntry>().ExecuteAsync(code, random.Next(1, last + 1), "A slip.", keeper),
                5 => () => database.Get<AssessEntry>().ExecuteAsync(code, random.Next(1, last + 1), Verdict.Confirmed, null, manager),
                _ => () => database.Get<ReviseItem>().NameLeadAsync([code, codes[random.Next(codes.Count)]], "ROK", false, on, "Named late.", keeper),
            };
            try
            {
                await deed();
                done++;
            }
            catch (RefusedException)
            {
                // Nothing was written; the comparison below would see it.
            }
        }

        Assert.True(done > 40, $"Only {done} deeds were accepted.");
        await AssertKeptEqualsJournalsAsync(database);
    }

    [Fact]
    public async Task In_a_chain_of_three_each_counts_inside_the_next_while_that_one_counts()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var below = Some.Opening("A step of the line", Stage.NoActionReported);
        await database.Get<AddItem>().ExecuteAsync("STEP", Kind.Commitment, Form.None, below with { Profile = below.Profile with { Relations = [new(RelationKind.PartOf, "LINE")] } }, keeper);
        Assert.Equal([Standing.UnderWay, Standing.CountsInside, Standing.CountsInside], await StandingsAsync(database, "PLAN", "LINE", "STEP"));

        await database.Get<ReviseItem>().ExecuteAsync("LINE", new Revision { On = database.Today, Nature = Nature.Continuing, Note = "It has no end." }, keeper);
        Assert.Equal([Standing.UnderWay, Standing.NotDeliverable, Standing.NotStarted], await StandingsAsync(database, "PLAN", "LINE", "STEP"));

        await database.Get<ReviseItem>().ExecuteAsync("LINE", new Revision { On = database.Today, Nature = Nature.Deliverable, Note = "It has one." }, keeper);
        await database.Get<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = database.Today, Nature = Nature.Reference, Note = "It belongs to one side." }, keeper);
        Assert.Equal([Standing.NotDeliverable, Standing.NotStarted, Standing.CountsInside], await StandingsAsync(database, "PLAN", "LINE", "STEP"));
        await AssertKeptEqualsJournalsAsync(database);
    }

    [Fact]
    public async Task A_relation_revised_away_counts_no_more_from_its_day_on_and_still_before()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        await database.Get<ReviseItem>().ExecuteAsync("LINE", new Revision { On = database.Today, Relations = [], Note = "It stands alone." }, keeper);

        Assert.Equal([Standing.NotStarted], await StandingsAsync(database, "LINE"));
        Assert.Equal(Standing.CountsInside, (await database.Get<ItemQuery>().AsOfAsync("LINE", database.Today.AddDays(-1)))!.Standing);
        await AssertKeptEqualsJournalsAsync(database);
    }

    [Fact]
    public async Task An_item_whose_only_opening_is_withdrawn_leaves_the_register_and_keeps_its_code()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        await database.Get<VoidEntry>().ExecuteAsync("PLAN", 1, "Another statement's plan.", keeper);

        Assert.Null(await database.Get<ItemQuery>().AsOfAsync("PLAN", database.Today));
        Assert.Equal(["CENTRE", "LINE"], (await database.Get<RegisterQuery>().PageAsync(new(), database.Today)).Rows.Select(r => r.Code));
        Assert.Equal([Standing.NotStarted], await StandingsAsync(database, "LINE"));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<AddItem>().ExecuteAsync("PLAN", Kind.Plan, Form.None, Some.Opening("Another plan", Stage.Adopted), keeper));
        Assert.Contains("code.taken", refused.Refusals.Select(r => r.Rule));
        await AssertKeptEqualsJournalsAsync(database);
    }

    [Fact]
    public async Task A_deed_on_a_plan_and_its_line_leaves_the_line_inside_the_plan()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        await database.Get<ReviseItem>().NameLeadAsync(["PLAN", "LINE"], "ASEAN", false, database.Today, "Agreed by both sides.", keeper);

        Assert.Equal([Standing.CountsInside], await StandingsAsync(database, "LINE"));
        await AssertKeptEqualsJournalsAsync(database);
    }

    [Fact]
    public async Task What_would_be_part_of_itself_is_refused_and_nothing_is_written()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = database.Today, Relations = [new(RelationKind.PartOf, "LINE")], Note = "It serves the line." }, keeper);
        var before = await Some.CountsAsync(database);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = database.Today, Relations = [new(RelationKind.PartOf, "CENTRE")], Note = "A circle." }, keeper));

        Assert.Equal("relation.circle", Assert.Single(refused.Refusals).Rule);
        Assert.Equal(before, await Some.CountsAsync(database));
    }

    [Fact]
    public async Task A_void_that_would_close_a_circle_is_refused()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var away = await database.Get<ReviseItem>().ExecuteAsync("LINE", new Revision { On = Some.Day.AddDays(10), Relations = [], Note = "It stands alone." }, keeper);
        await database.Get<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = Some.Day.AddDays(20), Relations = [new(RelationKind.PartOf, "LINE")], Note = "The plan serves the line." }, keeper);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<VoidEntry>().ExecuteAsync("LINE", away, "It was part after all.", keeper));

        Assert.Contains("relation.circle", refused.Refusals.Select(r => r.Rule));
    }

    [Fact]
    public async Task Words_are_found_as_they_are_after_each_deed_and_after_the_index_is_made_anew()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        async Task<int> FoundAsync(string text) => (await database.Get<RegisterQuery>().PageAsync(new() { Text = text }, database.Today)).Total;

        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = database.Today, Title = "A forestry hub" }, keeper);
        Assert.Equal(1, await FoundAsync("orestr"));

        await using (var db = database.Context())
        {
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"HeldTexts_found_INSERT\"", TestContext.Current.CancellationToken);
        }

        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = database.Today, Title = "A mangrove hub" }, keeper);
        Assert.Equal(0, await FoundAsync("mangrove"));
        await Database.PrepareAsync(database.Services, TestDatabase.SeedFolder);

        Assert.Equal((1, 0), (await FoundAsync("mangrove"), await FoundAsync("forestry")));
    }

    [Fact]
    public async Task What_another_version_derived_is_derived_anew_at_the_next_start()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using (var db = database.Context())
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE \"Spans\" SET \"PeriodText\" = NULL, \"Standing\" = 'UnderWay'; DELETE FROM \"HeldBodies\"; DELETE FROM \"SearchTexts\" WHERE \"Number\" > 1; PRAGMA user_version = 1", TestContext.Current.CancellationToken);
        }

        await Database.PrepareAsync(database.Services, TestDatabase.SeedFolder);

        await AssertKeptEqualsJournalsAsync(database);
    }

    private static async Task<List<Standing>> StandingsAsync(TestDatabase database, params string[] codes)
    {
        List<Standing> standings = [];
        foreach (var code in codes)
        {
            standings.Add((await database.Get<ItemQuery>().AsOfAsync(code, database.Today))!.Standing);
        }

        return standings;
    }

    /// <summary>Every row that is kept, compared with what the journals say when read afresh.</summary>
    internal static async Task AssertKeptEqualsJournalsAsync(TestDatabase database)
    {
        await using var db = database.Context();
        var items = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).ToListAsync();
        var counting = items.ToDictionary(i => i.Code, i => i.HeldBy(_ => []).Counting);
        var afresh = items.ConvertAll(i => i.HeldBy(code => counting[code]));

        AssertSame(afresh.SelectMany(h => h.Spans), await db.Spans.AsNoTracking().ToListAsync());
        AssertSame(afresh.SelectMany(h => h.Bodies), await db.HeldBodies.AsNoTracking().ToListAsync());
        AssertSame(afresh.SelectMany(h => h.Relations), await db.HeldRelations.AsNoTracking().ToListAsync());
        AssertSame(afresh.SelectMany(h => h.Mentions), await db.HeldMentions.AsNoTracking().ToListAsync());
        AssertSame(afresh.SelectMany(h => h.Texts), await db.HeldTexts.AsNoTracking().ToListAsync());
        AssertSame(afresh.SelectMany(h => h.Targets), await db.HeldTargets.AsNoTracking().ToListAsync(), isThereAlways: false);
        var documents = (await db.Documents.AsNoTracking().ToListAsync()).SelectMany(Findable.Of);
        var bodies = (await db.Bodies.AsNoTracking().ToListAsync()).Select(Findable.Of);
        AssertSame(afresh.SelectMany(h => h.Findables).Concat(documents).Concat(bodies), (await db.SearchTexts.AsNoTracking().ToListAsync()).Select(t => t.AsFound));
        await AssertIndexedAsync(db);
    }

    /// <summary>Every word of the index at its place, compared with an index made of nothing but the texts.</summary>
    private static async Task AssertIndexedAsync(TrackerDbContext db)
    {
        Assert.False(await SearchIndex.IsApartAsync(db, default));
        const string Words = "SELECT term || ' ' || doc || ' ' || offset AS \"Value\" FROM \"SearchTerms\" ORDER BY 1";
        var kept = await db.Database.SqlQueryRaw<string>(Words).ToListAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await SearchIndex.LetGoAsync(db, default);
        await SearchIndex.KeepAsync(db, default);
        Assert.Equal(await db.Database.SqlQueryRaw<string>(Words).ToListAsync(), kept);
        Assert.NotEmpty(kept);
    }

    private static void AssertSame<T>(IEnumerable<T> afresh, IEnumerable<T> kept, bool isThereAlways = true)
    {
        static List<string> Rows(IEnumerable<T> rows) =>
            [.. rows.Select(r => string.Join(" · ", typeof(T).GetProperties().Select(p => $"{p.Name} {p.GetValue(r)}"))).Order(StringComparer.Ordinal)];

        Assert.True(Rows(afresh).Count > 0 || !isThereAlways);
        Assert.Equal(Rows(afresh), Rows(kept));
    }
}
