using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;

namespace Tracker.Application.Tests.Storage;

/// <summary>Whether the storage can do its work, and in which words it says that it cannot.</summary>
public class ReadinessRules
{
    private static async Task<IReadOnlyList<string>> ProblemsAsync(TestDatabase database, long leastFree = 0) =>
        [.. (await database.Get<Readiness>().FindAsync(leastFree)).Where(f => f.Problem is not null).Select(f => f.What)];

    [Fact]
    public async Task A_sound_database_is_ready_and_the_question_leaves_nothing_behind()
    {
        await using var database = await Some.RegisterAsync();

        var findings = await database.Get<Readiness>().FindAsync(leastFree: 1);

        Assert.Equal(["readable", "writable", "schema", "disk"], findings.Select(f => f.What));
        Assert.All(findings, f => Assert.Null(f.Problem));
        Assert.Empty(await ProblemsAsync(database));
    }

    [Fact]
    public async Task Each_fault_is_named_and_gone_when_its_cause_is()
    {
        await using var database = await Some.RegisterAsync();

        Assert.Equal(["disk"], await ProblemsAsync(database, long.MaxValue));

        await using (var other = new SqliteConnection(database.ConnectionString))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = other.BeginTransaction();
            Assert.Equal(["writable"], await ProblemsAsync(database));
        }

        File.SetAttributes(database.FileName, FileAttributes.ReadOnly);
        Assert.Equal(["writable"], await ProblemsAsync(database));
        File.SetAttributes(database.FileName, FileAttributes.Normal);

        await using (var db = database.Context())
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = 'x' || \"MigrationId\" WHERE \"MigrationId\" LIKE '%Drafts%'", TestContext.Current.CancellationToken);
            Assert.Equal(["schema"], await ProblemsAsync(database));
            await db.Database.ExecuteSqlRawAsync("UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = substr(\"MigrationId\", 2) WHERE \"MigrationId\" LIKE 'x%'", TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Items\" RENAME TO \"Gone\"", TestContext.Current.CancellationToken);
            Assert.Equal(["readable"], await ProblemsAsync(database));
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Gone\" RENAME TO \"Items\"", TestContext.Current.CancellationToken);
        }

        database.Get<OneWriter>().Stop();
        Assert.Equal(["writable"], await ProblemsAsync(database));
    }
}
