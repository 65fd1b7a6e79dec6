using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Storage;

namespace Tracker.Application.Tests.Storage;

public class StartUpFailures
{
    private const string LeaveLock = "INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-01-01')";
    private const string CountLocks = "SELECT COUNT(*) AS Value FROM \"__EFMigrationsLock\"";

    [Fact]
    public async Task A_file_that_is_no_database_is_named_with_what_to_do()
    {
        await using var database = TestDatabase.Unprepared();
        await File.WriteAllTextAsync(database.FileName, new string('x', 8192));

        var failure = await Assert.ThrowsAsync<StartUpException>(() => Database.PrepareAsync(database.Services, TestDatabase.SeedFolder));

        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_named()
    {
        await using var database = TestDatabase.Unprepared();
        Directory.CreateDirectory(database.FileName);

        var failure = await Assert.ThrowsAsync<StartUpException>(() => Database.PrepareAsync(database.Services, TestDatabase.SeedFolder));

        Assert.Contains("cannot be opened", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    public async Task The_lock_that_a_killed_migration_left_is_cleared_by_the_next_start(int migrationsApplied)
    {
        await using var database = TestDatabase.Unprepared();
        await using var db = database.Context();
        var all = db.Database.GetMigrations().ToList();
        await db.GetService<IMigrator>().MigrateAsync(all[Math.Min(migrationsApplied, all.Count - 1)], TestContext.Current.CancellationToken);
        if (migrationsApplied == 0)
        {
            await db.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase, TestContext.Current.CancellationToken); // Nothing but the lock is in it.
        }

        await ExecuteAsync(database, LeaveLock);

        // A start that leaves the lock waits for it without end.
        await Database.PrepareAsync(database.Services, "no-seed", TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await db.Database.SqlQueryRaw<long>(CountLocks).SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_lock_of_a_migration_is_left_alone_while_another_process_prepares_the_database()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var db = database.Context();
        await ExecuteAsync(database, LeaveLock);
        var held = await DatabaseLock.ToPrepareAsync(database.FileName, TimeSpan.Zero, TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<StorageException>(() => DatabaseLock.ToPrepareAsync(database.FileName, TimeSpan.FromMilliseconds(100)));
        Assert.Contains("Start again", refused.Message, StringComparison.Ordinal);

        var start = Task.Run(() => Database.PrepareAsync(database.Services, "no-seed"));
        await Task.Delay(1000, TestContext.Current.CancellationToken);

        Assert.False(start.IsCompleted);
        Assert.Equal(1, await db.Database.SqlQueryRaw<long>(CountLocks).SingleAsync(TestContext.Current.CancellationToken));

        held.Dispose();
        await start.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(0, await db.Database.SqlQueryRaw<long>(CountLocks).SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_migration_can_be_left_half_applied()
    {
        await using var database = TestDatabase.Unprepared();
        await using var db = database.Context();
        var assembly = db.GetService<IMigrationsAssembly>();

        // What cannot run in the migration's transaction, such as the rebuilding of a table, would stay when it is killed.
        var outside = assembly.Migrations
            .Select(m => (m.Key, Migration: assembly.CreateMigration(m.Value, db.Database.ProviderName!)))
            .Where(m => db.GetService<IMigrationsSqlGenerator>().Generate(m.Migration.UpOperations, m.Migration.TargetModel).Any(c => c.TransactionSuppressed))
            .Select(m => m.Key);

        Assert.Empty(outside);
    }

    [Fact]
    public async Task A_path_that_leads_through_a_file_is_named()
    {
        await using var database = TestDatabase.Unprepared();
        await File.WriteAllTextAsync(database.FileName, "not a folder", TestContext.Current.CancellationToken);
        await using var under = TestDatabase.Unprepared(Path.Combine(database.FileName, "tracker.db"));

        Assert.Contains(under.FileName, (await FailureAsync(under)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_may_only_be_read_is_named()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var readOnly = TestDatabase.Unprepared(database.FileName + ";Mode=ReadOnly");
        await ExecuteAsync(database, "DROP TRIGGER \"Entries_refuse_UPDATE\"");

        Assert.Contains("cannot be written", (await FailureAsync(readOnly)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_in_the_middle_of_the_file_is_found_at_start()
    {
        await using var database = await TestDatabase.SeededAsync();
        SqliteConnection.ClearAllPools();
        await using (var file = new FileStream(database.FileName, FileMode.Open))
        {
            file.Seek(file.Length / 2 / 4096 * 4096, SeekOrigin.Begin);
            await file.WriteAsync(new byte[20 * 4096], TestContext.Current.CancellationToken);
        }

        Assert.Contains("damaged", (await FailureAsync(database)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_cut_short_is_named_as_damaged()
    {
        await using var database = await TestDatabase.SeededAsync();
        SqliteConnection.ClearAllPools();
        await using (var file = new FileStream(database.FileName, FileMode.Open))
        {
            file.SetLength(50_000);
        }

        Assert.Contains("damaged", (await FailureAsync(database)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_something_else_is_left_as_it_is()
    {
        await using var database = TestDatabase.Unprepared();
        await ExecuteAsync(database, "CREATE TABLE \"Songs\" (\"Title\" TEXT)");

        Assert.Contains("something else", (await FailureAsync(database)).Message, StringComparison.Ordinal);

        await using var db = database.Context();
        Assert.Equal(["Songs"], await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master").ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_database_that_a_newer_version_changed_is_refused()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await ExecuteAsync(database, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '12.0.0')");

        Assert.Contains("29990101000000_Later", (await FailureAsync(database)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("register.json", "{")]
    [InlineData("items/p02.json", "[{ \"code\": \"X\" }]")]
    [InlineData("items/p02.json", "[null]")]
    [InlineData("items/p02.json", "{}")]
    [InlineData("bodies.json", null)]
    public async Task A_broken_seed_is_named_and_nothing_of_it_is_loaded(string file, string? content)
    {
        await using var database = TestDatabase.Unprepared();
        var seed = Directory.CreateTempSubdirectory("tracker-seed-").FullName;
        try
        {
            foreach (var source in Directory.GetFiles(TestDatabase.SeedFolder, "*.json", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(seed, Path.GetRelativePath(TestDatabase.SeedFolder, source));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(source, copy);
            }

            File.Delete(Path.Combine(seed, file));
            if (content is not null)
            {
                await File.WriteAllTextAsync(Path.Combine(seed, file), content, TestContext.Current.CancellationToken);
            }

            var failure = await Assert.ThrowsAsync<StartUpException>(() => Database.PrepareAsync(database.Services, seed));

            Assert.Contains(seed, failure.Message, StringComparison.Ordinal);
            await using var db = database.Context();
            Assert.Equal((0, 0), (await db.Bodies.CountAsync(TestContext.Current.CancellationToken), await db.Items.CountAsync(TestContext.Current.CancellationToken)));

            await Database.PrepareAsync(database.Services, TestDatabase.SeedFolder);
            Assert.NotEqual(0, await db.Items.CountAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(seed, recursive: true);
        }
    }

    [Fact]
    public async Task A_database_locked_by_another_program_is_named()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = connection.BeginTransaction();

        Assert.Contains("writing", (await FailureAsync(database)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_load_the_seed_once()
    {
        await using var database = TestDatabase.Unprepared();
        await using var other = database.NewServices();
        await Task.WhenAll(
            Task.Run(() => Database.PrepareAsync(database.Services, "no-seed")),
            Task.Run(() => Database.PrepareAsync(other, "no-seed")));

        await Task.WhenAll(
            Task.Run(() => database.Get<Seed>().LoadIntoEmptyAsync(TestDatabase.SeedFolder)),
            Task.Run(() => other.GetRequiredService<Seed>().LoadIntoEmptyAsync(TestDatabase.SeedFolder)));

        await using var db = database.Context();
        Assert.Equal(SeedFiles.Read(TestDatabase.SeedFolder).Items.Count, await db.Items.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x.db;Mode=Memory")]
    [InlineData("Data Source=file:x.db")]
    [InlineData("Data Sauce=x.db")]
    [InlineData("x.db")]
    public void A_connection_string_without_a_file_is_refused(string configured)
    {
        var failure = Assert.Throws<StartUpException>(() => Database.ConnectionString(configured, "/srv/tracker"));

        Assert.Contains("ConnectionStrings__Tracker", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_file_lies_in_the_content_root()
    {
        Assert.Equal("/srv/tracker/data/tracker.db", Database.FileOf(Database.ConnectionString("Data Source=data/tracker.db", "/srv/tracker")));
    }

    /// <summary>Why the start fails, in one line.</summary>
    private static async Task<StartUpException> FailureAsync(TestDatabase database)
    {
        var failure = await Assert.ThrowsAsync<StartUpException>(() => Database.PrepareAsync(database.Services, TestDatabase.SeedFolder));
        Assert.DoesNotContain('\n', failure.Message);
        return failure;
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var db = database.Context();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
