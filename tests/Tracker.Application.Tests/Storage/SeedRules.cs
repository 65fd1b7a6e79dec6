using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Storage;

public class SeedRules
{
    private static readonly DateOnly SummitDay = new(2020, 11, 12);

    [Fact]
    public void The_domain_accepts_the_whole_seed_and_every_journal_is_legal()
    {
        var register = SeedRegister.Of(SeedFiles.Read(TestDatabase.SeedFolder));

        Assert.All(register.Items, item => Assert.Null(item.FirstCollision()));
    }

    [Fact]
    public void The_seed_holds_well_over_a_hundred_items_from_every_paragraph_of_the_statement()
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);

        Assert.True(files.Items.Count > 100);
        var statement = Assert.Single(files.Documents, d => d.Code == "CS-21");
        Assert.Equal(Enumerable.Range(1, 22), statement.Paragraphs!.Select(p => p.Number).Order());
        var mentioned = files.Items.SelectMany(i => i.Mentions).Where(m => m.Document == "CS-21").Select(m => m.Paragraph!.Value).Distinct();
        Assert.Empty(Enumerable.Range(2, 21).Except(mentioned));
    }

    [Fact]
    public void Every_later_entry_names_its_source()
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);

        Assert.All(files.Items.SelectMany(i => i.Entries), entry => Assert.NotEmpty(entry.Evidence));
    }

    [Fact]
    public void Positions_are_commitments_without_a_stage()
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);

        Assert.All(files.Items.Where(i => i.Nature == Nature.Position), i =>
        {
            Assert.Equal(Kind.Commitment, i.Kind);
            Assert.Null(i.Stage);
        });
    }

    [Fact]
    public async Task A_second_start_loads_nothing_twice()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();
        var before = (await db.Items.CountAsync(), await db.Entries.CountAsync(), await db.Documents.CountAsync());

        await Database.PrepareAsync(database.Services, TestDatabase.SeedFolder);

        Assert.Equal(before, (await db.Items.CountAsync(), await db.Entries.CountAsync(), await db.Documents.CountAsync()));
    }

    [Fact]
    public async Task Spans_of_the_seed_equal_the_fold_for_every_day_on_which_something_changed()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();
        var spans = (await db.Spans.AsNoTracking().ToListAsync()).ToLookup(s => s.ItemId);
        var days = (await db.Entries.Where(e => e.On != null).Select(e => e.On!.Value).Distinct().ToListAsync()).Append(database.Today);

        foreach (var item in await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).ToListAsync())
        {
            foreach (var day in days)
            {
                var state = item.StateOn(day);
                var span = spans[item.Id].SingleOrDefault(s => s.Days.Covers(day));
                Assert.Equal(state?.Stage, span?.Stage);
                Assert.Equal(state?.Profile.Nature, span?.Nature);
                Assert.Equal(state?.Profile.Title, span?.Title);
                Assert.Equal(state?.Progress?.Percent, span?.Progress);
                Assert.Equal(state?.LastReportedOn, span?.LastReportedOn);
            }
        }
    }

    [Fact]
    public void A_reference_that_leads_nowhere_is_named()
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);
        var broken = files with { Items = [.. files.Items.Skip(1), files.Items[0] with { Relations = [new(RelationKind.PartOf, "NOWHERE")] }] };

        var failure = Assert.Throws<SeedException>(() => SeedRegister.Of(broken));

        Assert.Contains("NOWHERE", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_between_the_meeting_and_its_publication_is_accepted()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();

        var signed = await db.Spans.SingleAsync(s => s.Code == "RCEP" && s.From <= new DateOnly(2020, 11, 15) && new DateOnly(2020, 11, 15) < s.Until);

        Assert.Equal(Stage.Signed, signed.Stage);
        Assert.NotEqual(Stage.Signed, (await db.Spans.SingleAsync(s => s.Code == "RCEP" && s.From <= SummitDay && SummitDay < s.Until)).Stage);
    }
}
