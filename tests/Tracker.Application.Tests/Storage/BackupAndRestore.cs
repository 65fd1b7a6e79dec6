using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.Tests.Storage;

/// <summary>What a backup and a restore leave behind, and what they never touch.</summary>
public sealed class BackupAndRestore
{
    [Fact]
    public async Task A_backup_is_one_file_that_holds_what_was_there_and_is_sound()
    {
        await using var database = await Some.RegisterAsync();
        var before = await Some.CountsAsync(database);
        var file = Beside(database, "copies", "one.db");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);

        var made = await database.Get<Backups>().MakeAsync(file);

        Assert.Equal(file, Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!)));
        Assert.Equal((file, new FileInfo(file).Length), (made.Path, made.Bytes));
        Assert.Equal(before.Entries, made.Verified.Rows["Entries"]);
        Assert.Null((await Verification.OfFileAsync(file)).Fault);
        Assert.Equal(file, Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!)));

        // Its header says that no log belongs to it: 2 and 2 would make whoever reads it look for one, and make one.
        Assert.Equal([1, 1], (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[18..20]);
    }

    [Fact]
    public async Task A_file_that_exists_is_overwritten_only_when_told_to()
    {
        await using var database = await Some.RegisterAsync();
        var file = Beside(database, "mine.txt");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        Assert.Contains("--overwrite", await WhyNotAsync(database, file), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        await database.Get<Backups>().MakeAsync(file, overwrite: true);
        Assert.Null((await Verification.OfFileAsync(file)).Fault);
    }

    [Fact]
    public async Task What_cannot_be_written_is_said_and_nothing_is_left_behind()
    {
        await using var database = await Some.RegisterAsync();
        var folder = Path.GetDirectoryName(database.FileName)!;
        var files = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order().ToList();

        Assert.Contains("folder exists", await WhyNotAsync(database, Beside(database, "nowhere", "one.db")), StringComparison.Ordinal);
        Assert.Contains("is a folder", await WhyNotAsync(database, folder), StringComparison.Ordinal);
        Assert.Contains("the database itself", await WhyNotAsync(database, database.FileName), StringComparison.Ordinal);
        Assert.Contains("cannot be", await WhyNotAsync(database, "/proc/one.db"), StringComparison.Ordinal);

        Assert.Equal(files, Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public async Task A_copy_with_a_fault_does_not_become_a_backup()
    {
        await using var database = await Some.RegisterAsync();
        await ExecuteAsync(database.FileName, "UPDATE \"Spans\" SET \"Title\" = 'Another'");

        Assert.Contains("spans kept for CENTRE", await WhyNotAsync(database, Beside(database, "one.db")), StringComparison.Ordinal);

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(database.FileName)!, "one.db*"));
    }

    [Fact]
    public async Task A_restore_brings_back_what_the_backup_held_and_keeps_the_replaced_database()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var held = await Some.CountsAsync(database);
        var made = await database.Get<Backups>().MakeAsync();
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Later"), keeper);
        var later = await Some.CountsAsync(database);
        await database.Services.DisposeAsync();
        await File.WriteAllTextAsync(database.FileName + "-wal", "left by a killed process", TestContext.Current.CancellationToken);

        var restored = await Restore.ExecuteAsync(made.Path, database.FileName, database.Clock);

        Assert.Equal(held, await CountsAsync(database.FileName));
        Assert.Equal(later, await CountsAsync(restored.Aside!));
        Assert.StartsWith(database.FileName + ".replaced-2026-11-24-", restored.Aside, StringComparison.Ordinal);
        Assert.False(File.Exists(database.FileName + "-wal"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(database.FileName)!, "*.part*"));
        await using var again = database.NewServices();
        await Database.PrepareAsync(again, "no-seed");
    }

    [Fact]
    public async Task The_log_of_a_damaged_database_is_kept_with_it_and_not_read_into_the_restored_one()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var held = await Some.CountsAsync(database);
        var made = await database.Get<Backups>().MakeAsync();
        byte[] log;
        await using (var db = database.Context())
        {
            // While one connection is open, what others save stays in the log.
            await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Later"), keeper);
            log = await File.ReadAllBytesAsync(database.FileName + "-wal", TestContext.Current.CancellationToken);
        }

        await database.Services.DisposeAsync();
        await File.WriteAllTextAsync(database.FileName, new string('x', 8192), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(database.FileName + "-wal", log, TestContext.Current.CancellationToken);

        var restored = await Restore.ExecuteAsync(made.Path, database.FileName, database.Clock);

        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
        Assert.Equal(held, await CountsAsync(database.FileName));
        Assert.Equal(log, await File.ReadAllBytesAsync(restored.Aside + "-wal", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_restore_is_refused_while_anything_uses_the_database()
    {
        await using var database = await Some.RegisterAsync();
        var made = await database.Get<Backups>().MakeAsync();

        var refused = await Assert.ThrowsAsync<StorageException>(() => Restore.ExecuteAsync(made.Path, database.FileName, database.Clock));
        Assert.Contains("Stop it first", refused.Message, StringComparison.Ordinal);

        await database.Services.DisposeAsync();
        using (DatabaseLock.ToReplace(database.FileName))
        {
            await using var other = database.NewServices();
            Assert.Contains("being restored", (await Assert.ThrowsAsync<StartUpException>(() => Database.PrepareAsync(other, "no-seed"))).Message, StringComparison.Ordinal);
        }

        Assert.NotNull(await Restore.ExecuteAsync(made.Path, database.FileName, database.Clock));
    }

    [Theory]
    [InlineData("UPDATE \"Spans\" SET \"Title\" = 'Another'", "spans kept for CENTRE")]
    [InlineData("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '12.0.0')", "29990101000000_Later")]
    public async Task A_backup_with_a_fault_or_of_a_newer_version_is_refused_and_the_database_stays(string sql, string said)
    {
        await using var database = await Some.RegisterAsync();
        var made = await database.Get<Backups>().MakeAsync();
        var before = await Some.CountsAsync(database);
        await database.Services.DisposeAsync();
        await ExecuteAsync(made.Path, sql);

        var refused = await Assert.ThrowsAsync<StorageException>(() => Restore.ExecuteAsync(made.Path, database.FileName, database.Clock));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await CountsAsync(database.FileName));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(database.FileName)!, "*replaced*"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(database.FileName)!, "*.part*"));
    }

    [Fact]
    public async Task Before_a_migration_of_a_database_that_holds_something_a_backup_of_the_older_one_is_made()
    {
        await using var database = await OlderAsync("INSERT INTO \"Bodies\" (\"Code\", \"Name\", \"Side\", \"Kind\", \"OtherNames\") VALUES ('ROK', 'Republic of Korea', 'Rok', 'State', '[]')");
        var migrations = (await MigrationsAsync(database.FileName)).Count;

        await Database.PrepareAsync(database.Services, "no-seed");

        var kept = Assert.Single(database.Get<Backups>().Kept());
        Assert.EndsWith("-before-migration.db", kept.Path, StringComparison.Ordinal);
        Assert.Equal(migrations, (await MigrationsAsync(kept.Path)).Count);
        Assert.True((await MigrationsAsync(database.FileName)).Count > migrations);
        Assert.Null((await Verification.OfFileAsync(kept.Path)).Fault);

        // The way back to what it held, by this version.
        await database.Services.DisposeAsync();
        await Restore.ExecuteAsync(kept.Path, database.FileName, database.Clock);
        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
        Assert.True((await MigrationsAsync(database.FileName)).Count > migrations);
    }

    [Fact]
    public async Task An_older_database_that_cannot_be_backed_up_is_not_migrated()
    {
        await using var database = await OlderAsync("INSERT INTO \"Bodies\" (\"Code\", \"Name\", \"Side\", \"Kind\", \"OtherNames\") VALUES ('ROK', 'Republic of Korea', 'Rok', 'State', '[]')");
        await File.WriteAllTextAsync(Beside(database, "backups"), "a file where a folder should be", TestContext.Current.CancellationToken);
        var migrations = await MigrationsAsync(database.FileName);

        var failure = await Assert.ThrowsAsync<StartUpException>(() => Database.PrepareAsync(database.Services, "no-seed"));

        Assert.Contains("backups", failure.Message, StringComparison.Ordinal);
        Assert.Equal(migrations, await MigrationsAsync(database.FileName));
    }

    [Fact]
    public async Task An_empty_database_is_migrated_without_a_backup()
    {
        await using var database = await OlderAsync("SELECT 1");

        await Database.PrepareAsync(database.Services, "no-seed");

        Assert.Empty(database.Get<Backups>().Kept());
    }

    [Fact]
    public async Task A_backup_is_due_each_day_and_so_many_are_kept_as_the_settings_say()
    {
        await using var database = await ScheduledAsync(new(null, new(2, 0), 3));
        var backups = database.Get<Backups>();
        Assert.False(await backups.MakeWhenDueAsync());
        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await backups.MakeWhenDueAsync());
        var foreign = Path.Combine(backups.Folder, "tracker-2020-01-01-000000Z.db.bak");
        var beforeMigration = Path.Combine(backups.Folder, "tracker-2020-01-01-000000Z-before-migration.db");
        await File.WriteAllTextAsync(foreign, "not ours", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(beforeMigration, "of an upgrade", TestContext.Current.CancellationToken);

        // 02:00 in Jakarta is 19:00 UTC of the day before.
        Assert.Equal(new DateTime(2026, 11, 24, 19, 0, 0, DateTimeKind.Utc), backups.DueAt());
        for (var day = 0; day < 5; day++)
        {
            Assert.False(await backups.MakeWhenDueAsync());
            database.Clock.Advance(backups.DueAt()!.Value - database.Clock.GetUtcNow());
            Assert.True(await backups.MakeWhenDueAsync());
        }

        var kept = backups.Kept().Where(b => b.IsOfSchedule).Select(b => b.MadeAt).ToList();
        Assert.Equal([28, 27, 26], kept.Select(at => at.Day));
        Assert.True(File.Exists(foreign) && File.Exists(beforeMigration));
    }

    [Fact]
    public async Task A_backup_that_failed_is_said_tried_again_and_removes_no_earlier_one()
    {
        await using var database = await ScheduledAsync(new(null, new(2, 0), 1));
        var backups = database.Get<Backups>();
        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await backups.MakeWhenDueAsync());
        var first = Assert.Single(backups.Kept());
        await ExecuteAsync(database.FileName, "UPDATE \"Bodies\" SET \"Under\" = 'NOBODY'");
        database.Clock.Advance(TimeSpan.FromDays(1));

        Assert.False(await backups.MakeWhenDueAsync());

        Assert.Contains("Bodies", backups.LastFailure!.Why, StringComparison.Ordinal);
        Assert.Equal(first, Assert.Single(backups.Kept()));
        Assert.False(await backups.MakeWhenDueAsync());
        await ExecuteAsync(database.FileName, "UPDATE \"Bodies\" SET \"Under\" = NULL");
        database.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True(await backups.MakeWhenDueAsync());
        Assert.Null(backups.LastFailure);
        Assert.NotEqual(first, Assert.Single(backups.Kept()));
    }

    [Fact]
    public async Task None_is_made_by_itself_where_the_settings_say_never()
    {
        await using var database = await ScheduledAsync(new(null, null, 3));
        database.Clock.Advance(TimeSpan.FromDays(3));

        Assert.False(await database.Get<Backups>().MakeWhenDueAsync());

        Assert.Null(database.Get<Backups>().DueAt());
    }

    [Fact]
    public async Task What_a_killed_process_left_unfinished_is_removed_after_a_day()
    {
        await using var database = await ScheduledAsync(BackupRules.Default);
        var backups = database.Get<Backups>();
        Directory.CreateDirectory(backups.Folder);
        string Left(string name, int hours)
        {
            var file = Path.Combine(backups.Folder, name);
            File.WriteAllText(file, "half");
            File.SetLastWriteTimeUtc(file, database.Clock.GetUtcNow().UtcDateTime.AddHours(-hours));
            return file;
        }

        var (old, fresh, foreign) = (Left("tracker-2026-11-20-190000Z.db.0123abcd.part", 30), Left("tracker-2026-11-24-010000Z.db.0123abcd.part", 1), Left("thesis.part", 30));
        database.Clock.Advance(TimeSpan.FromHours(1));

        Assert.True(await backups.MakeWhenDueAsync());

        Assert.Equal((false, true, true), (File.Exists(old), File.Exists(fresh), File.Exists(foreign)));
    }

    private static string Beside(TestDatabase database, params string[] path) => Path.Combine([Path.GetDirectoryName(database.FileName)!, .. path]);

    private static async Task<string> WhyNotAsync(TestDatabase database, string file)
    {
        var failure = await Assert.ThrowsAsync<StorageException>(() => database.Get<Backups>().MakeAsync(file));
        Assert.DoesNotContain('\n', failure.Message);
        return failure.Message;
    }

    private static async Task<TestDatabase> ScheduledAsync(BackupRules rules)
    {
        var database = TestDatabase.Unprepared(services: services => services.AddSingleton(rules));
        await Database.PrepareAsync(database.Services, TestDatabase.SeedFolder);
        return database;
    }

    /// <summary>A database as the first migration left it.</summary>
    private static async Task<TestDatabase> OlderAsync(string holds)
    {
        var database = TestDatabase.Unprepared();
        await using (var db = database.Context())
        {
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
        }

        await ExecuteAsync(database.FileName, holds);
        return database;
    }

    private static async Task<List<string>> MigrationsAsync(string file)
    {
        await using var db = await Connections.ToReadAsync(file, TestContext.Current.CancellationToken);
        return [.. await db.Database.GetAppliedMigrationsAsync()];
    }

    private static async Task<(int Entries, int Spans, int Items)> CountsAsync(string file)
    {
        await using var db = await Connections.ToReadAsync(file, TestContext.Current.CancellationToken);
        return (await db.Entries.CountAsync(), await db.Spans.CountAsync(), await db.Items.CountAsync());
    }

    private static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false;Foreign Keys=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
