using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tracker.Application.Storage;

/// <summary>How contexts reach a database: the application's own, or any file that is looked at beside it.</summary>
internal static class Connections
{
    /// <summary>The application's database, with the settings that belong to each of its connections.</summary>
    public static void UseTracker(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly("Tracker.Migrations.Sqlite")).AddInterceptors(ConnectionSettings.Shared);

    /// <summary>A file that is brought up to date beside the application's own.</summary>
    public static TrackerDbContext ToChange(string file)
    {
        var options = new DbContextOptionsBuilder<TrackerDbContext>();
        options.UseTracker(StringOf(file));
        return new(options.Options);
    }

    /// <summary>A file that is only looked at, as it was at one moment, whoever writes to it meanwhile.</summary>
    public static async Task<TrackerDbContext> ToReadAsync(string file, CancellationToken ct)
    {
        var db = new TrackerDbContext(new DbContextOptionsBuilder<TrackerDbContext>()
            .UseSqlite(StringOf(file), sqlite => sqlite.MigrationsAssembly("Tracker.Migrations.Sqlite"))
            .Options);
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            await db.Database.ExecuteSqlRawAsync("PRAGMA query_only = ON", ct);
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), ct);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>An existing file, opened once and not kept open.</summary>
    /// <remarks>Opened to read and write where it may be written: who only reads leaves a write-ahead log behind that nobody closes.</remarks>
    public static string StringOf(string file, SqliteOpenMode mode = SqliteOpenMode.ReadWrite) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, ForeignKeys = true, DefaultTimeout = 5 }.ToString();
}

/// <summary>How the schema of a database stands to this version.</summary>
/// <param name="Unknown">Migrations that this version does not know: a newer one applied them.</param>
/// <param name="IsOlder">A migration is to be applied, or what is derived from journals to be derived anew.</param>
internal sealed record SchemaStanding(IReadOnlyList<string> Unknown, bool IsOfSomethingElse, bool IsOlder);

/// <summary>Settings that belong to each connection: write-ahead log, full durability, foreign keys.</summary>
internal sealed class ConnectionSettings : DbConnectionInterceptor
{
    public static readonly ConnectionSettings Shared = new();

    private const string Pragmas = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

    /// <summary>Whether a file exists is asked with a connection that may only read; it cannot turn a file just made to the write-ahead log.</summary>
    private static string PragmasOf(DbConnection connection) =>
        connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase) ? Pragmas : "PRAGMA journal_mode = WAL; " + Pragmas;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = PragmasOf(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = PragmasOf(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
