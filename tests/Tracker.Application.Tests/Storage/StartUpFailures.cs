using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;

namespace Tracker.Application.Tests.Storage;

public class StartUpFailures
{
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

    [Fact]
    public async Task A_migration_lock_left_behind_ends_the_start_instead_of_waiting_for_ever()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using (var db = database.Context())
        {
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-01-01')");
        }

        var failure = await Assert.ThrowsAsync<StartUpException>(() => Database.PrepareAsync(database.Services, TestDatabase.SeedFolder));

        Assert.Contains("__EFMigrationsLock", failure.Message, StringComparison.Ordinal);
    }
}
