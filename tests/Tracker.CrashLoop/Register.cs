using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.CrashLoop;

/// <summary>The first register with somebody who writes in it, as files to be copied: of this version, and of the one before.</summary>
/// <param name="Items">Codes of items that take a note today.</param>
/// <param name="ItemsInAll">As many as the seed holds.</param>
public sealed record Register(string Now, string Before, Guid Keeper, IReadOnlyList<string> Items, int ItemsInAll)
{
    /// <summary>Writers that are killed, each of which has recorded so many notes already.</summary>
    public const int Writers = 8;

    public const int RecordedBefore = 3;

    /// <summary>Few, so that writers meet on them.</summary>
    private const int Handful = 5;

    public static string SeedFolder { get; } = Path.Combine(AppContext.BaseDirectory, "seed");

    /// <summary>The application as Tracker.Web registers it, on a file.</summary>
    public static ServiceProvider ServicesOn(string file, bool pooled = false) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new Calendar(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), ReportingRules.Default))
        .AddTracker(Database.ConnectionString($"Data Source={file};Pooling={pooled}", "/"))
        .BuildServiceProvider();

    public static Task<TrackerDbContext> ContextAsync(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();

    public static async Task<Register> MakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var (now, before) = (Path.Combine(folder, "now.db"), Path.Combine(folder, "before.db"));
        Register register;
        await using (var services = ServicesOn(now))
        {
            await Database.PrepareAsync(services, SeedFolder);
            register = new(now, before, await KeeperAsync(services), [], 0);
            register = await WithItemsAsync(services, register);
            for (var writer = 0; writer < Writers; writer++)
            {
                for (var number = 1; number <= RecordedBefore; number++)
                {
                    await register.SendAsync(services, writer, number);
                }
            }
        }

        File.Copy(now, before);
        await using (var services = ServicesOn(before))
        {
            await using var db = await ContextAsync(services);
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().SkipLast(1).Last());

            // As a version that derived less from the journals left it.
            await db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 1");
        }

        return register;
    }

    /// <summary>A note of a writer; sent again, it goes to the same item under the same id.</summary>
    public Task<int> SendAsync(IServiceProvider services, int writer, int number) =>
        SendAsync(services, writer, number, Items[(writer + number) % Math.Min(Handful, Items.Count)]);

    /// <summary>A note of a writer to an item, under an id of its own.</summary>
    public Task<int> SendAsync(IServiceProvider services, int writer, int number, string item, int? lastSeen = null) =>
        services.GetRequiredService<RecordUpdate>().ExecuteAsync(
            item,
            new() { On = services.GetRequiredService<Calendar>().Today, Note = Note(writer, number) },
            Keeper,
            lastSeen,
            SubmissionOf(writer, number));

    public static string Note(int writer, int number) => $"Writer {writer}, number {number}";

    /// <summary>A copy of one of the files, at a place of its own.</summary>
    public static string Copy(string file, string folder)
    {
        Directory.CreateDirectory(folder);
        var copy = Path.Combine(folder, "tracker.db");
        File.Copy(file, copy);
        return copy;
    }

    /// <summary>Whether a killed process left the row for which a migration waits.</summary>
    public static bool HasOrphanedLock(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            return false;
        }

        command.CommandText = "SELECT COUNT(*) FROM \"__EFMigrationsLock\"";
        return (long)command.ExecuteScalar()! > 0;
    }

    private Guid SubmissionOf(int writer, int number)
    {
        var bytes = Keeper.ToByteArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(8), writer);
        BitConverter.TryWriteBytes(bytes.AsSpan(12), number);
        return new(bytes);
    }

    private static async Task<Guid> KeeperAsync(IServiceProvider services)
    {
        await using var db = await ContextAsync(services);
        var keeper = new Person { Id = Guid.CreateVersion7(), Name = "Keeper", UserName = "keeper", Role = Role.RegisterKeeper };
        db.Users.Add(keeper);
        await db.SaveChangesAsync();
        return keeper.Id;
    }

    private static async Task<Register> WithItemsAsync(IServiceProvider services, Register register)
    {
        await using var db = await ContextAsync(services);
        var note = new Update { On = services.GetRequiredService<Calendar>().Today, Note = Note(0, 0) };
        var codes = await db.Items.OrderBy(i => i.Code).Select(i => i.Code).ToListAsync();
        List<string> open = [];
        foreach (var code in codes)
        {
            if ((await services.GetRequiredService<RecordUpdate>().ObjectionsAsync(code, note, register.Keeper)).Count == 0)
            {
                open.Add(code);
            }
        }

        return register with { Items = open, ItemsInAll = codes.Count };
    }
}
