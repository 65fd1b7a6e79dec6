using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Items;
using Tracker.Domain;

namespace Tracker.Application.Storage;

/// <summary>Brings the database into shape at start: file, migrations, guards, first data.</summary>
public static class Database
{
    /// <summary>Raised with every change of what is derived from journals; kept as the file's user version.</summary>
    private const long DerivedBy = 5;

    /// <summary>So long a start waits for another that prepares the same database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A file up to this size is looked through at start, within a second; damage in a larger one is found where it is read.</summary>
    private const long MostBytesLookedThrough = 64 * 1024 * 1024;

    /// <summary>Connection string as the application needs it.</summary>
    /// <remarks>
    /// A relative file lies in the content root. Waiting for a lock is the provider's own timeout; a
    /// busy timeout beside it would fight it.
    /// </remarks>
    /// <exception cref="StartUpException">It names no file.</exception>
    public static string ConnectionString(string configured, string contentRoot)
    {
        try
        {
            var builder = new SqliteConnectionStringBuilder(configured) { ForeignKeys = true, DefaultTimeout = 5 };
            var file = builder.DataSource;
            if (string.IsNullOrWhiteSpace(file) || file == ":memory:" || builder.Mode == SqliteOpenMode.Memory || file.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            {
                throw new StartUpException("ConnectionStrings__Tracker names no file. Set it to one, such as Data Source=data/tracker.db.");
            }

            builder.DataSource = Path.GetFullPath(file, contentRoot);
            return builder.ToString();
        }
        catch (ArgumentException failure)
        {
            throw new StartUpException($"ConnectionStrings__Tracker cannot be read: {failure.Message.TrimEnd('.')}. Set it to a file, such as Data Source=data/tracker.db.", failure);
        }
    }

    /// <summary>Where the database file lies.</summary>
    public static string FileOf(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;

    /// <summary>Creates the file, applies the migrations, renews guards and word index, loads <paramref name="seedFolder"/> into an empty database, counts what is there.</summary>
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

            services.GetRequiredService<DatabaseUse>().Begin(file);
            using var alone = await DatabaseLock.ToPrepareAsync(file, Patience, ct);
            if (File.Exists(file))
            {
                await RefuseDamageAsync(db, file, ct);
                await RefuseOtherSchemaAsync(db, file, ct);
                if ((await db.Database.GetPendingMigrationsAsync(ct)).Any() && await HoldsAnythingAsync(db, ct))
                {
                    await services.GetRequiredService<Backups>().BeforeMigrationAsync(ct);
                }
            }

            services.GetRequiredService<KnownRegisters>().RemoveLeftBehind();
            await BringUpToDateAsync(db, ct);
            await AssertDurableAsync(db, ct);
            await services.GetRequiredService<Seed>().LoadIntoEmptyAsync(seedFolder, ct);

            // Without knowing how many rows there are, SQLite scans tables that an index would spare.
            await db.Database.ExecuteSqlRawAsync("PRAGMA optimize = 0x10002", ct);

            // So that nobody's first question waits for it.
            await services.GetRequiredService<Census>().ReadAsync(db, ct);
        }
        catch (SqliteException failure)
        {
            throw new StartUpException(Reason(failure, file), failure);
        }
        catch (DbUpdateException failure) when (failure.InnerException is SqliteException inner)
        {
            throw new StartUpException(Reason(inner, file), failure);
        }
        catch (StorageException failure)
        {
            throw new StartUpException($"{file} was not opened, and not changed. {failure.Message}", failure);
        }
        catch (RefusedException failure)
        {
            throw new StartUpException($"{file} cannot be written: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartUpException($"The folder of {file} cannot be written ({failure.Message.TrimEnd('.')}). Give the application write access to it, or set ConnectionStrings__Tracker to another file.", failure);
        }
    }

    /// <summary>Applies the migrations, renews guards and word index, derives anew what another version derived.</summary>
    /// <remarks>Whoever calls it prepares the database alone (<see cref="DatabaseLock.ToPrepareAsync"/>), or has a copy of their own: a migration's lock in it is of a process that is gone.</remarks>
    internal static async Task BringUpToDateAsync(TrackerDbContext db, CancellationToken ct)
    {
        await RemoveOrphanedLockAsync(db, ct);
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            await db.Database.MigrateAsync(ct);
        }

        await GuardHistoryAsync(db, ct);
        await WordIndex.OfItems.KeepAsync(db, ct);
        await SearchIndex.KeepAsync(db, ct);
        await DeriveAnewAsync(db, ct);
    }

