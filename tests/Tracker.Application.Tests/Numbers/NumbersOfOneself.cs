using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Numbers;

/// <summary>What a person finds for their bodies, and an administrator for the installation.</summary>
public sealed class NumbersOfOneself(Registers registers) : NumbersOfPages(registers)
{
    /// <summary>The place of each reason, the most pressing first.</summary>
    private static readonly string Rank = $"""
        CASE WHEN {Conditions["off-track"]} THEN {(int)Urgency.OffTrack}
             WHEN {Conditions["overdue"]} THEN {(int)Urgency.Overdue}
             WHEN {Conditions["at-risk"]} THEN {(int)Urgency.AtRisk}
             WHEN {Conditions["no-recent-report"]} THEN {(int)Urgency.NoRecentReport}
             WHEN {Open} AND {Schedule} = 'Due' THEN {(int)Urgency.DueSoon}
             ELSE {(int)Urgency.None} END
        """;

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task My_updates(string register, string on)
    {
        var (database, day) = (Registers[register], Day(on));
        var query = new MyItemsQuery(database.Get<IDbContextFactory<TrackerDbContext>>(), CalendarOf(day));
        var under = (await RowsAsync(database, day, "SELECT b.\"Body\" FROM \"HeldBodies\" b JOIN \"Bodies\" o ON o.\"Code\" = b.\"Body\" WHERE b.\"Role\" = 'Lead' AND o.\"Under\" IS NOT NULL GROUP BY 1 ORDER BY COUNT(*) DESC, 1")).ConvertAll(b => b[0]!);
        foreach (var bodies in new string[][] { ["ROK"], ["ASEAN"], [under[0]], [under[0], under[1]], ["ROK", "ASEAN"] })
        {
            var actor = await database.Get<PeopleQuery>().WhoIsAsync(await database.PersonAsync(Role.Official, bodies));
            var mine = $"""
                WITH RECURSIVE mine("Code") AS (
                    SELECT "Code" FROM "Bodies" WHERE "Code" IN ({string.Join(", ", bodies.Select(b => $"'{b}'"))})
                    UNION SELECT o."Code" FROM "Bodies" o JOIN mine m ON o."Under" = m."Code")
                SELECT "Code", {Rank} AS rank FROM "Spans" s
                WHERE {OnDay} AND EXISTS (SELECT 1 FROM "HeldBodies" b JOIN mine m ON m."Code" = b."Body" WHERE b."ItemId" = s."ItemId" AND b."Role" = 'Lead' AND b."From" <= @day AND @day < b."Until")
                ORDER BY rank, "LastReportedOn", "Code"
                """;
            var expected = (await RowsAsync(database, day, mine)).ConvertAll(m => $"{m[0]} {m[1]}");

            var first = await query.PageAsync(actor, 1);

            List<MyItem> shown = [.. first.Items];
            for (var page = 2; page <= first.PageCount; page++)
            {
                Assert.Equal((await query.PageAsync(actor, page)).Items[0].Row.Code, await query.NextAfterAsync(actor, shown[^1].Row.Code));
                shown.AddRange((await query.PageAsync(actor, page)).Items);
            }

            Assert.Equal(expected, shown.Select(i => $"{i.Row.Code} {(int)i.Urgency}"));
            Assert.Equal(expected.Count, first.Total);
            Assert.Equal(expected.CountBy(e => e[^1] - '0').ToDictionary(c => (Urgency)c.Key, c => c.Value), first.Counts);
        }
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("generated 1")]
    [InlineData("generated 2")]
    [InlineData("generated 3")]
    public async Task State(string register)
    {
        var database = Registers[register];
        Task<int> OfAsync(string sql) => NumberAsync(database, database.Today, sql);
        var administrator = await database.PersonAsync(Role.Administrator);
        await database.Get<DisablePerson>().ExecuteAsync(await database.PersonAsync(Role.Viewer), administrator);
        await using (var db = database.Context())
        {
            db.Users.Add(new Person { Id = Guid.CreateVersion7(), Name = "Demo", UserName = $"demo-{register}", IsDemo = true, DisabledAt = database.Get<Calendar>().UtcNow });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var state = await database.Get<StateQuery>().NowAsync(administrator, TestContext.Current.CancellationToken);

        Assert.Equal((await OfAsync("SELECT COUNT(*) FROM \"Items\""), await OfAsync("SELECT COUNT(*) FROM \"Entries\"")), (state.Items, state.Entries));
        Assert.Equal(await OfAsync("SELECT COUNT(*) FROM \"AspNetUsers\" WHERE NOT \"IsDemo\""), state.People);
        Assert.Equal(await OfAsync("SELECT COUNT(*) FROM \"AspNetUsers\" WHERE NOT \"IsDemo\" AND \"DisabledAt\" IS NOT NULL"), state.ClosedAccounts);
        Assert.True(state is { ClosedAccounts: > 0, Items: > 0 } && state.Entries > state.Items && state.People > state.ClosedAccounts);
        Assert.Equal((await OfAsync("SELECT COUNT(*) FROM \"__EFMigrationsHistory\""), (await RowsAsync(database, database.Today, "SELECT MAX(\"MigrationId\") FROM \"__EFMigrationsHistory\""))[0][0]), (state.Schema.Applied, state.Schema.Last));
        Assert.Empty(state.Schema.Pending);

        // Pages times their size, where nobody holds the file open and its log is written back.
        Assert.Equal((await OfAsync("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"), 0), (state.File.Bytes, state.File.LogBytes));
    }

    [Fact]
    public async Task What_is_in_the_log_is_measured_beside_the_file()
    {
        var database = Registers["seed"];
        var administrator = await database.PersonAsync(Role.Administrator);
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE \"AspNetUsers\" SET \"Name\" = \"Name\" || ' of the seed'";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        var frames = reader.GetInt64(1);

        var state = await database.Get<StateQuery>().NowAsync(administrator, TestContext.Current.CancellationToken);

        // The format of the log: a head of 32 bytes, then frames of a head of 24 and a page of 4,096.
        Assert.True(frames > 0, $"{reader.GetInt64(0)} {frames} {reader.GetInt64(2)}");
        Assert.Equal(32 + (frames * (24 + 4096)), state.File.LogBytes);
    }

    private static Calendar CalendarOf(DateOnly day) =>
        new(new FakeTimeProvider(new(day, new(2, 0), TimeSpan.Zero)), TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), ReportingRules.Default);
}
