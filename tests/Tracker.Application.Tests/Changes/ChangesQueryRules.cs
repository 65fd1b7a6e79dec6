using CsCheck;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Changes;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Changes;

/// <summary>What changed between two days (docs/domain.md, What changed).</summary>
public sealed class ChangesQueryRules
{
    private static readonly DateOnly First = new(2020, 11, 1);

    /// <remarks>The figures of both days are asked of the register, as its pages ask.</remarks>
    [Fact]
    public async Task The_lines_explain_the_difference_of_every_headline_figure_of_the_real_register()
    {
        await using var database = await TestDatabase.SeededAsync();
        var days = database.Today.DayNumber - First.DayNumber;
        var plans = await CodesAsync(database, Kind.Plan);
        List<ReportScope> scopes =
        [
            ReportScope.Everything, .. Enum.GetValues<Pillar>().Select(ReportScope.OfPillar), .. plans.Select(ReportScope.OfPlan), ReportScope.OfBody("ROK"), ReportScope.OfItem("AKIIC"),
            new() { Bodies = ["ROK", "ASEAN"], Pillars = [Pillar.Economic, Pillar.SocioCultural] }, new() { Plans = plans, Bodies = ["ROK"] },
        ];

        await Gen.Select(Gen.Int[0, days], Gen.Int[0, days], Gen.Int[0, scopes.Count - 1]).SampleAsync(
            async (one, other, n) =>
            {
                var scope = scopes[n];
                var (from, to) = (First.AddDays(Math.Min(one, other)), First.AddDays(Math.Max(one, other)));
                if (await database.Get<ChangesQuery>().BetweenAsync(from, to, scope, most: int.MaxValue) is not { } view)
                {
                    return;
                }

                var lines = view.Groups.SelectMany(g => g.Lines).ToList();
                Assert.All(view.Groups, g => Assert.Equal(g.Total, g.Lines.Count));
                Assert.All(lines.Where(l => l.Group != ChangeGroup.RecordedLate), l => Assert.InRange(l.On, from.AddDays(1), to));
                foreach (var change in view.Figures)
                {
                    Assert.Equal((change.Entered, change.Left), (lines.Count(l => l.Entered.Contains(change.Figure)), lines.Count(l => l.Left.Contains(change.Figure))));
                    Assert.Equal(change.After, change.Before + change.Entered - change.Left);
                    if (scope.Plans.Count == 0)
                    {
                        var filter = new RegisterFilter { Figure = change.Figure, Pillars = scope.Pillars, Bodies = scope.Bodies, Text = scope.Item };
                        Assert.Equal(await CountAsync(database, filter, from), change.Before);
                        Assert.Equal(await CountAsync(database, filter, to), change.After);
                    }
                }
            },
            iter: 25);
    }

    [Fact]
    public async Task Every_entry_of_the_period_is_told_by_a_line_that_opens_it_or_by_one_of_its_day()
    {
        await using var database = await TestDatabase.SeededAsync();
        var (from, to) = (new DateOnly(2021, 6, 30), database.Today);

        var view = (await database.Get<ChangesQuery>().BetweenAsync(from, to, ReportScope.Everything, most: int.MaxValue))!;

        await using var db = database.Context();
        var told = view.Groups.SelectMany(g => g.Lines).Where(l => l.Group != ChangeGroup.Money).Select(l => (l.Code, l.On)).ToHashSet();
        foreach (var item in await db.Items.Include(i => i.Entries).ToListAsync())
        {
            Assert.All(item.LiveEntries().Where(e => e.On > from && e.On <= to), e => Assert.Contains((item.Code, e.On!.Value), told));
            var entries = item.Entries.ToDictionary(e => e.Sequence);
            foreach (var line in view.Groups.SelectMany(g => g.Lines).Where(l => l.Code == item.Code && l.Group != ChangeGroup.Money && l.Entry is not null))
            {
                Assert.Equal(line.On, entries[line.Entry!.Value].On);
            }
        }
    }

