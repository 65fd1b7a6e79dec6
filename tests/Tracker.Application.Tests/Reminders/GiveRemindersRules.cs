using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.People;
using Tracker.Application.Reminders;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Reminders;

/// <summary>Who is reminded of what, when, and that nobody is reminded twice.</summary>
public class GiveRemindersRules
{
    internal static Update Target(DateOnly on, DateOnly? latest, string? reason = null, string text = "as agreed") =>
        new() { On = on, Target = new(text, null, latest), TargetReason = reason };

    private static async Task<List<Reminder>> GivenAsync(TestDatabase database, Guid person)
    {
        await database.Get<GiveReminders>().ExecuteAsync();
        await using var db = database.Context();
        return await db.Reminders.AsNoTracking().Where(r => r.PersonId == person).OrderBy(r => r.GivenAt).ThenBy(r => r.On).ToListAsync();
    }

    /// <summary>The centre of the register, aimed at a day so many days ahead.</summary>
    private static async Task<(TestDatabase Database, Guid Official, Guid Keeper)> AimedAsync(int daysAhead)
    {
        var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Target(database.Today, database.Today.AddDays(daysAhead)), keeper);
        return (database, await database.PersonAsync(Role.Official, "ROK"), keeper);
    }

    [Fact]
    public async Task Who_leads_an_item_is_reminded_60_30_and_7_days_before_its_latest_day_each_once()
    {
        var (database, official, _) = await AimedAsync(61);
        await using var _ = database;
        List<(int DaysBefore, int Offset)> given = [];

        for (var daysBefore = 61; daysBefore >= -1; daysBefore--)
        {
            var before = given.Count;
            given.AddRange((await GivenAsync(database, official)).Skip(before).Select(r => (daysBefore, r.Offset)));
            await database.Get<GiveReminders>().ExecuteAsync();
            database.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([(60, 60), (30, 30), (7, 7)], given);
    }

    [Fact]
    public async Task After_a_standstill_the_nearest_offset_alone_is_given()
    {
        var (database, official, _) = await AimedAsync(80);
        await using var _ = database;
        database.Clock.Advance(TimeSpan.FromDays(75));

        var reminder = Assert.Single(await GivenAsync(database, official));

        Assert.Equal((ReminderKind.Target, 7, "A centre (CENTRE)", "as agreed", "items/CENTRE"), (reminder.Kind, reminder.Offset, reminder.Title, reminder.Words, reminder.Path));
        Assert.Null(reminder.MailId);
    }

    [Fact]
    public async Task A_revised_target_reminds_anew()
    {
        var (database, official, keeper) = await AimedAsync(20);
        await using var _ = database;
        Assert.Equal([30], (await GivenAsync(database, official)).Select(r => r.Offset));

        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Target(database.Today, database.Today.AddDays(50), "The site changed."), keeper);

        Assert.Equal([(30, 20), (60, 50)], (await GivenAsync(database, official)).Select(r => (r.Offset, r.On.DayNumber - database.Today.DayNumber)));
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_has_no_latest_day_was_reached_or_no_longer_runs()
    {
        var (database, official, keeper) = await AimedAsync(20);
        await using var _ = database;
        var update = database.Get<RecordUpdate>();
        await update.ExecuteAsync("CENTRE", Some.Opened(database.Today), keeper);
        await update.ExecuteAsync("PLAN", Target(database.Today, null, text: "soon"), keeper);
        await update.ExecuteAsync("LINE", Target(database.Today, database.Today.AddDays(20)), keeper);
        await update.ExecuteAsync("LINE", new() { On = database.Today, Stage = Stage.NotPursued, Facts = new Dictionary<Fact, string> { [Fact.DecidingBody] = "ROK", [Fact.Reason] = "No money." } }, keeper);

        Assert.Empty(await GivenAsync(database, official));
    }

    [Fact]
    public async Task What_is_on_hold_is_still_reminded_of_for_the_clock_runs()
    {
        var (database, official, keeper) = await AimedAsync(20);
        await using var _ = database;
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", new() { On = database.Today, Stage = Stage.OnHold, Facts = new Dictionary<Fact, string> { [Fact.Reason] = "Waiting.", [Fact.ReviewDay] = "2027-03-01" } }, keeper);

        Assert.Single(await GivenAsync(database, official));
    }

    [Fact]
    public async Task Who_follows_an_item_is_reminded_of_it_and_who_stopped_following_is_not()
    {
        var (database, _, _) = await AimedAsync(20);
        await using var _ = database;
        var (follower, former, stranger) = (await database.PersonAsync(Role.Viewer), await database.PersonAsync(Role.Viewer), await database.PersonAsync(Role.Official, "ASEAN"));
        var follow = database.Get<FollowItem>();
        await follow.ExecuteAsync("CENTRE", true, follower);
        await follow.ExecuteAsync("CENTRE", true, follower);
        await follow.ExecuteAsync("CENTRE", true, former);
        await follow.ExecuteAsync("CENTRE", false, former);

        Assert.Single(await GivenAsync(database, follower));
        Assert.Empty(await GivenAsync(database, former));
        Assert.Empty(await GivenAsync(database, stranger));
        Assert.Equal((true, false), (await database.Get<RemindersQuery>().IsFollowedAsync("CENTRE", follower), await database.Get<RemindersQuery>().IsFollowedAsync("CENTRE", former)));
        Assert.Equal("item.unknown", (await Assert.ThrowsAsync<RefusedException>(() => follow.ExecuteAsync("NOTHING", true, follower))).Refusals[0].Rule);
        Assert.Equal("permission.account", (await Assert.ThrowsAsync<RefusedException>(() => follow.ExecuteAsync("CENTRE", true, Guid.Empty))).Refusals[0].Rule);
    }

    [Fact]
    public async Task A_closed_account_is_reminded_of_nothing()
    {
        var (database, official, _) = await AimedAsync(20);
        await using var _ = database;
        await database.PersonAsync(Role.Administrator);
        await database.Get<DisablePerson>().ExecuteAsync(official, await database.PersonAsync(Role.Administrator));

        Assert.Empty(await GivenAsync(database, official));
    }

    [Fact]
    public async Task Of_a_scheduled_meeting_those_are_reminded_who_chair_it_lead_its_mechanism_or_follow_it()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<AddItem>().ExecuteAsync("TALKS", Kind.Mechanism, Form.None, Some.Opening("Talks", Stage.Active), keeper);
        await using (var db = database.Context())
        {
            db.Bodies.Add(new("ASEC", "ASEAN Secretariat", Side.Asean, BodyKind.Secretariat, "ASEAN"));
            await db.SaveChangesAsync();
        }

        var (lead, chair, follower, other) = (await database.PersonAsync(Role.Official, "ROK"), await database.PersonAsync(Role.Manager, "ASEC"), await database.PersonAsync(Role.Viewer), await database.PersonAsync(Role.Viewer));
        await database.Get<FollowItem>().ExecuteAsync("TALKS", true, follower);
        var record = database.Get<RecordMeeting>();
        var id = await record.ExecuteAsync("TALKS", new() { Number = 3, On = database.Today.AddDays(30), Status = MeetingStatus.Scheduled, Host = "Seoul", Chairs = ["ASEC"] }, keeper);
        await record.ExecuteAsync("TALKS", new() { Number = 4, On = database.Today.AddDays(40), Status = MeetingStatus.Cancelled }, keeper);

        foreach (var person in new[] { lead, chair, follower })
        {
            var reminder = Assert.Single(await GivenAsync(database, person));
            Assert.Equal((ReminderKind.Meeting, id, 30, "Meeting 3: Talks", "Seoul", "mechanisms/TALKS"), (reminder.Kind, reminder.SubjectId, reminder.Offset, reminder.Title, reminder.Words, reminder.Path));
        }

        Assert.Empty(await GivenAsync(database, other));
    }

    [Fact]
    public async Task A_meeting_that_reviews_the_whole_concerns_everybody_who_has_or_follows_an_item()
    {
        await using var database = await TestDatabase.SeededAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordMeeting>().ExecuteAsync("JCC", new() { On = database.Today.AddDays(7), Status = MeetingStatus.Scheduled }, keeper);
        var (withItems, follower, without) = (await database.PersonAsync(Role.Official, "ROK"), await database.PersonAsync(Role.Viewer), await database.PersonAsync(Role.Viewer));
        await database.Get<FollowItem>().ExecuteAsync("AKIIC", true, follower);

        Assert.Contains(await GivenAsync(database, withItems), r => r.Kind == ReminderKind.Meeting && r.Path == "mechanisms/JCC");
        Assert.Contains(await GivenAsync(database, follower), r => r.Kind == ReminderKind.Meeting && r.Path == "mechanisms/JCC");
        Assert.Empty(await GivenAsync(database, without));
    }

    [Fact]
    public async Task Reminders_of_a_day_are_given_from_the_hour_that_the_settings_name_in_the_organisations_zone()
    {
        var (database, official, _) = await AimedAsync(60);
        await using var _ = database;

        database.Clock.SetUtcNow(new(2026, 11, 24, 23, 59, 0, TimeSpan.Zero)); // 06:59 of the 25th in Jakarta
        Assert.Empty(await GivenAsync(database, official));

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await GivenAsync(database, official));
    }

    [Fact]
    public async Task What_was_broken_off_is_completed_by_the_next_call_and_nothing_is_given_twice()
    {
        var (database, official, keeper) = await AimedAsync(20);
        await using var _ = database;
        await database.Get<RecordUpdate>().ExecuteAsync("LINE", Target(database.Today, database.Today.AddDays(25)), keeper);
        var other = await database.PersonAsync(Role.Official, "ROK");
        await using (var db = database.Context())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER broken BEFORE INSERT ON \"Reminders\" WHEN (SELECT COUNT(*) FROM \"Reminders\") >= 2 BEGIN SELECT RAISE(ABORT, 'broken off'); END");
            await Assert.ThrowsAnyAsync<Exception>(() => database.Get<GiveReminders>().ExecuteAsync());
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER broken");
        }

        await using var again = database.NewServices();
        await again.GetRequiredService<GiveReminders>().ExecuteAsync();

        Assert.Equal((2, 2), ((await GivenAsync(database, official)).Count, (await GivenAsync(database, other)).Count));
    }

    [Fact]
    public async Task A_digest_comes_each_day_or_on_the_first_day_of_a_week_with_what_presses_and_what_others_changed()
    {
        var (database, official, keeper) = await AimedAsync(20);
        await using var _ = database;
        var weekly = await database.PersonAsync(Role.Viewer);
        await database.Get<ReadReminders>().ChooseAsync(DigestEvery.Day, false, official);
        await database.Get<ReadReminders>().ChooseAsync(DigestEvery.Week, false, weekly);
        await database.Get<FollowItem>().ExecuteAsync("PLAN", true, weekly);
        await database.Get<RecordUpdate>().ExecuteAsync("PLAN", Some.Note(database.Today, "Talks go on."), keeper);

        for (var day = 0; day < 8; day++)
        {
            await GivenAsync(database, official);
            await GivenAsync(database, weekly);
            database.Clock.Advance(TimeSpan.FromDays(1));
        }

        var days = (await GivenAsync(database, official)).Where(r => r.Kind == ReminderKind.Digest).ToList();
        Assert.Equal(Enumerable.Range(0, 9).Select(d => new DateOnly(2026, 11, 24).AddDays(d)), days.Select(d => d.On));
        Assert.Contains("due soon", days[0].Title, StringComparison.Ordinal);
        var weeks = (await GivenAsync(database, weekly)).Where(r => r.Kind == ReminderKind.Digest).ToList();
        Assert.Equal([new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 30)], weeks.Select(w => w.On));
        Assert.Equal(["What you follow changed: 2 times", "Nothing presses, and nothing that you follow changed"], weeks.Select(w => w.Title));
        Assert.Equal([false, true], weeks.Select(w => w.ReadAt is not null));
        Assert.Equal("reminder.digest", (await Assert.ThrowsAsync<RefusedException>(() => database.Get<ReadReminders>().ChooseAsync((DigestEvery)9, false, weekly))).Refusals[0].Rule);
    }

    [Fact]
    public async Task Read_reminders_no_longer_count_and_nobody_reads_those_of_another()
    {
        var (database, official, keeper) = await AimedAsync(20);
        await using var _ = database;
        await database.Get<RecordUpdate>().ExecuteAsync("LINE", Target(database.Today, database.Today.AddDays(5)), keeper);
        await GivenAsync(database, official);
        var (query, read) = (database.Get<RemindersQuery>(), database.Get<ReadReminders>());
        var page = (await query.PageAsync(official, 1))!;
        Assert.Equal((2, 2, "A line (LINE)"), (page.Unread, page.Total, page.Rows[0].Title));

        await read.ExecuteAsync(page.ReadAt, keeper);
        Assert.Equal(2, await query.UnreadAsync(official));

        await read.ExecuteAsync(page.ReadAt, official, page.Rows[0].Key);
        Assert.Equal([true, false], (await query.PageAsync(official, 1))!.Rows.Select(r => r.IsRead));

        await read.ExecuteAsync(page.ReadAt.AddDays(-1), official);
        Assert.Equal(1, await query.UnreadAsync(official));
        await read.ExecuteAsync(page.ReadAt, official);
        Assert.Equal(0, await query.UnreadAsync(official));
    }
}
