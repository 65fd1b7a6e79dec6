using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
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
    public void The_strength_of_a_mention_follows_its_verb()
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);
        var spoken = files.Items.SelectMany(i => i.Mentions).Concat(files.Items.SelectMany(i => i.Entries).SelectMany(e => e.Mentions ?? []))
            .Select(m => (m.Verb, m.Strength))
            .Concat(files.Documents.SelectMany(d => d.BodyMentions ?? []).Select(m => (m.Verb, m.Strength)));

        Assert.All(spoken, m => Assert.Equal((m.Verb, StrengthOf(m.Verb)), m));
    }

    [Fact]
    public void Paragraphs_carry_a_gist_and_not_the_statement_itself()
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);

        Assert.All(files.Documents.SelectMany(d => d.Paragraphs ?? []), p =>
        {
            Assert.False(string.IsNullOrWhiteSpace(p.Gist));
            Assert.Null(p.Text);
        });
    }

    [Fact]
    public void No_entry_reports_what_happened_after_its_source_was_published()
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);
        var published = files.Documents.ToDictionary(d => d.Code, d => d.PublishedOn ?? d.DatedOn);

        // What an older page says of a thing that the statement opened stands on the day of the statement.
        Assert.All(files.Items.SelectMany(i => i.Entries.Select(e => (i.Code, Entry: e))).Where(e => e.Entry.On != SummitDay), e =>
            Assert.True(e.Entry.Evidence.Max(code => published[code]) >= e.Entry.On, $"{e.Code}, {e.Entry.On:yyyy-MM-dd}"));
    }

    [Fact]
    public void Trade_and_investment_statistics_are_not_money_of_a_fund()
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);

        var statistics = files.Items.Where(i => i.ReportedFigures.Any(f => f.Document == "CS-21")).ToList();

        Assert.NotEmpty(statistics);
        Assert.All(statistics, i =>
        {
            Assert.NotEqual(Kind.Fund, i.Kind);
            Assert.Empty(i.Ledger);
        });
    }

    [Fact]
    public void The_forest_agreement_and_the_forest_organisation_are_two()
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);

        Assert.Equal(Kind.Agreement, Assert.Single(files.Items, i => i.Acronym == "AFoCo").Kind);
        Assert.Equal(Kind.Centre, Assert.Single(files.Items, i => i.Acronym == "AFoCO").Kind);
    }

    [Fact]
    public void Everything_in_the_seed_was_recorded_at_one_fixed_instant()
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);
        var at = files.Register.RecordedAt.ToUniversalTime();

        var register = SeedRegister.Of(files);

        Assert.All(register.Items.SelectMany(i => i.Entries), e => Assert.Equal(at, e.RecordedAt));
        Assert.All(register.Ledgers, e => Assert.Equal(at, e.RecordedAt));
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
        Assert.Contains("NOWHERE", FailureOf(i => i with { Relations = [new(RelationKind.PartOf, "NOWHERE")] }), StringComparison.Ordinal);
        Assert.Contains("NOBODY", FailureOf(i => i with { Bodies = [new("NOBODY", BodyRole.Lead)] }), StringComparison.Ordinal);
        Assert.Contains("NOTHING", FailureOf(i => i with { Entries = [new() { On = SummitDay, Evidence = ["NOTHING"] }] }), StringComparison.Ordinal);
        Assert.Contains("paragraph 23", FailureOf(i => i with { Mentions = [new("CS-21", 23, "We", "noted", Strength.Acknowledged)] }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_that_no_document_mentions_is_named()
    {
        Assert.StartsWith("RCEP:", FailureOf(i => i with { Mentions = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_items_with_one_code_are_named()
    {
        Assert.Contains("AKFTA", FailureOf(i => i with { Code = "AKFTA" }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_is_not_legal_is_named_with_its_rule()
    {
        var signedAgain = new SeedEntry { On = new(2022, 3, 1), Stage = Stage.Negotiating, Evidence = ["CS-21"] };

        var failure = FailureOf(i => i with { Entries = [.. i.Entries, signedAgain] });

        Assert.StartsWith("RCEP: lifecycle.move", failure, StringComparison.Ordinal);
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

    /// <summary>The message with which the seed is refused once its trade agreement (RCEP) is broken so.</summary>
    private static string FailureOf(Func<SeedItem, SeedItem> broken)
    {
        var files = SeedFiles.Read(TestDatabase.SeedFolder);
        var items = files.Items.Select(i => i.Code == "RCEP" ? broken(i) : i).ToList();

        return Assert.Throws<SeedException>(() => SeedRegister.Of(files with { Items = items })).Message;
    }

    /// <summary>The scale of docs/domain.md, Words: a verb that is not on it is a mistake of the seed.</summary>
    private static Strength StrengthOf(string verb) => verb switch
    {
        "agreed to" or "agreed on the need" => Strength.Agreed,
        "reaffirmed our commitment" or "reaffirmed the commitment" or "reiterated our commitment" or "reaffirmed our support" or "would continue" => Strength.Committed,
        "welcomed" or "looked forward to" or "appreciated" or "supported" or "were pleased to note" or "congratulated"
            or "noted with appreciation" or "noted with satisfaction" => Strength.Supported,
        "encouraged" => Strength.Encouraged,
        "noted" or "acknowledged" or "recognised" or "recognized the importance" or "stressed the importance" or "underscored the importance"
            or "underscored the significance" or "underlined the need" or "emphasised" or "discussed" or "reaffirmed the importance"
            or "reaffirmed the need" or "briefed" or "" => Strength.Acknowledged,
        "was held" or "chaired" or "attended" or "reported on" or "expected" => Strength.Acknowledged,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "The verb is not on the scale."),
    };
}
