using Microsoft.EntityFrameworkCore;
using Tracker.Application.Drafts;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.Tests.Storage;

/// <summary>One fault at a time: said in words, nothing lost, and it goes on by itself when its cause is gone.</summary>
/// <remarks>A database that another program has locked, a damaged seed and missing settings: RivalSaves, StartUpFailures, SettingsRules.</remarks>
public sealed class StorageFaults
{
    [Fact]
    public async Task On_a_disk_without_room_nothing_is_saved_or_backed_up_and_both_work_when_there_is_room_again()
    {
        using var disk = new SmallDisk();
        await using var database = await Some.RegisterAsync(disk.Database);
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var before = await Some.CountsAsync(database);
        await using var open = database.Context(); // As the running application has one.
        await open.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var (update, id) = (Some.Note(database.Today, "Premises were found."), Guid.CreateVersion7());
        Task<int> SaveAsync() => database.Get<RecordUpdate>().ExecuteAsync("CENTRE", update, keeper, submission: id);
        var content = new string('c', 100_000);
        Task<KeptAs> KeepAsync() => database.Get<KeepDraft>().ExecuteAsync(Guid.CreateVersion7(), 0, "items/CENTRE/update", "Update of CENTRE", content, keeper);
        disk.Fill();
        var files = disk.Files.ToList();

        Assert.Equal("storage.full", await RuleAsync(SaveAsync));
        Assert.Equal("storage.full", await RuleAsync(KeepAsync));
        var failure = await Assert.ThrowsAsync<StorageException>(() => database.Get<Backups>().MakeAsync(disk.Database + ".copy"));
        Assert.Contains("disk is full", failure.Message, StringComparison.Ordinal);
        Assert.Equal(files, disk.Files);
        Assert.Equal(before, await Some.CountsAsync(database));

        disk.MakeRoom();
        var sequence = await SaveAsync();
        Assert.Equal(sequence, await SaveAsync());
        Assert.Equal(before.Entries + 1, (await Some.CountsAsync(database)).Entries);
        await KeepAsync();
        await database.Get<Backups>().MakeAsync(disk.Database + ".copy");
        Assert.Null((await Verification.OfFileAsync(disk.Database)).Fault);
    }

    [Fact]
    public async Task A_first_start_on_a_disk_without_room_says_so_and_the_next_one_with_room_succeeds()
    {
        using var disk = new SmallDisk();
        await using var database = TestDatabase.Unprepared(disk.Database);
        disk.Fill();

        var failure = await Assert.ThrowsAsync<StartUpException>(() => Database.PrepareAsync(database.Services, TestDatabase.SeedFolder));

        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        disk.MakeRoom();
        await Database.PrepareAsync(database.Services, TestDatabase.SeedFolder, TestContext.Current.CancellationToken);
        Assert.Null((await Verification.OfFileAsync(disk.Database)).Fault);
    }

    [Fact]
    public async Task While_the_file_cannot_be_written_what_is_there_is_read_and_a_save_is_refused_and_works_afterwards()
    {
        using var disk = new SmallDisk();
        await using var database = await Some.RegisterAsync(disk.Database);
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var before = await Some.CountsAsync(database);
        Task<int> SaveAsync() => database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Premises were found."), keeper);
        disk.MakeReadOnly();

        Assert.Equal("storage.unwritable", await RuleAsync(SaveAsync));
        await using (var again = database.NewServices())
        {
            var failure = await Assert.ThrowsAsync<StartUpException>(() => Database.PrepareAsync(again, "no-seed"));
            Assert.Contains(disk.Database, failure.Message, StringComparison.Ordinal);
            Assert.Contains("write", failure.Message, StringComparison.Ordinal);
        }

        disk.MakeWritable();
        await SaveAsync();
        Assert.Equal(before.Entries + 1, (await Some.CountsAsync(database)).Entries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24 * 365)]
    public async Task A_clock_that_is_set_back_puts_no_entry_before_another(int hours)
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var now = database.Clock.GetUtcNow();
        var sequence = await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Premises were found."), keeper);
        var before = await Some.CountsAsync(database);

        database.Clock.AdjustTime(now.AddHours(-hours));
        await using (var again = database.NewServices())
        {
            await Database.PrepareAsync(again, "no-seed", TestContext.Current.CancellationToken);
        }

        // By that clock the item is not there yet: it is refused, and what is sent later is not changed by it.
        var early = Some.Note(database.Today, "By that clock.");
        if (hours > 24)
        {
            Assert.Equal("journal.opening", await RuleAsync(() => database.Get<RecordUpdate>().ExecuteAsync("CENTRE", early, keeper)));
        }
        else
        {
            await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", early, keeper);
        }

        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", sequence, "A slip.", keeper);
        database.Clock.AdjustTime(now.AddHours(1));
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "By the right clock."), keeper);

        await using var db = database.Context();
        var instants = await db.Entries.OrderBy(e => e.Position).Where(e => e.Position > before.Entries - 1).Select(e => e.RecordedAt).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([now.UtcDateTime, .. Enumerable.Repeat(now.UtcDateTime, hours > 24 ? 1 : 2), now.UtcDateTime.AddHours(1)], instants);
        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_backup_that_was_cut_short_is_neither_sound_nor_restored(double part)
    {
        await using var database = await Some.RegisterAsync();
        var made = await database.Get<Backups>().MakeAsync();
        await database.Services.DisposeAsync();
        var before = await File.ReadAllBytesAsync(database.FileName, TestContext.Current.CancellationToken);
        await using (var file = new FileStream(made.Path, FileMode.Open))
        {
            file.SetLength((long)(file.Length * part));
        }

        var refused = await Assert.ThrowsAsync<StorageException>(() => Restore.ExecuteAsync(made.Path, database.FileName, database.Clock));
        Assert.Contains(made.Path, refused.Message, StringComparison.Ordinal);
        Assert.True(part == 0
            ? (await Assert.ThrowsAsync<StorageException>(() => Verification.OfFileAsync(made.Path))).Message.Contains("no database", StringComparison.Ordinal)
            : (await Verification.OfFileAsync(made.Path)).Fault!.Contains("damaged", StringComparison.Ordinal));

        Assert.Equal(before, await File.ReadAllBytesAsync(database.FileName, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(database.FileName)!, "*.part*"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(database.FileName)!, "*replaced*"));
    }

    private static async Task<string> RuleAsync(Func<Task> deed) =>
        Assert.Single((await Assert.ThrowsAsync<RefusedException>(deed)).Refusals).Rule;
}
