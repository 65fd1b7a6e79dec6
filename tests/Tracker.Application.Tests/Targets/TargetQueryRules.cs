using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Targets;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Targets;

/// <summary>The leaders' own deadlines and every target with its revisions, over the whole register.</summary>
public sealed class TargetQueryRules
{
    private static readonly DateOnly Day = Some.Day;
    private static readonly Evidence Statement = new("STATEMENT", "", null, null, DocumentKind.Statement);
    private static readonly Evidence Press = new("PRESS", "", null, null, DocumentKind.PressReport);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Figures_add_up_and_each_list_holds_exactly_what_its_figure_counts_and_the_journals_say(int seed)
    {
        await using var database = await AnyRegister.OfAsync(seed, 60);
        var items = await AnyRegister.ItemsAsync(database);
        HashSet<DeadlineOutcome> seen = [];
        foreach (var day in new[] { Day, Day.AddDays(30), Day.AddDays(75), Day.AddDays(AnyRegister.LastDay) })
        {
            var view = await PageAsync(database, day);
            var expected = await ExpectedAsync(database, items, day);

            Assert.Equal(Enum.GetValues<DeadlineOutcome>().Length, view.Outcomes.Count);
            Assert.Equal(view.Leaders, (await ListAsync(database, day, new() { Origin = DeadlineOrigin.Leaders })).Count);
            Assert.Equal(view.Aside, (await ListAsync(database, day, new() { Origin = DeadlineOrigin.LeadersAside })).Count);
            Assert.Equal(view.Others, (await ListAsync(database, day, new() { Origin = DeadlineOrigin.Others })).Count);
            Assert.Equal(view.Revised, (await ListAsync(database, day, new() { OnlyRevised = true })).Count);
            Assert.Equal(view.All, (await ListAsync(database, day, new())).Count);
            foreach (var (outcome, count) in view.Outcomes)
            {
                var list = await ListAsync(database, day, new() { Origin = DeadlineOrigin.Leaders, Outcome = outcome });

                Assert.Equal(count, list.Count);
                Assert.Equal(
                    expected.Where(e => e.Origin == DeadlineOrigin.Leaders && e.Outcome == outcome).Select(e => (e.Code, e.Aim, e.Late)).Order(),
                    list.Select(r => (r.Code, r.Aim, r.DaysLate)).Order());
                seen.UnionWith(count > 0 ? [outcome] : []);
            }

            Assert.Equal(expected.Select(e => (e.Code, e.Aim, e.Late)).Order(), (await ListAsync(database, day, new())).Select(r => (r.Code, r.Aim, r.DaysLate)).Order());
            Assert.Equal(expected.Count(e => e.Origin == DeadlineOrigin.LeadersAside), view.Aside);
        }

        Assert.True(seen.Count >= 5, string.Join(", ", seen));
    }

