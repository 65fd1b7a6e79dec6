using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.Overview;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Mechanisms;

public class MechanismQueryRules
{
    private static readonly DateOnly First = new(2020, 11, 12);

    private static MeetingReport Held(int number, DateOnly on) => new() { Number = number, On = on, Status = MeetingStatus.Held };

    /// <summary>An annual dialogue beside the small register.</summary>
    private static async Task<(TestDatabase Database, Guid Keeper)> DialogueAsync()
    {
        var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var opening = Some.Opening("A dialogue", Stage.Active);
        await database.Get<AddItem>().ExecuteAsync(
            "DIALOGUE", Kind.Mechanism, Form.None,
            opening with { Update = opening.Update with { Facts = new Dictionary<Fact, string> { [Fact.Frequency] = "twice a year", [Fact.Chairs] = "the two sides" } } },
            keeper);
        return (database, keeper);
    }

    [Theory]
    [InlineData("2020-11-12")]
    [InlineData("2022-06-30")]
    [InlineData("2026-11-24")]
    public async Task The_list_holds_every_mechanism_of_the_day_and_agrees_with_its_page(string on)
    {
        await using var database = await TestDatabase.SeededAsync();
        var day = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture);

        var list = await database.Get<MechanismQuery>().AllAsync(day);

        Assert.Equal(await database.Get<RegisterQuery>().CountAsync(new() { Kinds = [Kind.Mechanism] }, day), list.Total);
        Assert.Equal(await database.Get<RegisterQuery>().CountAsync(new() { Kinds = [Kind.Mechanism], Stages = [Stage.Active] }, day), list.Active);
        Assert.Equal(list.Total, list.Rows.Count);
        Assert.Equal(list.Rows, list.Rows.OrderByDescending(r => r.IsReview).ThenByDescending(r => r.LastOn ?? DateOnly.MinValue).ThenBy(r => r.Item.Code, StringComparer.Ordinal));
        foreach (var row in list.Rows)
        {
            var view = (await database.Get<MechanismQuery>().AsOfAsync(row.Item.Code, day))!;
            Assert.Equal((view.Cycle, view.HeldTotal, view.LastHeld?.On, view.Next?.On, view.IsReview), (row.Cycle, row.Held, row.LastOn, row.NextOn, row.IsReview));
        }
    }

    [Fact]
    public async Task A_frequency_makes_the_next_meeting_due_and_counts_what_was_missed()
    {
        await using var database = await TestDatabase.SeededAsync();

        var view = (await database.Get<MechanismQuery>().AsOfAsync("HEALTH-MINISTERS", new(2026, 11, 24)))!;
        var before = (await database.Get<MechanismQuery>().AsOfAsync("HEALTH-MINISTERS", new(2022, 5, 14)))!;

        Assert.Equal((24, new DateOnly(2024, 5, 15), 1), (view.Cycle.Months, view.Cycle.DueBy, view.Cycle.Missed));
        Assert.Equal((null, null, 0, 0), (before.Cycle.Frequency, before.Cycle.DueBy, before.Cycle.Missed, before.PastTotal));
    }

    [Fact]
    public async Task A_meeting_is_shown_with_its_chairs_its_outcome_and_the_stage_of_what_it_asked_for()
    {
        var (database, keeper) = await DialogueAsync();
        await using var _ = database;
        var official = await database.PersonAsync(Role.Official, "ROK");
        await database.Get<RecordMeeting>().ExecuteAsync(
            "DIALOGUE", Held(1, Some.Day) with { Chairs = ["ROK-MOFA"], OutcomeDocument = "STATEMENT", FollowUps = new(["CENTRE"], "Report.") }, keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(Some.Day.AddDays(10)), official);

        var then = (await database.Get<MechanismQuery>().AsOfAsync("DIALOGUE", Some.Day.AddDays(9)))!;
        var now = (await database.Get<MechanismQuery>().AsOfAsync("DIALOGUE", database.Today))!;

        var row = Assert.Single(now.Past);
        Assert.Equal(("Ministry of Foreign Affairs", "A statement"), (Assert.Single(row.Chairs).Name, row.OutcomeTitle));
        Assert.Equal(("CENTRE", "A centre", Stage.Opened), (row.FollowUps[0].Code, row.FollowUps[0].Title, row.FollowUps[0].Stage));
        Assert.Equal(Stage.Proposed, Assert.Single(then.Past).FollowUps[0].Stage);
        Assert.Equal(("the two sides", 1), (now.Chairs, now.HeldTotal));
    }

    [Fact]
    public async Task A_past_day_shows_what_was_scheduled_by_then_as_it_read_then()
    {
        var (database, keeper) = await DialogueAsync();
        await using var _ = database;
        var recorded = database.Today;
        var deed = database.Get<RecordMeeting>();
        var id = await deed.ExecuteAsync("DIALOGUE", new() { On = recorded.AddDays(20), Status = MeetingStatus.Scheduled, Host = "Bali" }, keeper);
        database.Clock.Advance(TimeSpan.FromDays(10));
        await deed.ChangeAsync("DIALOGUE", id, new() { On = recorded.AddDays(30), Status = MeetingStatus.Cancelled, Host = "Bali" }, keeper);
        async Task<MechanismView> OnAsync(int days) => (await database.Get<MechanismQuery>().AsOfAsync("DIALOGUE", recorded.AddDays(days)))!;

        Assert.Empty((await OnAsync(-1)).Ahead);
        var known = await OnAsync(0);
        Assert.Equal((recorded.AddDays(20), MeetingStatus.Scheduled), (Assert.Single(known.Ahead).On, known.Ahead[0].Status));
        Assert.Equal(recorded.AddDays(20), known.Next!.On);
        var fellThrough = await OnAsync(10);
        Assert.Equal((recorded.AddDays(30), MeetingStatus.Cancelled), (Assert.Single(fellThrough.Ahead).On, fellThrough.Ahead[0].Status));
        Assert.Null(fellThrough.Next);
        database.Clock.Advance(TimeSpan.FromDays(25));
        var after = await OnAsync(30);
        Assert.Empty(after.Ahead);
        Assert.Equal((MeetingStatus.Cancelled, 0, null), (Assert.Single(after.Past).Status, after.HeldTotal, after.LastHeld));
        Assert.Equal(recorded.AddDays(20), (await database.Get<MechanismQuery>().AllAsync(recorded)).Rows.Single().NextOn);
    }

    [Fact]
    public async Task Meetings_come_newest_first_a_page_at_a_time_and_the_one_asked_for_is_on_its_page()
    {
        var (database, keeper) = await DialogueAsync();
        await using var _ = database;
        var ids = new List<Guid>();
        for (var number = 1; number <= MechanismQuery.PageSize + 3; number++)
        {
            ids.Add(await database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", Held(number, First.AddDays(number)), keeper));
        }

        var query = database.Get<MechanismQuery>();
        var first = (await query.AsOfAsync("DIALOGUE", database.Today))!;
        var last = (await query.AsOfAsync("DIALOGUE", database.Today, 99))!;
        var asked = (await query.AsOfAsync("DIALOGUE", database.Today, 1, ids[2]))!;
        var atTheEdge = (await query.AsOfAsync("DIALOGUE", database.Today, 2, ids[3]))!;

        Assert.Equal((MechanismQuery.PageSize, MechanismQuery.PageSize + 3, 1, 2), (first.Past.Count, first.PastTotal, first.Page, first.Pages));
        Assert.Equal(first.Past.Select(m => m.On), first.Past.Select(m => m.On).OrderDescending());
        Assert.Equal((3, 2, 2, 1), (last.Past.Count, last.Page, asked.Page, atTheEdge.Page));
        Assert.Contains(asked.Past, m => m.Meeting.Id == ids[2]);
        Assert.Contains(atTheEdge.Past, m => m.Meeting.Id == ids[3]);
    }

    [Fact]
    public async Task The_list_is_read_a_page_at_a_time()
    {
        var (database, keeper) = await DialogueAsync();
        await using var _ = database;
        for (var number = 0; number < MechanismQuery.PageSize + 1; number++)
        {
            await database.Get<AddItem>().ExecuteAsync($"M-{number:000}", Kind.Mechanism, Form.None, Some.Opening("Another", Stage.Proposed), keeper);
        }

        await database.Get<RecordMeeting>().ExecuteAsync("M-050", Held(1, Some.Day), keeper);
        var first = await database.Get<MechanismQuery>().AllAsync(database.Today);
        var last = await database.Get<MechanismQuery>().AllAsync(database.Today, 7);

        Assert.Equal((50, 52, 1, 1, 2), (first.Rows.Count, first.Total, first.Active, first.Page, first.Pages));
        Assert.Equal(["M-050", "DIALOGUE", "M-000"], first.Rows.Take(3).Select(r => r.Item.Code));
        Assert.Equal((2, 2), (last.Rows.Count, last.Page));
    }

    [Fact]
    public async Task Only_meetings_that_were_held_before_the_day_are_cut_offs_and_those_of_review_mechanisms_come_first()
    {
        await using var database = await TestDatabase.SeededAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var day = new DateOnly(2022, 5, 24);
        await database.Get<RecordMeeting>().ExecuteAsync("JCC", new() { Number = 8, On = new(2022, 5, 23), Status = MeetingStatus.Cancelled }, keeper);

        var cutOffs = await database.Get<MechanismQuery>().CutOffsAsync(day);

        Assert.Equal(new CutOff("SUMMIT", "ASEAN-ROK Summit", null, 22, new(2021, 10, 31), true), cutOffs[0]);
        Assert.All(cutOffs, c => Assert.True(c.On < day));
        Assert.DoesNotContain(cutOffs, c => c.Mechanism == "JCC" && c.On >= new DateOnly(2022, 5, 23));
        Assert.Equal(cutOffs, cutOffs.OrderByDescending(c => c.IsReview).ThenByDescending(c => c.On).ThenBy(c => c.Mechanism, StringComparer.Ordinal));
        Assert.Contains(cutOffs, c => c.Mechanism == "HEALTH-MINISTERS");
        Assert.Contains(await database.Get<MechanismQuery>().CutOffsAsync(day.AddDays(1)), c => c.Mechanism == "JCC" && c.On == day);
    }

    [Fact]
    public async Task Changes_count_from_the_chosen_meeting_and_from_the_last_review_where_there_is_no_such_meeting()
    {
        await using var database = await TestDatabase.SeededAsync();
        var query = database.Get<OverviewQuery>();
        var day = new DateOnly(2022, 6, 30);
        var chosen = new Since("SMART-CITY-MINISTERIAL", new(2019, 11, 25));

        var since = await query.AsOfAsync(day, chosen);
        var review = await query.AsOfAsync(day);

        Assert.Equal((chosen.Mechanism, chosen.On), (since.LastMeeting!.Mechanism, since.LastMeeting.On));
        Assert.Equal(("JCC", new DateOnly(2022, 5, 24)), (review.LastMeeting!.Mechanism, review.LastMeeting.On));
        var then = await query.AsOfAsync(chosen.On);
        Assert.All(Figure.All, f => Assert.Equal(since[f] - then[f], since.Figures[f.Name].Change));
        Assert.NotEqual(review.Figures[Figure.UnderWay.Name].Change, since.Figures[Figure.UnderWay.Name].Change);
        foreach (var none in new[] { new Since("JCC", day), new Since("JCC", new(2022, 5, 23)), new Since("NOTHING", new(2022, 5, 24)), new Since("DIALOGUE", new(2022, 6, 30)) })
        {
            Assert.Equal(review.LastMeeting, (await query.AsOfAsync(day, none)).LastMeeting);
        }
    }

    [Theory]
    [InlineData("CENTRE")]
    [InlineData("NOTHING")]
    [InlineData("not a code")]
    public async Task What_is_no_mechanism_is_not_found(string code)
    {
        await using var database = await Some.RegisterAsync();

        Assert.Null(await database.Get<MechanismQuery>().AsOfAsync(code, database.Today));
        Assert.Null(await database.Get<MechanismQuery>().ForFormAsync(code, null));
    }

    [Fact]
    public async Task The_form_begins_with_what_is_recorded_and_knows_the_highest_number()
    {
        var (database, keeper) = await DialogueAsync();
        await using var _ = database;
        var query = database.Get<MechanismQuery>();
        Assert.Null((await query.ForFormAsync("DIALOGUE", null))!.NextNumber);
        var id = await database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", Held(4, Some.Day) with { FollowUps = new(["CENTRE"]) }, keeper);

        var form = (await query.ForFormAsync("DIALOGUE", id))!;

        Assert.Equal((id, 5, "A centre"), (form.Meeting!.Id, form.NextNumber, form.Titles["CENTRE"]));
        Assert.Null(await query.ForFormAsync("DIALOGUE", Guid.NewGuid()));
    }
}
