using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.AsOf;

/// <summary>
/// The register that would stand there if nothing had ever been recorded but what was known at an instant and lies on or
/// before a day, and if it were that day: another database, filled row by row, so that there is nothing in it to leave out.
/// </summary>
internal static class PlainRegister
{
    private const string VoidedBy = "json_extract(v.\"Content\", '$.withdrawal.entry')";

    /// <param name="withVoided">Whether withdrawn entries and their withdrawals are in it, for the history.</param>
    public static async Task<TestDatabase> OfAsync(TestDatabase register, DateTime knownAt, DateOnly day, bool withVoided)
    {
        var plain = await TestDatabase.EmptyAsync(services: s => s.AddSingleton(p => AnyRegister.CalendarOn(p.GetRequiredService<TimeProvider>())));
        var noon = new DateTimeOffset(day.ToDateTime(new(12, 0)), TimeSpan.Zero);
        if (noon > plain.Clock.GetUtcNow())
        {
            plain.Clock.SetUtcNow(noon);
        }

        await using (var connection = new SqliteConnection(plain.ConnectionString))
        {
            await connection.OpenAsync();
            async Task ExecuteAsync(string sql)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.Parameters.AddWithValue("@file", register.FileName);
                command.Parameters.AddWithValue("@at", knownAt.ToString("yyyy-MM-dd HH:mm:ss.fff"));
                command.Parameters.AddWithValue("@day", day.ToString("yyyy-MM-dd"));
                await command.ExecuteNonQueryAsync();
            }

            await ExecuteAsync("ATTACH @file AS o");
            await ExecuteAsync("INSERT INTO Bodies SELECT * FROM o.Bodies; INSERT INTO Documents SELECT * FROM o.Documents");
            await ExecuteAsync("CREATE TEMP TABLE kept AS SELECT e.rowid AS row, e.ItemId, e.Sequence FROM o.Entries e WHERE strftime('%Y-%m-%d %H:%M:%f', e.RecordedAt) <= @at AND e.\"On\" <= @day");
            await ExecuteAsync($"CREATE TEMP TABLE voids AS SELECT v.rowid AS row, v.ItemId, {VoidedBy} AS Sequence FROM o.Entries v WHERE v.Type = 'Void' AND strftime('%Y-%m-%d %H:%M:%f', v.RecordedAt) <= @at AND EXISTS (SELECT 1 FROM kept k WHERE k.ItemId = v.ItemId AND k.Sequence = {VoidedBy})");
            await ExecuteAsync(withVoided
                ? "INSERT INTO kept SELECT row, ItemId, 0 FROM voids"
                : "DELETE FROM kept WHERE EXISTS (SELECT 1 FROM voids v JOIN o.Entries e ON e.rowid = kept.row WHERE v.ItemId = kept.ItemId AND v.Sequence IN (kept.Sequence, json_extract(e.Content, '$.assessment.entry')))");
            await ExecuteAsync("INSERT INTO Items SELECT * FROM o.Items i WHERE i.Id IN (SELECT ItemId FROM kept)");
            await ExecuteAsync("INSERT INTO Entries SELECT * FROM o.Entries e WHERE e.rowid IN (SELECT row FROM kept)");
            await ExecuteAsync("INSERT INTO LedgerEntries SELECT * FROM o.LedgerEntries e WHERE strftime('%Y-%m-%d %H:%M:%f', e.RecordedAt) <= @at AND e.\"On\" <= @day AND e.FundId IN (SELECT Id FROM Items)");
            await ExecuteAsync("INSERT INTO Meetings SELECT * FROM o.Meetings m WHERE strftime('%Y-%m-%d %H:%M:%f', m.RecordedAt) <= @at AND m.MechanismId IN (SELECT Id FROM Items)");
            await ExecuteAsync("INSERT INTO ReportedFigures SELECT * FROM o.ReportedFigures f WHERE f.ItemId IN (SELECT Id FROM Items)");
        }

        await using (var db = plain.Context())
        {
            foreach (var meeting in await db.Meetings.ToListAsync())
            {
                Restate(db, meeting, plain.Get<Calendar>(), knownAt, day);
            }

            await db.SaveChangesAsync();
            db.KeepSpansOfNew(await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).ToListAsync());
            await db.SaveChangesAsync();
        }

        return plain;
    }

    /// <summary>Up to the day, as it was known at the instant; after it, as it was known on the day, too.</summary>
    private static void Restate(TrackerDbContext db, Meeting meeting, Calendar calendar, DateTime knownAt, DateOnly day)
    {
        meeting.GoBackTo(knownAt);
        if (meeting.On <= day)
        {
            return;
        }

        if (meeting.Changes.FirstOrDefault(c => calendar.DayOf(c.At) > day) is { } change)
        {
            meeting.GoBackTo(change.At.AddMilliseconds(-1));
        }

        if (calendar.DayOf(meeting.RecordedAt) > day || (meeting.Status == MeetingStatus.Held && meeting.On > day))
        {
            db.Meetings.Remove(meeting);
        }
    }
}
