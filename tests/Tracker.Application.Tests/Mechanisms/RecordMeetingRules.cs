using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Mechanisms;

public class RecordMeetingRules
{
    private static readonly MeetingReport Held = new() { Number = 1, On = Some.Day, Status = MeetingStatus.Held, Host = "Bali" };

    /// <summary>A mechanism beside the small register, and who keeps it.</summary>
    private static async Task<(TestDatabase Database, Guid Keeper)> MechanismAsync()
    {
        var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<AddItem>().ExecuteAsync("DIALOGUE", Kind.Mechanism, Form.None, Some.Opening("A dialogue", Stage.Active), keeper);
        return (database, keeper);
    }

    private static async Task<IReadOnlyList<string>> RulesAsync(Func<Task> deed) =>
        [.. (await Assert.ThrowsAsync<RefusedException>(deed)).Refusals.Select(r => r.Rule)];

    private static async Task<List<Meeting>> MeetingsAsync(TestDatabase database)
    {
        await using var db = database.Context();
        return await db.Meetings.AsNoTracking().OrderBy(m => m.On).ToListAsync();
    }

    [Fact]
    public async Task A_meeting_is_stored_with_all_that_was_said_of_it_and_by_whom()
    {
        var (database, keeper) = await MechanismAsync();
        await using var _ = database;

        var id = await database.Get<RecordMeeting>().ExecuteAsync(
            "DIALOGUE", Held with { Chairs = ["ROK", "ASEAN"], OutcomeDocument = "STATEMENT", FollowUps = new(["CENTRE"], "Report.") }, keeper);

        var meeting = Assert.Single(await MeetingsAsync(database));
        Assert.Equal((id, "DIALOGUE", 1, Some.Day, MeetingStatus.Held, "Bali", "STATEMENT"), (meeting.Id, meeting.Mechanism, meeting.Number, meeting.On, meeting.Status, meeting.Host, meeting.OutcomeDocument));
        Assert.Equal(["ROK", "ASEAN"], meeting.Chairs);
        Assert.Equal(("CENTRE", "Report."), (Assert.Single(meeting.FollowUps!.Items), meeting.FollowUps.Text));
        Assert.Equal((keeper, database.Clock.GetUtcNow().UtcDateTime, DateTimeKind.Utc), (meeting.RecordedById, meeting.RecordedAt, meeting.RecordedAt.Kind));
    }

    [Fact]
    public async Task None_and_not_recorded_stay_two_answers_in_storage()
    {
        var (database, keeper) = await MechanismAsync();
        await using var _ = database;

        await database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", Held, keeper);
        await database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", Held with { Number = 2, On = Some.Day.AddDays(1), FollowUps = FollowUps.None }, keeper);

        var meetings = await MeetingsAsync(database);
        Assert.Null(meetings[0].FollowUps);
        Assert.True(meetings[1].FollowUps!.AreNone);
    }

    [Theory]
    [InlineData(Role.Official)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Administrator)]
    public async Task Only_register_keepers_record_meetings(Role role)
    {
        var (database, keeper) = await MechanismAsync();
        await using var _ = database;
        var other = await database.PersonAsync(role, "ROK");
        var id = await database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", Held, keeper);

        Assert.Equal(["permission.keep"], await RulesAsync(() => database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", Held with { Number = 2, On = Some.Day.AddDays(1) }, other)));
        Assert.Equal(["permission.keep"], await RulesAsync(() => database.Get<RecordMeeting>().ChangeAsync("DIALOGUE", id, Held with { Host = "Busan" }, other)));
        Assert.Equal(["permission.account"], await RulesAsync(() => database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", Held, Guid.Empty)));
        Assert.Equal("Bali", Assert.Single(await MeetingsAsync(database)).Host);
    }

    [Fact]
    public async Task What_is_named_has_to_be_there_and_everything_is_said_at_once()
    {
        var (database, keeper) = await MechanismAsync();
        await using var _ = database;
        var report = Held with { Number = 0, Chairs = ["NOBODY"], OutcomeDocument = "NO-DOCUMENT", FollowUps = new(["NO-ITEM"]) };

        var refusals = (await Assert.ThrowsAsync<RefusedException>(() => database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", report, keeper))).Refusals;

        Assert.Equal(
            [("meeting.number", "Number"), ("reference.body", "Chairs"), ("reference.document", "OutcomeDocument"), ("reference.item", "FollowUps")],
            refusals.Select(r => (r.Rule, r.Field)).Order());
        Assert.Equal(refusals, await database.Get<RecordMeeting>().ObjectionsAsync("DIALOGUE", null, report, keeper));
        Assert.Empty(await MeetingsAsync(database));
        Assert.Equal(["item.unknown"], await RulesAsync(() => database.Get<RecordMeeting>().ExecuteAsync("NOTHING", Held, keeper)));
        Assert.Equal(["meeting.mechanism"], await RulesAsync(() => database.Get<RecordMeeting>().ExecuteAsync("CENTRE", Held, keeper)));
        Assert.Equal(["meeting.unknown"], await RulesAsync(() => database.Get<RecordMeeting>().ChangeAsync("DIALOGUE", Guid.NewGuid(), Held, keeper)));
    }

    [Fact]
    public async Task A_second_meeting_of_the_same_number_and_day_is_refused_from_what_is_stored()
    {
        var (database, keeper) = await MechanismAsync();
        await using var _ = database;
        await database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", Held, keeper);

        Assert.Equal(["meeting.number-taken", "meeting.day-taken"], await RulesAsync(() => database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", Held, keeper)));
        Assert.Single(await MeetingsAsync(database));
    }

    [Fact]
    public async Task A_change_keeps_what_was_said_before_and_a_rival_change_is_noticed()
    {
        var (database, keeper) = await MechanismAsync();
        await using var _ = database;
        var deed = database.Get<RecordMeeting>();
        var id = await deed.ExecuteAsync("DIALOGUE", Held with { On = database.Today, Status = MeetingStatus.Scheduled }, keeper);

        await deed.ChangeAsync("DIALOGUE", id, Held with { On = database.Today, FollowUps = FollowUps.None }, keeper, 1);

        Assert.Equal(["meeting.rival"], await RulesAsync(() => deed.ChangeAsync("DIALOGUE", id, Held with { On = database.Today, Host = "Busan" }, keeper, 1)));
        var meeting = Assert.Single(await MeetingsAsync(database));
        Assert.Equal((MeetingStatus.Held, "Bali", 2), (meeting.Status, meeting.Host, meeting.Version));
        Assert.Equal((MeetingStatus.Scheduled, keeper), (Assert.Single(meeting.Changes).Before.Status, meeting.Changes[0].ById));
        await deed.ChangeAsync("DIALOGUE", id, Held with { On = database.Today, Host = "Busan" }, keeper, 2);
        Assert.Equal(["Bali", "Bali"], Assert.Single(await MeetingsAsync(database)).Changes.Select(c => c.Before.Host));
    }
}
