using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Calendars;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.People;
using Tracker.Application.Reminders;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Calendars;

/// <summary>What calendars hold, as a reader that is not the writer finds it, and who may read them.</summary>
public class FeedRules
{
    private static readonly Uri Home = new("https://tracker.example/");

    private sealed record Day(string Uid, string Day_, string Summary, string Description, string Url, string Status, int Sequence, string Stamp, string Place);

    private static async Task<string?> TextAsync(TestDatabase database, string token) => await database.Get<FeedQuery>().ReadAsync(token, Home);

    private static async Task<(string Name, IReadOnlyList<Day> Days)> ReadAsync(TestDatabase database, string token)
    {
        using var reader = Python.Start("Calendars/read-calendar.py", "icalendar");
        await reader.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes((await TextAsync(database, token))!));
        reader.StandardInput.Close();
        var (said, wrong) = (await reader.StandardOutput.ReadToEndAsync(), await reader.StandardError.ReadToEndAsync());
        Assert.Equal("", wrong);
        using var read = JsonDocument.Parse(said);
        Assert.Equal("2.0", read.RootElement.GetProperty("version").GetString());
        string Of(JsonElement day, string name) => day.GetProperty(name).GetString()!;
        return (Of(read.RootElement, "name"),
            [.. read.RootElement.GetProperty("days").EnumerateArray().Select(d => new Day(Of(d, "uid"), Of(d, "day"), Of(d, "summary"), Of(d, "description"), Of(d, "url"), Of(d, "status"), d.GetProperty("sequence").GetInt32(), Of(d, "stamp"), Of(d, "place")))]);
    }

    /// <summary>A register with a target, two milestones and a mechanism; and an official whose bodies lead them.</summary>
    private static async Task<(TestDatabase Database, Guid Official, Guid Keeper)> BusyAsync()
    {
        var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var today = database.Today;
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", new()
        {
            On = today,
            Target = new("early next year; at the latest, by the end of January, in Seoul", null, today.AddDays(60)),
            Milestones = [new(1, MilestoneAct.Add, "Lease, signed", new("in December", null, today.AddDays(20))), new(2, MilestoneAct.Add, "Staff", new("some day"))],
        }, keeper);
        await database.Get<AddItem>().ExecuteAsync("TALKS", Kind.Mechanism, Form.None, Some.Opening("Talks", Stage.Active), keeper);
        return (database, await database.PersonAsync(Role.Official, "ROK"), keeper);
    }

    private static Task<string> MakeAsync(TestDatabase database, Guid person, FeedOf of = FeedOf.Mine, string subject = "") =>
        database.Get<KeepFeed>().ExecuteAsync(of, subject, person);

    [Fact]
    public async Task It_holds_targets_milestones_and_meetings_with_words_and_links()
    {
        var (database, official, keeper) = await BusyAsync();
        await using var _ = database;
        var record = database.Get<RecordMeeting>();
        await record.ExecuteAsync("TALKS", new() { Number = 2, On = database.Today.AddDays(10), Status = MeetingStatus.Scheduled, Host = "Seoul; Lotte, 3F" }, keeper);
        await record.ExecuteAsync("TALKS", new() { Number = 1, On = database.Today.AddDays(-300), Status = MeetingStatus.Held }, keeper);
        await record.ExecuteAsync("TALKS", new() { On = database.Today.AddDays(-400), Status = MeetingStatus.Held }, keeper);

        var (name, days) = await ReadAsync(database, await MakeAsync(database, official));

        Assert.Equal("My items", name);
        Assert.Equal(
            ["2026-01-28 Meeting 1: Talks", "2026-12-04 Meeting 2: Talks", "2026-12-14 Milestone: Lease, signed (CENTRE)", "2027-01-23 Target: A centre (CENTRE)"],
            days.Select(d => $"{d.Day_} {d.Summary}"));
        var target = days[3];
        Assert.Equal("CENTRE: Opened, early next year; at the latest, by the end of January, in Seoul\nhttps://tracker.example/items/CENTRE", target.Description);
        Assert.Equal(("https://tracker.example/items/CENTRE", "CONFIRMED"), (target.Url, target.Status));
        Assert.Equal("Seoul; Lotte, 3F", days[1].Place);
    }

    [Fact]
    public async Task A_revised_target_moves_its_day_and_a_cancelled_meeting_says_so_under_the_same_name()
    {
        var (database, official, keeper) = await BusyAsync();
        await using var _ = database;
        var record = database.Get<RecordMeeting>();
        var scheduled = new MeetingReport { On = database.Today.AddDays(10), Status = MeetingStatus.Scheduled };
        var id = await record.ExecuteAsync("TALKS", scheduled, keeper);
        var token = await MakeAsync(database, official);
        var (_, before) = await ReadAsync(database, token);

        database.Clock.Advance(TimeSpan.FromHours(1));
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", GiveTarget(database, 90), keeper);
        await record.ChangeAsync("TALKS", id, scheduled with { Status = MeetingStatus.Cancelled }, keeper, 1);

        var (_, after) = await ReadAsync(database, token);
        Assert.Equal(before.Select(d => d.Uid).Order(), after.Select(d => d.Uid).Order());
        var (was, now) = (before.Single(d => d.Uid.StartsWith("target", StringComparison.Ordinal)), after.Single(d => d.Uid.StartsWith("target", StringComparison.Ordinal)));
        Assert.Equal(("2027-01-23", "2027-02-22"), (was.Day_, now.Day_));
        Assert.True(now.Sequence > was.Sequence && string.CompareOrdinal(now.Stamp, was.Stamp) > 0);
        var meeting = after.Single(d => d.Uid.StartsWith("meeting", StringComparison.Ordinal));
        Assert.Equal(("CANCELLED", 2), (meeting.Status, meeting.Sequence));
    }

    private static Update GiveTarget(TestDatabase database, int days) =>
        new() { On = database.Today, Target = new("later", null, database.Today.AddDays(days)), TargetReason = "The site changed." };

    [Fact]
    public async Task The_same_content_is_the_same_text_whenever_it_is_read()
    {
        var (database, official, _) = await BusyAsync();
        await using var _ = database;
        var token = await MakeAsync(database, official);
        var first = await TextAsync(database, token);

        database.Clock.Advance(TimeSpan.FromHours(9));

        Assert.Equal(first, await TextAsync(database, token));
    }

    [Fact]
    public async Task One_without_a_day_is_a_calendar_too()
    {
        await using var database = await Some.RegisterAsync();
        var token = await MakeAsync(database, await database.PersonAsync(Role.Official, "ASEAN"));

        Assert.Empty((await ReadAsync(database, token)).Days);
        Assert.Contains("BEGIN:VTIMEZONE\r\n", await TextAsync(database, token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_end_as_the_standard_says_and_none_is_longer_than_75_octets_in_any_script()
    {
        var (database, official, keeper) = await BusyAsync();
        await using var _ = database;
        var title = string.Concat(Enumerable.Repeat("한-아세안 센터, ศูนย์; 😀 ", 7)).Trim();
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new() { On = database.Today, Title = title }, keeper);
        var token = await MakeAsync(database, official);

        var text = (await TextAsync(database, token))!;

        var lines = text.Split("\r\n");
        Assert.Equal("", lines[^1]);
        Assert.All(lines, line =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75);
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain('\uFFFD', line);
        });
        Assert.Contains((await ReadAsync(database, token)).Days, d => d.Summary == $"Target: {title} (CENTRE)");
    }

    [Fact]
    public async Task A_renewed_or_removed_address_answers_no_more_and_neither_does_one_of_a_closed_account()
    {
        var (database, official, keeper) = await BusyAsync();
        await using var _ = database;
        var first = await MakeAsync(database, official);

        var second = await MakeAsync(database, official);
        Assert.Null(await TextAsync(database, first));
        Assert.NotNull(await TextAsync(database, second));

        var row = Assert.Single(await database.Get<FeedQuery>().OfAsync(official));
        await database.Get<KeepFeed>().RemoveAsync(row.Id, keeper);
        Assert.NotNull(await TextAsync(database, second));
        await database.Get<KeepFeed>().RemoveAsync(row.Id, official);
        Assert.Null(await TextAsync(database, second));

        var third = await MakeAsync(database, official);
        await database.Get<DisablePerson>().ExecuteAsync(official, await database.PersonAsync(Role.Administrator));
        Assert.Null(await TextAsync(database, third));
    }

    [Fact]
    public async Task Storage_keeps_no_address()
    {
        var (database, official, _) = await BusyAsync();
        await using var _ = database;
        var token = await MakeAsync(database, official);
        await using var db = database.Context();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");

        Assert.Equal(43, token.Length);
        Assert.DoesNotContain(token, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(database.FileName, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_a_body_holds_what_it_and_those_under_it_lead_and_one_of_a_plan_what_belongs_to_it()
    {
        var (database, _, keeper) = await BusyAsync();
        await using var _ = database;
        var viewer = await database.PersonAsync(Role.Viewer);
        await database.Get<RecordUpdate>().ExecuteAsync("LINE", GiveTarget(database, 5), keeper);
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new() { On = database.Today, Bodies = [new("ROK-MOFA", BodyRole.Lead)] }, keeper);

        async Task<string> SummariesAsync(FeedOf of, string subject) =>
            string.Join("; ", (await ReadAsync(database, await MakeAsync(database, viewer, of, subject))).Days.Select(d => d.Summary));

        Assert.Equal("Milestone: Lease, signed (CENTRE); Target: A centre (CENTRE)", await SummariesAsync(FeedOf.Body, "ROK-MOFA"));
        Assert.Equal("Target: A line (LINE); Milestone: Lease, signed (CENTRE); Target: A centre (CENTRE)", await SummariesAsync(FeedOf.Body, "ROK"));
        Assert.Equal("", await SummariesAsync(FeedOf.Body, "ASEAN"));
        Assert.Equal("Target: A line (LINE)", await SummariesAsync(FeedOf.Plan, "PLAN"));
        Assert.Equal("", await SummariesAsync(FeedOf.Mine, ""));
        await database.Get<FollowItem>().ExecuteAsync("LINE", true, viewer);
        Assert.Equal("Target: A line (LINE)", await SummariesAsync(FeedOf.Mine, ""));
        Assert.Equal("feed.subject", (await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(database, viewer, FeedOf.Plan, "CENTRE"))).Refusals[0].Rule);
        Assert.Equal("permission.account", (await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(database, Guid.Empty))).Refusals[0].Rule);
    }
}