    [Fact]
    public async Task A_move_tells_the_stage_before_and_after_its_reason_and_the_figures_that_it_moved()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(Some.Day.AddDays(9)) with { Note = "The President cut the ribbon." }, keeper);

        var view = await BetweenAsync(database, 0, 30);

        var line = Assert.Single(LinesOf(view, ChangeGroup.Stages));
        Assert.Equal(("CENTRE", Some.Day.AddDays(9), 2), (line.Code, line.On, line.Entry));
        Assert.Equal([new Shift(null, "○ Proposed", "● Opened")], line.Shifts);
        Assert.Equal("The President cut the ribbon.", line.Why);
        Assert.Contains(Figure.Delivered, line.Entered);
        Assert.Contains(Figure.NotStarted, line.Left);
        Assert.Equal((0, 1, 0, 1), Numbers(view[Figure.Delivered]));
    }

    [Fact]
    public async Task The_day_of_the_cut_off_belongs_to_the_time_before()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(Some.Day.AddDays(9)), keeper);

        Assert.Empty(LinesOf(await BetweenAsync(database, 9, 30), ChangeGroup.Stages));
        Assert.Single(LinesOf(await BetweenAsync(database, 8, 9), ChangeGroup.Stages));
        Assert.Empty(LinesOf(await BetweenAsync(database, 0, 8), ChangeGroup.Stages));
    }

    [Fact]
    public async Task A_revised_target_says_by_how_many_days_and_why()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        Update Target(int day, string text, string? reason) => new() { On = Some.Day.AddDays(day), Target = new(text, null, new(2026, 6, 30 - day)), TargetReason = reason };
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Target(2, "in early summer", null), keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Target(5, "in summer", "The site is flooded."), keeper);

        var line = Assert.Single(LinesOf(await BetweenAsync(database, 4, 30), ChangeGroup.Targets));

        Assert.Equal([new Shift(null, "in early summer (by 28 June 2026)", "in summer (by 25 June 2026)")], line.Shifts);
        Assert.Equal("3 days earlier. The site is flooded.", line.Why);
    }

    [Fact]
    public async Task What_was_edited_stands_beside_what_it_was()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync(
            "CENTRE", new Revision { On = Some.Day.AddDays(3), Title = "A better centre", Bodies = [new("ROK-MOFA", BodyRole.Lead)], Note = "Renamed by the ministers." }, keeper);

        var view = await BetweenAsync(database, 0, 30);

        var line = Assert.Single(LinesOf(view, ChangeGroup.Revisions));
        Assert.Equal([new Shift("Title", "A centre", "A better centre"), new Shift("Bodies", "Republic of Korea (lead)", "Ministry of Foreign Affairs (lead)")], line.Shifts);
        Assert.Equal(("Renamed by the ministers.", 2), (line.Why, line.Entry));
    }

    [Fact]
    public async Task A_new_mention_comes_with_its_document_and_its_verb()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync(
            "CENTRE", new Revision { On = Some.Day.AddDays(3), MentionsAdded = [new("STATEMENT", 2, "ASEAN Leaders", "looked forward to", Strength.Supported)] }, keeper);

        var line = Assert.Single(LinesOf(await BetweenAsync(database, 0, 30), ChangeGroup.Mentions));

        Assert.Equal([new Shift(null, null, "A statement, paragraph 2: ASEAN Leaders “looked forward to” (supported)")], line.Shifts);
    }

    [Fact]
    public async Task A_fact_found_late_stands_in_the_last_group_and_moves_no_figure()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(Some.Day.AddDays(2)) with { Note = "Found in the archive." }, keeper);
        var today = database.Today;

        var view = (await database.Get<ChangesQuery>().BetweenAsync(today.AddDays(-20), today, ReportScope.Everything))!;

        Assert.Contains(LinesOf(view, ChangeGroup.RecordedLate), l => l is { Code: "CENTRE", Entry: 2, Why: "Found in the archive.", Entered.Count: 0, Left.Count: 0 } && l.RecordedAt is not null);
        Assert.Equal(view[Figure.Delivered].Before, view[Figure.Delivered].After);
        Assert.Empty(LinesOf(view, ChangeGroup.Stages));
    }

    [Fact]
    public async Task What_an_import_brought_is_not_told_as_recorded_late()
    {
        await using var database = await TestDatabase.SeededAsync();

        var view = (await database.Get<ChangesQuery>().BetweenAsync(database.Today.AddDays(-20), database.Today, ReportScope.Everything, most: int.MaxValue))!;

        Assert.Empty(LinesOf(view, ChangeGroup.RecordedLate));
    }

    [Fact]
    public async Task An_entry_that_was_known_on_the_first_day_and_is_withdrawn_since_is_named_with_the_reason()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(Some.Day.AddDays(2)), keeper);
        database.Clock.Advance(TimeSpan.FromDays(10));
        var known = database.Today;
        database.Clock.Advance(TimeSpan.FromDays(5));
        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", 2, "Another centre was meant.", keeper);

        var view = (await database.Get<ChangesQuery>().BetweenAsync(known, database.Today, ReportScope.Everything))!;

        var line = Assert.Single(LinesOf(view, ChangeGroup.RecordedLate));
        Assert.Equal(("CENTRE", 2, "Withdrawn: Another centre was meant."), (line.Code, line.Entry, line.Why));
        Assert.Equal([new Shift(null, "“Opened”", null)], line.Shifts);
    }

    [Fact]
    public async Task Money_of_the_period_adds_up_to_the_difference_of_the_totals()
    {
        await using var database = await TestDatabase.SeededAsync();
        var fund = (await CodesAsync(database, Kind.Fund))[0];
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var today = database.Today;
        async Task AddAsync(LedgerEntryType type, long minor, int ago) =>
            await database.Get<AddLedgerEntry>().ExecuteAsync(fund, new(type, today.AddDays(-ago), new(minor, "USD"), "A ministry"), keeper);
        await AddAsync(LedgerEntryType.Pledge, 100, 60);
        await AddAsync(LedgerEntryType.Pledge, 700, 30);
        await AddAsync(LedgerEntryType.Pledge, 250, 20);
        await AddAsync(LedgerEntryType.Receipt, 40, 10);
        await AddAsync(LedgerEntryType.Receipt, 7, 0);

        var view = (await database.Get<ChangesQuery>().BetweenAsync(today.AddDays(-30), today, ReportScope.OfItem(fund)))!;

        Assert.Equal(
            [("Receipt", "USD 0.07"), ("Receipt", "USD 0.40"), ("Pledge", "USD 2.50")],
            LinesOf(view, ChangeGroup.Money).Select(l => (l.Shifts[0].Word!, l.Shifts[0].After!)));

        // Dated up to the first day, that day included, and recorded today.
        Assert.Equal([("Pledge", "USD 7"), ("Pledge", "USD 1")], LinesOf(view, ChangeGroup.RecordedLate).Select(l => (l.Shifts[0].Word!, l.Shifts[0].After!)));
        Assert.All(LinesOf(view, ChangeGroup.RecordedLate), l => Assert.True(l is { IsMoney: true, RecordedAt: not null, Entered.Count: 0, Left.Count: 0 }));
    }

    [Fact]
    public async Task Money_that_serves_an_item_is_told_with_it_and_what_is_taken_back_is_struck_through()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<AddItem>().ExecuteAsync("FUND", Kind.Fund, Form.None, Some.Opening("A fund", Stage.Announced), keeper);
        await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", new(LedgerEntryType.Approval, Some.Day.AddDays(2), new(500, "USD"), "A ministry", ItemServed: "CENTRE"), keeper);
        await database.Get<AddLedgerEntry>().TakeBackAsync("FUND", 1, Some.Day.AddDays(3), "A slip.", keeper);

        var view = (await database.Get<ChangesQuery>().BetweenAsync(Some.Day, Some.Day.AddDays(30), ReportScope.OfItem("CENTRE")))!;

        Assert.Equal([new Shift("Approval", "USD 5", null), new Shift("Approval", null, "USD 5")], LinesOf(view, ChangeGroup.Money).SelectMany(l => l.Shifts));
        Assert.Empty(LinesOf((await database.Get<ChangesQuery>().BetweenAsync(Some.Day, Some.Day.AddDays(30), ReportScope.OfItem("LINE")))!, ChangeGroup.Money));
    }

    [Fact]
    public async Task A_mention_that_came_and_went_is_struck_through_on_the_day_of_its_going()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        Mention mention = new("STATEMENT", 2, "ASEAN Leaders", "looked forward to", Strength.Supported);
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Some.Day.AddDays(3), MentionsAdded = [mention] }, keeper);
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Some.Day.AddDays(5), MentionsWithdrawn = [mention] }, keeper);

        var line = Assert.Single(LinesOf(await BetweenAsync(database, 3, 30), ChangeGroup.Mentions));

        Assert.Equal(Some.Day.AddDays(5), line.On);
        Assert.Equal([new Shift(null, "A statement, paragraph 2: ASEAN Leaders “looked forward to” (supported)", null)], line.Shifts);

        // What a new item is named by belongs to its being new.
        var all = await BetweenAsync(database, -1, 30);
        Assert.Equal([Some.Day.AddDays(5), Some.Day.AddDays(3)], LinesOf(all, ChangeGroup.Mentions).Select(l => l.On));
        Assert.Equal(3, LinesOf(all, ChangeGroup.New).Count);
    }

    [Fact]
    public async Task Withdrawn_entries_tell_nothing_in_the_period_and_are_named_late_only_where_they_were_known()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Some.Day.AddDays(3), Summary = "Founded by both sides." }, keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(Some.Day.AddDays(2), "A slip."), keeper);
        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", 2, "Not so.", keeper);
        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", 3, "Not so.", keeper);
        var today = database.Today;

        Assert.Empty(LinesOf(await BetweenAsync(database, 0, 30), ChangeGroup.Revisions));

        // A line opens the entry that holds, not one of the same day that was withdrawn.
        await database.Get<RecordUpdate>().ExecuteAsync("LINE", Some.Note(Some.Day.AddDays(2), "Seen."), keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("LINE", Some.Note(Some.Day.AddDays(2), "A slip."), keeper);
        await database.Get<VoidEntry>().ExecuteAsync("LINE", 3, "Not so.", keeper);
        Assert.Equal([("LINE", 2, "Seen.")], LinesOf(await BetweenAsync(database, 0, 30), ChangeGroup.Reports).Select(l => (l.Code, l.Entry!.Value, l.Why!)));
        await database.Get<VoidEntry>().ExecuteAsync("LINE", 2, "Not so.", keeper);

        // Recorded and withdrawn within the period: nobody knew of it on either day. The openings were recorded since, too.
        var late = LinesOf((await database.Get<ChangesQuery>().BetweenAsync(today.AddDays(-1), today, ReportScope.Everything))!, ChangeGroup.RecordedLate);
        Assert.Equal(["CENTRE 1", "LINE 1", "PLAN 1"], late.Select(l => $"{l.Code} {l.Entry}"));
    }

    [Fact]
    public async Task What_is_dated_on_the_first_day_and_recorded_later_stands_in_the_last_group_and_what_was_recorded_by_then_does_not()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var first = database.Today;
        database.Clock.Advance(TimeSpan.FromDays(2));
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(first, "Found in the archive."), keeper);

        var view = (await database.Get<ChangesQuery>().BetweenAsync(first, database.Today, ReportScope.Everything))!;

        Assert.Equal(["CENTRE 2"], LinesOf(view, ChangeGroup.RecordedLate).Select(l => $"{l.Code} {l.Entry}"));
        Assert.Empty(LinesOf((await database.Get<ChangesQuery>().BetweenAsync(first, database.Today, ReportScope.OfItem("LINE")))!, ChangeGroup.RecordedLate));
    }

    [Fact]
    public async Task A_report_holds_what_is_in_each_of_its_plans_bodies_and_pillars()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Some.Day.AddDays(1), Relations = [new(RelationKind.Implements, "LINE")], Bodies = [new("ROK-MOFA", BodyRole.Lead), new("ROK", BodyRole.Host)] }, keeper);
        foreach (var code in (string[])["CENTRE", "LINE"])
        {
            await database.Get<RecordUpdate>().ExecuteAsync(code, Some.Note(Some.Day.AddDays(4), "Seen."), keeper);
        }

        async Task<string> ReportedAsync(ReportScope scope) => string.Join(
            ' ', LinesOf((await database.Get<ChangesQuery>().BetweenAsync(Some.Day.AddDays(3), Some.Day.AddDays(30), scope))!, ChangeGroup.Reports).Select(l => l.Code));

        Assert.Equal("CENTRE LINE", await ReportedAsync(ReportScope.OfPlan("PLAN")));
        Assert.Equal("CENTRE", await ReportedAsync(ReportScope.OfBody("ROK-MOFA")));
        Assert.Equal("LINE", await ReportedAsync(ReportScope.OfBody("ROK")));
        Assert.Equal("CENTRE", await ReportedAsync(new() { Plans = ["PLAN"], Bodies = ["ROK-MOFA"] }));
        Assert.Equal("", await ReportedAsync(ReportScope.OfPillar(Pillar.SocioCultural)));
    }

    [Fact]
    public async Task An_edit_that_takes_an_item_out_of_what_a_report_is_of_is_told_by_it()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Some.Day.AddDays(3), Bodies = [new("ROK-MOFA", BodyRole.Lead)], Summary = "Led by the ministry.", MentionsAdded = [new("STATEMENT", 2, "We", "noted", Strength.Acknowledged)] }, keeper);

        var view = (await database.Get<ChangesQuery>().BetweenAsync(Some.Day, Some.Day.AddDays(30), ReportScope.OfBody("ROK")))!;

        Assert.Equal(["CENTRE"], LinesOf(view, ChangeGroup.Mentions).Select(l => l.Code));
        Assert.Equal(["CENTRE"], LinesOf(view, ChangeGroup.Revisions).Select(l => l.Code));
    }

    [Fact]
    public async Task A_report_is_narrowed_to_a_figure_and_then_holds_the_lines_that_moved_it()
    {
        await using var database = await TestDatabase.SeededAsync();
        var (from, to) = (new DateOnly(2020, 12, 31), database.Today);
        var query = database.Get<ChangesQuery>();
        var all = (await query.BetweenAsync(from, to, ReportScope.Everything, most: int.MaxValue))!;

        var view = (await query.BetweenAsync(from, to, ReportScope.Everything, figure: Figure.Delivered, most: int.MaxValue))!;

        var lines = view.Groups.SelectMany(g => g.Lines).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, l => Assert.Contains(Figure.Delivered, l.Entered.Concat(l.Left)));
        Assert.Equal(all[Figure.Delivered].Entered + all[Figure.Delivered].Left, lines.Count);
    }

    [Fact]
    public async Task One_group_is_read_page_by_page_and_the_pages_hold_each_line_once()
    {
        await using var database = await TestDatabase.SeededAsync();
        var (from, to) = (new DateOnly(2020, 10, 31), database.Today);
        var query = database.Get<ChangesQuery>();
        var first = (await query.BetweenAsync(from, to, ReportScope.Everything, ChangeGroup.New))!;

        List<string> codes = [];
        for (var page = 1; page <= first.Pages; page++)
        {
            codes.AddRange((await query.BetweenAsync(from, to, ReportScope.Everything, ChangeGroup.New, page: page))!.Groups.Single().Lines.Select(l => l.Code));
        }

        Assert.True(first.Pages > 1);
        Assert.Equal(first.Groups.Single().Total, codes.Count);
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.Equal(first.Pages, (await query.BetweenAsync(from, to, ReportScope.Everything, ChangeGroup.New, page: 9999))!.Page);
    }

    [Fact]
    public async Task A_plan_or_body_or_item_that_is_not_there_gives_no_report()
    {
        await using var database = await Some.RegisterAsync();
        var query = database.Get<ChangesQuery>();

        Assert.Null(await query.BetweenAsync(Some.Day, Some.Day, ReportScope.OfPlan("CENTRE")));
        Assert.Null(await query.BetweenAsync(Some.Day, Some.Day, ReportScope.OfBody("NOBODY")));
        Assert.Null(await query.BetweenAsync(Some.Day, Some.Day, ReportScope.OfItem("NOTHING")));
        await Assert.ThrowsAsync<ArgumentException>(() => query.BetweenAsync(Some.Day.AddDays(1), Some.Day, ReportScope.Everything));
    }

    private static async Task<ChangesView> BetweenAsync(TestDatabase database, int from, int to) =>
        (await database.Get<ChangesQuery>().BetweenAsync(Some.Day.AddDays(from), Some.Day.AddDays(to), ReportScope.Everything))!;

    private static IReadOnlyList<ChangeLine> LinesOf(ChangesView view, ChangeGroup group) => view.Groups.FirstOrDefault(g => g.Group == group)?.Lines ?? [];

    private static (int, int, int, int) Numbers(FigureChange change) => (change.Before, change.Entered, change.Left, change.After);

    private static Task<int> CountAsync(TestDatabase database, RegisterFilter filter, DateOnly day) => database.Get<RegisterQuery>().CountAsync(filter, day);

    private static async Task<List<string>> CodesAsync(TestDatabase database, Kind kind)
    {
        await using var db = database.Context();
        return await db.Items.Where(i => i.Kind == kind).OrderBy(i => i.Code).Select(i => i.Code).ToListAsync();
    }
}
