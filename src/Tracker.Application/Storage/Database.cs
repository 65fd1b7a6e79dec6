using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Tracker.Application.Storage;

/// <summary>Brings the database into shape at start: file, migrations, guards, first data.</summary>
public static class Database
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    /// <summary>Connection string as the application needs it.</summary>
    /// <remarks>
    /// A relative file lies in the content root. Waiting for a lock is the provider's own timeout; a
    /// busy timeout beside it would fight it.
    /// </remarks>
    public static string ConnectionString(string configured, string contentRoot)
    {
        var builder = new SqliteConnectionStringBuilder(configured) { ForeignKeys = true, DefaultTimeout = 5 };
        if (builder.DataSource is { Length: > 0 } file && file != ":memory:" && !file.StartsWith("file:", StringComparison.Ordinal))
        {
            builder.DataSource = Path.GetFullPath(file, contentRoot);
        }

        return builder.ToString();
    }

    /// <summary>Where the database file lies.</summary>
    public static string FileOf(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;

    /// <summary>Creates the file, applies the migrations, renews the guards, loads <paramref name="seedFolder"/> into an empty database.</summary>
    /// <exception cref="StartUpException">It cannot; the message says why and what to do.</exception>
    public static async Task PrepareAsync(IServiceProvider services, string seedFolder, CancellationToken ct = default)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<TrackerDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = FileOf(db.Database.GetConnectionString()!);
        try
        {
            if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            if (Directory.Exists(file))
            {
                throw new StartUpException($"{file} cannot be opened: it is a folder. Move it away, or set ConnectionStrings__Tracker to another file.");
            }

            await RefuseOrphanedLockAsync(db, file, ct);
            await db.Database.MigrateAsync(ct);
            await GuardHistoryAsync(db, ct);
            await AssertDurableAsync(db, ct);
            await services.GetRequiredService<Seed>().LoadIntoEmptyAsync(seedFolder, ct);
        }
        catch (SqliteException failure)
        {
            throw new StartUpException(Reason(failure, file), failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartUpException($"The folder of {file} cannot be written ({failure.Message.TrimEnd('.')}). Give the application write access to it, or set ConnectionStrings__Tracker to another file.", failure);
        }
    }

    /// <summary>Creates the triggers that refuse changes to the history; a table rebuilt by a migration has lost them.</summary>
    public static async Task GuardHistoryAsync(TrackerDbContext db, CancellationToken ct = default)
    {
        foreach (var table in TrackerDbContext.AppendOnlyTables)
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
            {
                var sql = $"CREATE TRIGGER IF NOT EXISTS \"{table}_refuse_{change}\" BEFORE {change} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";
                await db.Database.ExecuteSqlRawAsync(sql, ct);
            }
        }
    }

    private static async Task AssertDurableAsync(TrackerDbContext db, CancellationToken ct)
    {
        var journal = await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(ct);
        var synchronous = await db.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync(ct);
        var foreignKeys = await db.Database.SqlQueryRaw<long>("SELECT foreign_keys AS Value FROM pragma_foreign_keys").SingleAsync(ct);
        if (journal != "wal" || synchronous != 2 || foreignKeys != 1)
        {
            throw new StartUpException($"The database does not keep what it acknowledges (journal_mode {journal}, synchronous {synchronous}, foreign_keys {foreignKeys}). Put its file on a local disk that supports write-ahead logging.");
        }
    }

    /// <summary>A process killed during a migration leaves a row behind for which every later start would wait without end.</summary>
    private static async Task RefuseOrphanedLockAsync(TrackerDbContext db, string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            return;
        }

        for (var waited = TimeSpan.Zero; await HasLockAsync(db, ct); waited += TimeSpan.FromMilliseconds(250))
        {
            if (waited >= LockPatience)
            {
                throw new StartUpException($"A migration of {file} was begun and not finished: its lock is still there. Where no other process is migrating it, restore the last backup or delete the row of the table __EFMigrationsLock, then start again.");
            }

            await Task.Delay(250, ct);
        }
    }

    private static async Task<bool> HasLockAsync(TrackerDbContext db, CancellationToken ct)
    {
        var tables = await db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct);
        return tables > 0
            && await db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS Value FROM \"__EFMigrationsLock\"").SingleAsync(ct) > 0;
    }

    private static string Reason(SqliteException failure, string file) => failure.SqliteErrorCode switch
    {
        8 => $"{file} cannot be written. Give the application write access to the file and its folder, or set ConnectionStrings__Tracker to another file.",
        14 => $"{file} cannot be opened. Check that it is a file, that its folder exists and can be written, or set ConnectionStrings__Tracker to another file.",
        11 or 26 => $"{file} is damaged or is not a database. Move it away and restore the last backup in its place.",
        13 => $"The disk of {file} is full. Make room and start again.",
        5 or 6 => $"{file} is locked by another process. Stop that process, or set ConnectionStrings__Tracker to another file.",
        _ => $"{file} cannot be used: {failure.Message}",
    };
}

/// <summary>Settings that belong to each connection: write-ahead log, full durability, foreign keys.</summary>
internal sealed class ConnectionSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
