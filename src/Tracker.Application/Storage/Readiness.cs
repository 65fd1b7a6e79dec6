using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Tracker.Application.Storage;

/// <summary>One thing that is asked of the storage, and what is wrong with it; null where nothing is.</summary>
public sealed record Finding(string What, string? Problem);

/// <summary>Whether the storage can do what the application asks of it at this moment.</summary>
public sealed class Readiness(IDbContextFactory<TrackerDbContext> contexts, OneWriter writer)
{
    /// <summary>Readable, writable, schema, room on the disk; nothing is written.</summary>
    /// <param name="leastFree">Bytes that must be free on the disk of the database.</param>
    public async Task<IReadOnlyList<Finding>> FindAsync(long leastFree, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Database.SetCommandTimeout(1);
        return
        [
            new("readable", await ProblemOfAsync(async () => { await db.Items.AnyAsync(ct); return null; })),
            new("writable", await ProblemOfAsync(() => WriteNothingAsync(db, ct))),
            new("schema", await ProblemOfAsync(async () =>
                (await db.Database.GetPendingMigrationsAsync(ct)).ToList() is { Count: > 0 } pending ? $"not applied yet: {string.Join(", ", pending)}" : null)),
            new("disk", Room(Database.FileOf(db.Database.GetConnectionString()!), leastFree)),
        ];
    }

    /// <summary>Takes the lock of a writer, as every save does first, and gives it back.</summary>
    private async Task<string?> WriteNothingAsync(TrackerDbContext db, CancellationToken ct)
    {
        if (writer.IsStopping)
        {
            return "the application is being stopped";
        }

        if (new FileInfo(Database.FileOf(db.Database.GetConnectionString()!)) is { IsReadOnly: true })
        {
            return "the file is read-only";
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await transaction.RollbackAsync(ct);
        return null;
    }

    private static string? Room(string file, long leastFree) => StateQuery.FreeBeside(file) switch
    {
        null => "the system does not say how much room is left",
        var free when free < leastFree => $"{free / 1024 / 1024} MB are free, less than {leastFree / 1024 / 1024} MB",
        _ => null,
    };

    private static async Task<string?> ProblemOfAsync(Func<Task<string?>> question)
    {
        try
        {
            return await question();
        }
        catch (SqliteException failure)
        {
            return failure.Message;
        }
        catch (InvalidOperationException failure)
        {
            return failure.GetBaseException().Message;
        }
    }
}
