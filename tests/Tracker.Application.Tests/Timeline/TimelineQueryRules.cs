using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.Storage;
using Tracker.Application.Timeline;
using Tracker.Benchmarks;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Timeline;

public class TimelineQueryRules
{
    /// <summary>The small register; its centre was to open by the end of June, and since April by the end of August.</summary>
    private static async Task<(TestDatabase Database, Guid Keeper)> RevisedAsync()
    {
        var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var record = database.Get<RecordUpdate>();
        await record.ExecuteAsync("CENTRE", new() { On = new(2026, 2, 1), Target = new("by the end of June", new(2026, 6, 1), new(2026, 6, 30)) }, keeper);
        await record.ExecuteAsync("CENTRE", new() { On = new(2026, 4, 1), Target = new("by the end of August", null, new(2026, 8, 31)), TargetReason = "The site was flooded." }, keeper);
        await record.ExecuteAsync(
            "CENTRE",
            new()
            {
                On = new(2026, 4, 1),
                Milestones = [new(1, MilestoneAct.Add, "Lease signed", new("in May", new(2026, 5, 1), new(2026, 5, 31))), new(2, MilestoneAct.Add, "Staff found", new("in 2027", null, new(2027, 12, 31)))],
            },
            keeper);
        await record.ExecuteAsync("CENTRE", new() { On = new(2026, 6, 3), Milestones = [new(1, MilestoneAct.Meet)] }, keeper);
        await database.Get<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = Some.Day, Period = new("2026 to 2027", new(2026, 1, 1), new(2027, 12, 31)) }, keeper);
        return (database, keeper);
    }

    private static Task<TimelineView> AsOfAsync(TestDatabase database, DateOnly day, TimelineFilter? filter = null) =>
        database.Get<TimelineQuery>().AsOfAsync(filter ?? new(), day);

    private static IEnumerable<(string, DateKind, string, Schedule?, int)> DatesOf(TimelineView view) =>
        view.Rows.SelectMany(r => r.Dates.Select(d => (r.Code, d.Kind, d.Words, d.Schedule, d.DaysLate)));

    [Fact]
    public async Task A_revised_target_shows_the_first_one_behind_it_and_how_late_it_is()
    {
        var (database, _) = await RevisedAsync();
        await using var __ = database;

        var view = await AsOfAsync(database, new(2026, 9, 10), new() { Kinds = [Kind.Centre] });

        Assert.Equal(
            [
                ("CENTRE", DateKind.Target, "by the end of August", Schedule.Overdue, 10),
                ("CENTRE", DateKind.Milestone, "in May", Schedule.MetLate, 3),
                ("CENTRE", DateKind.Milestone, "in 2027", Schedule.Upcoming, 0),
                ("CENTRE", DateKind.EarlierTarget, "by the end of June", null, 0),
            ],
            DatesOf(view));
    }

    [Fact]
    public async Task A_past_day_shows_neither_a_later_revision_nor_what_was_met_later()
    {
        var (database, _) = await RevisedAsync();
        await using var __ = database;
        async Task<IEnumerable<(string, DateKind, string, Schedule?, int)>> OnAsync(DateOnly day) => DatesOf(await AsOfAsync(database, day, new() { Kinds = [Kind.Centre] }));

        Assert.Empty(await OnAsync(new(2026, 1, 31)));
        Assert.Equal([("CENTRE", DateKind.Target, "by the end of June", Schedule.Upcoming, 0)], await OnAsync(new(2026, 3, 31)));
        Assert.Equal(
            [("by the end of August", Schedule.Upcoming), ("in May", Schedule.Overdue), ("in 2027", Schedule.Upcoming), ("by the end of June", (Schedule?)null)],
            (await OnAsync(new(2026, 6, 2))).Select(d => (d.Item3, d.Item4)));
    }

    [Fact]
    public async Task An_item_is_in_the_windows_that_its_dates_touch_and_is_counted_beside_the_others()
    {
        var (database, _) = await RevisedAsync();
        await using var __ = database;
        var day = new DateOnly(2026, 9, 10);
        async Task<(int Total, int Before, int After, string Words)> InAsync(DateOnly from, DateOnly to)
        {
            var view = await AsOfAsync(database, day, new() { Kinds = [Kind.Centre], Scale = TimelineScale.Month, From = from, To = to });
            return (view.Total, view.Before, view.After, string.Join(", ", view.Rows.SelectMany(r => r.Dates).Select(d => d.Words)));
        }

        // Overdue since August, the target reaches into September; the first one lies before.
        Assert.Equal((1, 0, 0, "by the end of August"), await InAsync(new(2026, 9, 1), new(2026, 9, 30)));
        Assert.Equal((1, 0, 0, "in May, by the end of June"), await InAsync(new(2026, 6, 10), new(2026, 6, 20)));
        Assert.Equal((0, 1, 0, ""), await InAsync(new(2026, 10, 1), new(2026, 12, 1)));
        Assert.Equal((1, 0, 0, "in May"), await InAsync(new(2026, 1, 1), new(2026, 5, 1)));
        Assert.Equal((0, 0, 1, ""), await InAsync(new(2026, 1, 1), new(2026, 4, 1)));
    }

    [Fact]
    public async Task Items_without_a_date_are_counted_as_the_register_lists_them()
    {
        await using var database = await TestDatabase.SeededAsync();
        foreach (var filter in new TimelineFilter[] { new(), new() { Pillars = [Pillar.Economic] }, new() { Kinds = [Kind.Plan, Kind.Centre], Bodies = ["ROK"] } })
        {
            var view = await AsOfAsync(database, database.Today, filter with { From = new(2018, 1, 1), To = new(2033, 1, 1) });

            Assert.Equal(await database.Get<RegisterQuery>().CountAsync(filter.Items with { Figure = Figure.NoDate }, database.Today), view.NoDate);
            Assert.Equal(await database.Get<RegisterQuery>().CountAsync(filter.Items, database.Today), view.NoDate + view.Total + view.Before + view.After);
            Assert.Equal(view.Total, view.Rows.Count());
        }
    }

    [Fact]
    public async Task An_item_with_milestones_alone_is_drawn_where_they_lie_and_has_no_other_date()
    {
        var (database, keeper) = await RevisedAsync();
        await using var _ = database;
        await database.Get<RecordUpdate>().ExecuteAsync(
            "LINE",
            new() { On = new(2026, 4, 1), Milestones = [new(1, MilestoneAct.Add, "Call published", new("in March", new(2027, 3, 1), new(2027, 3, 31)))] },
            keeper);
        async Task<(int Total, int NoDate, int OnlyMilestones, string Rows)> InAsync(DateOnly from, DateOnly to, TimelineOnly? only = null)
        {
            var view = await AsOfAsync(database, new(2026, 9, 10), new() { Kinds = [Kind.Commitment, Kind.Centre], Scale = TimelineScale.Month, From = from, To = to, Only = only });
            return (view.Total, view.NoDate, view.OnlyMilestones, string.Join(", ", view.Rows.Select(r => $"{r.Code} {string.Join('/', r.Dates.Select(d => d.Words))}")));
        }

        Assert.Equal((1, 1, 1, "LINE in March"), await InAsync(new(2027, 3, 31), new(2027, 4, 30)));
        Assert.Equal((0, 1, 0, ""), await InAsync(new(2027, 4, 1), new(2027, 4, 30)));

        // The centre's target is over long before its milestone of 2027, which is why it is there.
        Assert.Equal((1, 1, 0, "CENTRE in 2027"), await InAsync(new(2027, 12, 1), new(2027, 12, 31)));
        Assert.Equal((2, 1, 1, "CENTRE in May, LINE in March"), await InAsync(new(2026, 5, 1), new(2027, 3, 1), TimelineOnly.Milestones));
        Assert.Equal((0, 1, 0, ""), await InAsync(new(2027, 3, 1), new(2027, 3, 31), TimelineOnly.Targets));
    }

    [Theory]
    [InlineData(TimelineOnly.Periods, DateKind.Period)]
    [InlineData(TimelineOnly.Targets, DateKind.Target, DateKind.EarlierTarget)]
    [InlineData(TimelineOnly.Milestones, DateKind.Milestone)]
    [InlineData(TimelineOnly.Meetings)]
    public async Task One_part_alone_shows_nothing_else(TimelineOnly only, params DateKind[] kinds)
    {
        var (database, keeper) = await RevisedAsync();
        await using var _ = database;
        await database.Get<AddItem>().ExecuteAsync("DIALOGUE", Kind.Mechanism, Form.None, Some.Opening("A dialogue", Stage.Active), keeper);
        await database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", new() { Number = 1, On = Some.Day, Status = MeetingStatus.Held }, keeper);

        var view = await AsOfAsync(database, database.Today, new() { Only = only });

        Assert.Equal(kinds.Order(), view.Rows.SelectMany(r => r.Dates).Select(d => d.Kind).Distinct().Order());
        Assert.Equal(only == TimelineOnly.Meetings ? 1 : 0, view.Mechanisms.Count);
    }

    [Fact]
    public async Task Items_are_put_together_by_pillar_kind_or_plan()
    {
        var (database, keeper) = await RevisedAsync();
        await using var _ = database;
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Some.Day, Relations = [new(RelationKind.Implements, "LINE")] }, keeper);
        async Task<IEnumerable<(string, string)>> ByAsync(TimelineBy by) =>
            (await AsOfAsync(database, database.Today, new() { By = by })).Groups.Select(g => (g.Name, string.Join(' ', g.Rows.Select(r => r.Code))));

        Assert.Equal([("Economic", "CENTRE PLAN")], await ByAsync(TimelineBy.Pillar));
        Assert.Equal([("Plan", "PLAN"), ("Centre", "CENTRE")], await ByAsync(TimelineBy.Kind));
        Assert.Equal([("A plan", "CENTRE PLAN")], await ByAsync(TimelineBy.Plan));
        Assert.Equal(2, (await AsOfAsync(database, database.Today, new() { Plan = "PLAN" })).Total);
        Assert.Equal(0, (await AsOfAsync(database, database.Today, new() { Plan = "NO-PLAN" })).Total);

        // What left a plan is drawn with it only on the days before.
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = new(2026, 5, 1), Relations = [] }, keeper);
        Assert.Equal(["CENTRE", "PLAN"], (await AsOfAsync(database, new(2026, 4, 30), new() { Plan = "PLAN" })).Rows.Select(r => r.Code).Order());
        Assert.Equal(["PLAN"], (await AsOfAsync(database, new(2026, 5, 1), new() { Plan = "PLAN" })).Rows.Select(r => r.Code));
    }

    [Fact]
    public async Task Meetings_are_those_known_on_the_day_and_of_the_choice()
    {
        var (database, keeper) = await RevisedAsync();
        await using var _ = database;
        await database.Get<AddItem>().ExecuteAsync("DIALOGUE", Kind.Mechanism, Form.None, Some.Opening("A dialogue", Stage.Active), keeper);
        var recorded = database.Today;
        var deed = database.Get<RecordMeeting>();
        await deed.ExecuteAsync("DIALOGUE", new() { Number = 1, On = Some.Day, Status = MeetingStatus.Held }, keeper);
        var id = await deed.ExecuteAsync("DIALOGUE", new() { Number = 2, On = recorded.AddDays(20), Status = MeetingStatus.Scheduled }, keeper);
        database.Clock.Advance(TimeSpan.FromDays(10));
        await deed.ChangeAsync("DIALOGUE", id, new() { Number = 2, On = recorded.AddDays(30), Status = MeetingStatus.Cancelled }, keeper);
        async Task<IEnumerable<(int?, DateOnly, MeetingStatus)>> OnAsync(int days, TimelineFilter? filter = null) =>
            (await AsOfAsync(database, recorded.AddDays(days), filter)).Mechanisms.SelectMany(m => m.Meetings).Select(m => (m.Number, m.On, m.Status));

        (int?, DateOnly, MeetingStatus) first = (1, Some.Day, MeetingStatus.Held);
        Assert.Equal([first], await OnAsync(-1));
        Assert.Equal([first, (2, recorded.AddDays(20), MeetingStatus.Scheduled)], await OnAsync(5));
        Assert.Equal([first, (2, recorded.AddDays(30), MeetingStatus.Cancelled)], await OnAsync(10));
        Assert.Empty(await OnAsync(10, new() { Pillars = [Pillar.SocioCultural] }));
        Assert.Empty(await OnAsync(10, new() { Kinds = [Kind.Centre] }));
        Assert.Equal(2, (await OnAsync(10, new() { Mechanism = "DIALOGUE", Kinds = [Kind.Centre] })).Count());
        Assert.Empty(await OnAsync(10, new() { Mechanism = "CENTRE" }));
    }

    [Fact]
    public async Task Meetings_that_review_the_whole_are_there_whatever_is_chosen()
    {
        await using var database = await TestDatabase.SeededAsync();

        var view = await AsOfAsync(database, database.Today, new() { Kinds = [Kind.Centre] });

        Assert.NotEmpty(view.Mechanisms);
        Assert.All(view.Mechanisms, m => Assert.True(m.IsReview));
    }

    [Fact]
    public async Task A_page_holds_500_items_and_many_mechanisms_are_left_out_in_words()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await new Generator(database.Get<IDbContextFactory<TrackerDbContext>>(), 7).FillAsync(2400);
        var filter = new TimelineFilter { From = new(2012, 1, 1), To = new(2027, 1, 1) };

        var first = await AsOfAsync(database, Generator.Today, filter);
        var last = await AsOfAsync(database, Generator.Today, filter with { Page = 99 });

        Assert.True(first.Total > TimelineQuery.PageSize);
        Assert.Equal((TimelineQuery.PageSize, 1, first.Pages), (first.Rows.Count(), first.Page, last.Page));
        Assert.Equal(first.Total % TimelineQuery.PageSize, last.Rows.Count());
        Assert.Empty(first.Rows.Select(r => r.Code).Intersect(last.Rows.Select(r => r.Code)));

        // Groups follow each other from page to page, and each says how much of it is elsewhere.
        List<TimelineView> pages = [];
        for (var page = 1; page <= first.Pages; page++)
        {
            pages.Add(await AsOfAsync(database, Generator.Today, filter with { Page = page }));
        }

        var groups = pages.SelectMany(p => p.Groups.Select(g => (g.Name, g.Rows.Count, g.Elsewhere))).ToList();
        Assert.Equal(Enum.GetValues<Pillar>().Select(p => p.Name()), groups.Select(g => g.Name).Distinct());
        Assert.Equal(Enum.GetValues<Pillar>().Length + first.Pages - 1, groups.Count);
        Assert.All(groups.GroupBy(g => g.Name), g => Assert.All(g, part => Assert.Equal(g.Sum(other => other.Count) - part.Count, part.Elsewhere)));
        Assert.True(first.MechanismsLeftOut > TimelineQuery.MostMechanisms);
        Assert.All(first.Mechanisms, m => Assert.True(m.IsReview));
    }
}