    [Fact]
    public async Task As_of_a_day_later_revisions_and_later_meets_are_unseen()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await SetAsync(database, keeper, "CENTRE", 10, 50, Statement);
        await SetAsync(database, keeper, "CENTRE", 60, 100, Press, "Rains.");
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(Day.AddDays(80)), keeper);

        Assert.Equal(0, (await PageAsync(database, Day.AddDays(9))).All);
        var ahead = Assert.Single((await PageAsync(database, Day.AddDays(50))).Rows);
        Assert.Equal((DeadlineOutcome.Ahead, 0, (int?)null, (DateOnly?)null, 0), (ahead.Outcome, ahead.TimesRevised, ahead.MovedInAll, ahead.MetOn, ahead.DaysLate));
        var missed = Assert.Single((await PageAsync(database, Day.AddDays(79))).Rows);
        Assert.Equal((DeadlineOutcome.NotMet, 1, 50, (DateOnly?)null, 29), (missed.Outcome, missed.TimesRevised, missed.MovedInAll, missed.MetOn, missed.DaysLate));
        var met = Assert.Single((await PageAsync(database, Day.AddDays(200))).Rows);
        Assert.Equal((DeadlineOutcome.MetLate, Day.AddDays(80), 30, "STATEMENT"), (met.Outcome, met.MetOn, met.DaysLate, met.Named));
        Assert.Equal(("by day 50", Day.AddDays(50), "by day 100", Day.AddDays(100), Day.AddDays(10)), (met.BaselineText, met.BaselineLatest, met.Text, met.Latest, met.SetOn));
    }

    [Fact]
    public async Task A_deadline_of_a_stage_that_was_reached_stays_when_a_further_stage_is_aimed_at()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await SetAsync(database, keeper, "CENTRE", 10, 200, Statement);
        await SetAsync(database, keeper, "CENTRE", 11, 50, Statement, aim: Stage.Agreed);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", new Update { On = Day.AddDays(40), Stage = Stage.Agreed, Facts = new Dictionary<Fact, string> { [Fact.DecidingBody] = "Ministers" }, Evidence = [Press] }, keeper);

        var view = await PageAsync(database, Day.AddDays(60));

        Assert.Equal((1, 1, 2), (view.Outcomes[DeadlineOutcome.Kept], view.Outcomes[DeadlineOutcome.Ahead], view.Leaders));
    }

    [Fact]
    public async Task No_date_set_takes_the_target_away_and_no_deadline_of_the_leaders()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await SetAsync(database, keeper, "CENTRE", 10, 50, Statement);
        await SetAsync(database, keeper, "CENTRE", 15, 100, Press, "Rains.");
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", new Update { On = Day.AddDays(20), NoDateSet = true, TargetReason = "Nobody knows." }, keeper);

        var row = Assert.Single((await PageAsync(database, Day.AddDays(60))).Rows);

        Assert.Equal((DeadlineOutcome.NotMet, true, 1, (int?)null), (row.Outcome, row.NoDate, row.TimesRevised, row.MovedInAll));
    }

    [Fact]
    public async Task What_left_a_plan_is_in_its_scope_only_on_the_days_before()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await SetAsync(database, keeper, "LINE", 10, 50, Statement);
        await database.Get<ReviseItem>().ExecuteAsync("LINE", new Revision { On = Day.AddDays(20), Relations = [] }, keeper);

        Assert.Equal(1, (await PageAsync(database, Day.AddDays(19), new() { Scope = new(Plan: "PLAN") })).All);
        Assert.Equal(0, (await PageAsync(database, Day.AddDays(20), new() { Scope = new(Plan: "PLAN") })).All);
    }

    [Fact]
    public async Task What_was_withdrawn_or_recorded_meanwhile_is_in_the_next_count()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var day = Day.AddDays(60);
        Assert.Equal(0, (await PageAsync(database, day)).All);

        await SetAsync(database, keeper, "CENTRE", 10, 50, Statement);
        Assert.Equal(1, (await PageAsync(database, day)).Outcomes[DeadlineOutcome.NotMet]);

        await SetAsync(database, keeper, "LINE", 10, 50, Statement);
        var both = await PageAsync(database, day);
        Assert.Equal((1, 1), (both.Leaders, both.Aside));

        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", 2, "A slip.", keeper);
        Assert.Equal(0, (await PageAsync(database, day)).Leaders);
    }

    [Fact]
    public async Task A_scope_narrows_the_figures_and_the_list_alike()
    {
        await using var database = await AnyRegister.OfAsync(7, 60);
        var day = Day.AddDays(AnyRegister.LastDay);
        var all = await PageAsync(database, day);

        var pillars = await Task.WhenAll(Enum.GetValues<Pillar>().Select(p => PageAsync(database, day, new() { Scope = new(Pillar: p) })));
        Assert.Equal((all.All, all.Leaders, all.Revised), (pillars.Sum(p => p.All), pillars.Sum(p => p.Leaders), pillars.Sum(p => p.Revised)));
        Assert.All(pillars, p => Assert.InRange(p.All, 1, all.All - 1));
        var kinds = await Task.WhenAll(Enum.GetValues<Kind>().Select(k => PageAsync(database, day, new() { Scope = new(Kind: k) })));
        Assert.Equal(all.All, kinds.Sum(k => k.All));

        var items = await AnyRegister.ItemsAsync(database);
        async Task AssertListedAsync(TargetScope scope, Func<Item, ItemState, bool> belongs)
        {
            var expected = items.Where(i => i.StateOn(day) is { Targets.Count: > 0 } state && belongs(i, state)).Select(i => i.Code).Order(StringComparer.Ordinal).ToList();

            Assert.NotEmpty(expected);
            Assert.Equal(expected, (await ListAsync(database, day, new() { Scope = scope })).Select(r => r.Code).Distinct().Order(StringComparer.Ordinal));
        }

        await AssertListedAsync(new(Body: "ROK-MOFA"), (_, s) => s.Profile.Leads.Contains("ROK-MOFA"));
        await AssertListedAsync(new(Plan: "PLAN"), (i, s) => i.Code == "PLAN" || s.Profile.Relations.Any(r => r.To == "PLAN"));
        Assert.Empty(await ListAsync(database, day, new() { Scope = new(Body: "NOBODY") }));
        Assert.Contains(all.Bodies, b => b.Code == "ROK-MOFA");
        Assert.Contains(all.Plans, p => p.Code == "PLAN");
    }

    [Fact]
    public async Task The_list_is_sorted_as_it_says_and_what_cannot_be_told_comes_last()
    {
        await using var database = await AnyRegister.OfAsync(7, 60);
        foreach (var (sort, descending) in Enum.GetValues<TargetSort>().SelectMany(s => new[] { (s, false), (s, true) }))
        {
            var rows = await ListAsync(database, Day.AddDays(AnyRegister.LastDay), new() { Sort = sort, Descending = descending });

            IComparable? KeyOf(TargetRow row) => sort switch
            {
                TargetSort.Code => row.Code,
                TargetSort.Title => row.Title.ToUpperInvariant(),
                TargetSort.Baseline => row.BaselineLatest?.DayNumber,
                TargetSort.Revised => row.TimesRevised,
                TargetSort.Moved => row.MovedInAll,
                _ => row.DaysLate,
            };
            var told = rows.Select(KeyOf).TakeWhile(k => k is not null).ToList();
            var order = Comparer<IComparable?>.Create((a, b) => a is string text ? string.CompareOrdinal(text, (string)b!) : a!.CompareTo(b));
            Assert.Equal(descending ? told.OrderDescending(order) : told.Order(order), told);
            Assert.All(rows.Skip(told.Count), r => Assert.Null(KeyOf(r)));
        }
    }

    [Fact]
    public async Task A_page_has_fifty_rows_and_one_out_of_range_reads_as_the_last()
    {
        await using var database = await AnyRegister.OfAsync(7, 60);
        var day = Day.AddDays(AnyRegister.LastDay);

        var first = await PageAsync(database, day);
        var last = await PageAsync(database, day, new() { Page = 9999 });

        Assert.Equal(TargetFilter.PageSize, first.Rows.Count);
        Assert.Equal((first.PageCount, first.Total - (TargetFilter.PageSize * (first.PageCount - 1))), (last.Page, last.Rows.Count));
    }

    private static Task<int> SetAsync(TestDatabase database, Guid keeper, string code, int on, int latest, Evidence source, string? reason = null, Stage? aim = null) =>
        database.Get<RecordUpdate>().ExecuteAsync(
            code,
            new Update { On = Day.AddDays(on), Target = new($"by day {latest}", null, Day.AddDays(latest), aim), TargetReason = reason, Evidence = [source] },
            keeper);

    private static Task<TargetView> PageAsync(TestDatabase database, DateOnly day, TargetFilter? filter = null) =>
        database.Get<TargetQuery>().PageAsync(filter ?? new(), day, TestContext.Current.CancellationToken);

    /// <summary>All pages of a list.</summary>
    private static async Task<List<TargetRow>> ListAsync(TestDatabase database, DateOnly day, TargetFilter filter)
    {
        var first = await PageAsync(database, day, filter);
        List<TargetRow> rows = [.. first.Rows];
        for (var page = 2; page <= first.PageCount; page++)
        {
            rows.AddRange((await PageAsync(database, day, filter with { Page = page })).Rows);
        }

        Assert.Equal(first.Total, rows.Count);
        return rows;
    }

    /// <summary>What the journals say, read plainly: each baseline is the first target for its stage.</summary>
    private static async Task<List<(string Code, Stage Aim, DeadlineOrigin Origin, DeadlineOutcome Outcome, int Late)>> ExpectedAsync(TestDatabase database, List<Item> items, DateOnly day)
    {
        List<(string, Stage, DeadlineOrigin, DeadlineOutcome, int)> expected = [];
        await using var db = database.Context();
        var standings = await db.Spans.Where(s => s.From <= day && day < s.Until).ToDictionaryAsync(s => s.Code, s => s.Standing);
        foreach (var item in items)
        {
            var entries = item.LiveEntries().Where(e => e.On <= day).ToList();
            foreach (var baseline in entries.Where(e => e.Update?.Target is not null).DistinctBy(e => e.Update!.Target!.AimIn(item.Lifecycle)))
            {
                var aim = baseline.Update!.Target!.AimIn(item.Lifecycle);
                var latest = baseline.Update.Target.Latest;
                var isNamed = baseline.Evidence.Any(e => e.Document is "STATEMENT" or "JOINT");
                var origin = !isNamed ? DeadlineOrigin.Others : standings[item.Code] is Standing.NotDeliverable or Standing.CountsInside ? DeadlineOrigin.LeadersAside : DeadlineOrigin.Leaders;

                var state = item.StateOn(day)!;
                DateOnly? met = state.ReachedOn.TryGetValue(aim, out var on) ? on : null;
                DateOnly? over = null;
                for (var back = day; met is null && state is not { Lifecycle.Name: "plan", Standstill: Stage.Ended } && item.StateOn(back)?.Phase == Phase.NoLongerRunning; back = back.AddDays(-1))
                {
                    over = back;
                }

                var outcome = latest is null ? DeadlineOutcome.WithoutDay
                    : met is not null && met <= latest ? DeadlineOutcome.Kept
                    : met is not null ? DeadlineOutcome.MetLate
                    : over is not null && over <= latest ? DeadlineOutcome.GivenUp
                    : latest < day ? DeadlineOutcome.NotMet
                    : DeadlineOutcome.Ahead;
                var end = met ?? over ?? day;
                expected.Add((item.Code, aim, origin, outcome, latest is { } last && end > last ? end.DayNumber - last.DayNumber : 0));
            }
        }

        return expected;
    }
}
