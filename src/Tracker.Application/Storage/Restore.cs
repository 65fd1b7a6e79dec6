using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tracker.Application.Storage;

/// <summary>A backup stands in the place of the database.</summary>
/// <param name="Aside">Where the replaced database lies; null where there was none.</param>
public sealed record Restored(string Database, string? Aside, Verified Verified);

/// <summary>Puts a verified backup in the place of the database, which nothing may use meanwhile.</summary>
public static class Restore
{
    /// <exception cref="StorageException">It cannot be done; the message says why, and the database is as it was.</exception>
    public static async Task<Restored> ExecuteAsync(string backup, string database, TimeProvider clock, CancellationToken ct = default)
    {
        backup = Path.GetFullPath(backup);
        if (backup == database)
        {
            throw new StorageException($"{backup} is the database itself. Name a backup.");
        }

        if (!File.Exists(backup))
        {
            throw new StorageException($"There is no file {backup}.");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database)!);
            using var alone = DatabaseLock.ToReplace(database);
            var next = Files.PartBeside(database);
            try
            {
                // An older backup is migrated before it takes its place.
                await BackupCopy.MakeAsync(backup, next, ct);
                var verified = await Verification.OfOwnCopyAsync(next, backup, ct);
                if (verified.Fault is { } fault)
                {
                    throw new StorageException($"{backup} was not restored: {fault}");
                }

                Files.ToDisk(next);
                var replaced = SetAside(database, clock);

                // What lies beside the replaced database is no part of the next one.
                Files.RemoveCompanions(database);
                File.Move(next, database, overwrite: true);
                return new(database, replaced, verified);
            }
            finally
            {
                Files.Remove(next);
            }
        }
        catch (Exception failure) when (Files.WhyNot(failure) is { } why)
        {
            throw new StorageException($"{backup} was not restored as {database}: {why}", failure);
        }
    }

    /// <summary>The replaced database as one file beside it, with what its write-ahead log held; one too damaged for that, as it lies.</summary>
    private static string? SetAside(string database, TimeProvider clock)
    {
        if (!File.Exists(database))
        {
            return null;
        }

        var aside = $"{database}.replaced-{clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd-HHmmss'Z'", CultureInfo.InvariantCulture)}";
        try
        {
            using var connection = new SqliteConnection(Connections.StringOf(database));
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // It is damaged: its log is kept with it.
        }

        try
        {
            File.Copy(database, aside, overwrite: false);
            Files.ToDisk(aside);
            if (File.Exists(database + "-wal"))
            {
                File.Copy(database + "-wal", aside + "-wal", overwrite: true);
                Files.ToDisk(aside + "-wal");
            }

            return aside;
        }
        catch (IOException)
        {
            Files.Remove(aside);
            throw;
        }
    }
}
