using System.Text.Json;
using Tracker.Application.Centres;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.Overview;
using Tracker.Application.Plans;
using Tracker.Application.Storage;
using Tracker.Application.Targets;
using Tracker.Domain;
using Tracker.Domain.Items;
using static Tracker.Application.Tests.Storage.OlderDatabases;

namespace Tracker.Application.Tests.Storage;

/// <summary>A database that an earlier version filled, after a start of this one.</summary>
public sealed class UpgradeRules
{
    /// <summary>The seed counts as recorded on 20 November 2026; from then on its meetings are known.</summary>
    private static readonly DateOnly Recorded = new(2026, 11, 20);

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public async Task Every_page_says_on_every_day_what_it_says_of_a_database_that_was_never_older(string version)
    {
        await using var never = await FilledAsync(version);
        await using var upgraded = await OlderAsync(never, version);

        await StartAsync(upgraded);

        foreach (var day in new DateOnly[] { new(2020, 11, 12), new(2022, 6, 30), new(2024, 10, 10), Recorded, never.Today })
        {
            var shown = await PagesAsync(upgraded, day);
            foreach (var (page, said) in await PagesAsync(never, day))
            {
                var at = said.Zip(shown[page]).TakeWhile(c => c.First == c.Second).Count();
                Assert.True(said == shown[page], $"{page} as of {day:yyyy-MM-dd} says\n{Around(shown[page], at)}\ninstead of\n{Around(said, at)}");
            }
        }
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public async Task No_row_is_lost_and_none_is_added(string version)
    {
        await using var never = await FilledAsync(version);
        await using var upgraded = await OlderAsync(never, version);
        await using var first = await OlderAsync(never, First);

        await StartAsync(upgraded);

        foreach (var table in await TablesAsync(first))
        {
            // Keys of what is derived are given anew; all else of the first version is as it was.
            var columns = (await ColumnsAsync(first, table)).Where(c => c != "Id" || !table.StartsWith("Held", StringComparison.Ordinal)).ToList();
            var rows = await RowsAsync(never, table, columns);
            Assert.Equal(rows, await RowsAsync(upgraded, table, columns));
            Assert.True(rows.Count > 0 || table.StartsWith("AspNet", StringComparison.Ordinal) || table == "Invitations", $"{table} is empty: nothing was compared.");
        }
    }

    [Fact]
    public async Task What_is_derived_knows_what_the_older_version_did_not_derive()
    {
        await using var never = await FilledAsync(First);
        await using var upgraded = await OlderAsync(never, First);

        await StartAsync(upgraded);

        string[] columns = ["Code", "From", "Until", "PeriodText", "PeriodFirst", "PeriodLast"];
        var spans = await RowsAsync(never, "Spans", columns);
        Assert.Contains(spans, s => !s.EndsWith("||", StringComparison.Ordinal));
        Assert.Equal(spans, await RowsAsync(upgraded, "Spans", columns));
        Assert.Equal(await RowsAsync(never, "Entries", ["MAX(\"Position\")"]), await RowsAsync(upgraded, "Spans", ["MIN(\"Position\")"]));
        await SpanRules.AssertKeptEqualsJournalsAsync(upgraded);
    }

    [Theory]
    [InlineData(First, true)]
    [InlineData(First, false)]
    [InlineData(Second, true)]
    public async Task History_is_guarded_after_the_upgrade(string version, bool wasGuarded)
    {
        string[] thoseThen = ["Entries", "LedgerEntries"];
        await using var never = await FilledAsync(version);
        await using var upgraded = await OlderAsync(never, version);
        if (!wasGuarded)
        {
            await ExecuteAsync(upgraded, string.Join(';', from t in thoseThen from c in new[] { "UPDATE", "DELETE" } select $"DROP TRIGGER \"{t}_refuse_{c}\""));
        }

        await StartAsync(upgraded);

        Assert.Subset(TrackerDbContext.AppendOnlyTables.ToHashSet(), thoseThen.ToHashSet());
        foreach (var table in thoseThen)
        {
            Assert.Contains("append-only", (await upgraded.FailureOfAsync($"UPDATE \"{table}\" SET \"ByName\" = 'somebody else'")).Message, StringComparison.Ordinal);
            Assert.Contains("append-only", (await upgraded.FailureOfAsync($"DELETE FROM \"{table}\"")).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public async Task A_second_start_changes_nothing(string version)
    {
        await using var never = await FilledAsync(version);
        await using var upgraded = await OlderAsync(never, version);
        await StartAsync(upgraded);
        var first = await WholeAsync(upgraded);

        await StartAsync(upgraded);

        Assert.Equal(first, await WholeAsync(upgraded));
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public async Task No_past_day_knows_a_meeting_before_it_was_recorded_or_as_held_before_it_was_held(string version)
    {
        await using var never = await FilledAsync(version);
        await using var upgraded = await OlderAsync(never, version);
        var held = await NewMeetingAsync(upgraded, Recorded.AddDays(2), MeetingStatus.Held);
        var scheduled = await NewMeetingAsync(upgraded, new(2026, 12, 10), MeetingStatus.Scheduled);

        await StartAsync(upgraded);

        var query = upgraded.Get<MechanismQuery>();
        for (var day = new DateOnly(2020, 11, 12); day <= upgraded.Today; day = day < Recorded.AddDays(-1) ? day.AddMonths(5) : day.AddDays(1))
        {
            foreach (var row in (await query.AllAsync(day)).Rows)
            {
                var view = (await query.AsOfAsync(row.Item.Code, day))!;
                Assert.DoesNotContain(view.Ahead, m => m.Status == MeetingStatus.Held || day < Recorded);
                Assert.All(view.Past, m => Assert.True(m.On <= day));
            }
        }

        async Task<MechanismView> OnAsync(DateOnly day) => (await query.AsOfAsync("HEALTH-MINISTERS", day))!;
        Assert.Empty((await OnAsync(Recorded.AddDays(-1))).Ahead);
        Assert.Equal(scheduled, Assert.Single((await OnAsync(Recorded)).Ahead).Meeting.Id);
        Assert.DoesNotContain((await OnAsync(Recorded.AddDays(1))).Past, m => m.Meeting.Id == held);
        Assert.Equal(held, (await OnAsync(Recorded.AddDays(2))).LastHeld!.Id);
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public async Task What_became_of_a_meeting_after_the_upgrade_leaves_the_days_before_as_they_read(string version)
    {
        await using var never = await FilledAsync(version);
        await using var upgraded = await OlderAsync(never, version);
        var meeting = await NewMeetingAsync(upgraded, upgraded.Today.AddDays(3), MeetingStatus.Scheduled);
        await StartAsync(upgraded);
        var before = upgraded.Today;
        upgraded.Clock.Advance(TimeSpan.FromDays(3));

        await upgraded.Get<RecordMeeting>().ChangeAsync(
            "HEALTH-MINISTERS", meeting, new() { On = upgraded.Today, Status = MeetingStatus.Held }, await upgraded.PersonAsync(Role.RegisterKeeper), lastSeen: 1);

        var query = upgraded.Get<MechanismQuery>();
        Assert.Equal(MeetingStatus.Scheduled, (await query.AsOfAsync("HEALTH-MINISTERS", before))!.Next?.Status);
        var now = (await query.AsOfAsync("HEALTH-MINISTERS", upgraded.Today))!;
        Assert.Equal((meeting, 2), (now.LastHeld?.Id, now.LastHeld?.Version));
    }

    /// <summary>All that the pages of a day say, as text.</summary>
    private static async Task<Dictionary<string, string>> PagesAsync(TestDatabase database, DateOnly day)
    {
        var mechanisms = await database.Get<MechanismQuery>().AllAsync(day);
        var overview = await database.Get<OverviewQuery>().AsOfAsync(day);
        Dictionary<string, string> pages = new()
        {
            ["The overview"] = JsonSerializer.Serialize(new
            {
                Figures = overview.Figures.Values.Select(f => new { f.Figure.Name, f.Value, f.Change }),
                NeedsAttention = overview.NeedsAttention.Select(a => new { a.Item, a.Figure.Name }),
                overview.LastMeeting,
                overview.Pillars,
                overview.DueNext,
                overview.PlannedCentres,
            }),
            ["The register"] = JsonSerializer.Serialize(await database.Get<RegisterQuery>().PageAsync(new(), day)),
            ["A search"] = JsonSerializer.Serialize(await database.Get<RegisterQuery>().PageAsync(new() { Text = "korea" }, day)),
            ["The plans"] = JsonSerializer.Serialize(await database.Get<PlanQuery>().PageAsync(1, day)),
            ["The targets"] = JsonSerializer.Serialize(await database.Get<TargetQuery>().PageAsync(new(), day)),
            ["The stays"] = JsonSerializer.Serialize((await database.Get<StayQuery>().AsOfAsync(new(), day)).Select(l => new { l.Lifecycle.Name, l.Stages })),
            ["The centres"] = JsonSerializer.Serialize(await database.Get<CentreQuery>().AsOfAsync(day)),
            ["The funds"] = JsonSerializer.Serialize(await database.Get<FundQuery>().AllAsync(day)),
            ["A fund"] = JsonSerializer.Serialize(await database.Get<FundQuery>().AsOfAsync("AKCF", day)),
            ["The mechanisms"] = JsonSerializer.Serialize(mechanisms),
            ["The cut-offs"] = JsonSerializer.Serialize(await database.Get<MechanismQuery>().CutOffsAsync(day)),
        };
        foreach (var row in mechanisms.Rows)
        {
            // Who recorded a meeting was not kept; all else is.
            var view = (await database.Get<MechanismQuery>().AsOfAsync(row.Item.Code, day))!;
            pages[row.Item.Code] = JsonSerializer.Serialize(new
            {
                view.Item,
                view.Cycle,
                view.HeldTotal,
                Last = view.LastHeld?.Report,
                view.PastTotal,
                Ahead = view.Ahead.Select(m => new { m.Report, m.Chairs, m.OutcomeTitle, m.Meeting.RecordedAt, m.Meeting.Version }),
                Past = view.Past.Select(m => new { m.Report, m.Chairs, m.OutcomeTitle, m.Meeting.RecordedAt, m.Meeting.Version }),
            });
        }

        return pages;
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 100)..Math.Min(text.Length, at + 100)];

    private static async Task<List<string>> WholeAsync(TestDatabase database)
    {
        var whole = (await QueryAsync(database, "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1, 2")).ConvertAll(r => string.Join('|', r));
        whole.AddRange(await RowsAsync(database, "__EFMigrationsHistory", ["*"]));
        whole.Add((await QueryAsync(database, "PRAGMA user_version"))[0][0]!);
        foreach (var table in await TablesAsync(database))
        {
            whole.AddRange(await RowsAsync(database, table, ["*"]));
        }

        return whole;
    }
}