    /// <summary>Whether any table has a row, the migrations' own ones apart.</summary>
    private static async Task<bool> HoldsAnythingAsync(TrackerDbContext db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var rows = await Verification.RowsAsync((SqliteConnection)db.Database.GetDbConnection(), ct);
            return rows.Any(r => r.Value > 0 && !r.Key.StartsWith("__EFMigrations", StringComparison.Ordinal) && !r.Key.StartsWith("FoundTexts", StringComparison.Ordinal) && !r.Key.StartsWith("SearchWords", StringComparison.Ordinal));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
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

    /// <summary>What is derived from the journals follows the code that derives it: where another version wrote it, it is written anew.</summary>
    /// <remarks>Some items at a time; a start that is killed on the way begins once more.</remarks>
    private static async Task DeriveAnewAsync(TrackerDbContext db, CancellationToken ct)
    {
        if (await IsDerivedByThisVersionAsync(db, ct))
        {
            return;
        }

        // The index of what is found is made once at the end; a start that is killed on the way makes it anew, too.
        await SearchIndex.LetGoAsync(db, ct);
        foreach (var ids in (await db.Items.OrderBy(i => i.Code).Select(i => i.Id).ToListAsync(ct)).Chunk(500))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.DeriveAnewAsync(ids, ct);
            await transaction.CommitAsync(ct);
        }

        await SearchText.OfDocumentsAndBodiesAnewAsync(db, ct);
        await SearchIndex.KeepAsync(db, ct);
        await db.Database.ExecuteSqlRawAsync($"PRAGMA user_version = {DerivedBy}", ct);
    }

    private static async Task<bool> IsDerivedByThisVersionAsync(TrackerDbContext db, CancellationToken ct) =>
        await db.Database.SqlQueryRaw<long>("SELECT user_version AS Value FROM pragma_user_version").SingleAsync(ct) == DerivedBy;

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

    private static async Task RefuseDamageAsync(TrackerDbContext db, string file, CancellationToken ct)
    {
        if (new FileInfo(file).Length > MostBytesLookedThrough)
        {
            return;
        }

        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        var found = (await command.ExecuteScalarAsync(ct))?.ToString();
        await db.Database.CloseConnectionAsync();
        if (found != "ok")
        {
            throw new StartUpException($"{Damaged(file)} ({found?.ReplaceLineEndings(" ").Trim()})");
        }
    }

    /// <summary>A database of something else is left as it is, and one that a newer version has changed.</summary>
    private static async Task RefuseOtherSchemaAsync(TrackerDbContext db, string file, CancellationToken ct)
    {
        var schema = await SchemaOfAsync(db, ct);
        if (schema.Unknown.Count > 0)
        {
            throw new StartUpException($"{file} was changed by another version of Tracker, or belongs to something else: this version does not know {string.Join(", ", schema.Unknown)}. Start the version that wrote it, or set ConnectionStrings__Tracker to another file.");
        }

        if (schema.IsOfSomethingElse)
        {
            throw new StartUpException($"{file} is a database of something else; it was left as it is. Set ConnectionStrings__Tracker to another file.");
        }
    }

    /// <summary>How the schema of a database stands to this version.</summary>
    internal static async Task<SchemaStanding> SchemaOfAsync(TrackerDbContext db, CancellationToken ct)
    {
        var tables = await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table'").ToListAsync(ct);
        var applied = tables.Contains("__EFMigrationsHistory") ? (await db.Database.GetAppliedMigrationsAsync(ct)).ToList() : [];
        var known = db.Database.GetMigrations().ToList();
        return new(
            [.. applied.Except(known)],
            applied.Count == 0 && tables.Exists(t => !t.StartsWith("__EFMigrations", StringComparison.Ordinal) && !t.StartsWith("sqlite_", StringComparison.Ordinal)),
            known.Except(applied).Any() || !await IsDerivedByThisVersionAsync(db, ct));
    }

    /// <summary>A process killed during a migration leaves a row behind for which every later migration would wait without end.</summary>
    private static async Task RemoveOrphanedLockAsync(TrackerDbContext db, CancellationToken ct)
    {
        if (await HasLockAsync(db, ct))
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", ct);
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
        11 or 26 => Damaged(file),
        13 => $"The disk of {file} is full. Make room and start again.",
        5 or 6 => $"{file} is locked by another process. Stop that process, or set ConnectionStrings__Tracker to another file.",
        _ => $"{file} cannot be used: {failure.Message}",
    };

    private static string Damaged(string file) => $"{file} is damaged or is not a database. Move it away and restore the last backup in its place.";
}
