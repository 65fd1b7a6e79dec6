using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Tracker.Application.Storage;

/// <summary>What a verification found.</summary>
/// <param name="Rows">Rows by table, as they were looked at.</param>
/// <param name="Fault">The first fault, in words; null where the file is sound.</param>
public sealed record Verified(IReadOnlyDictionary<string, long> Rows, string? Fault)
{
    /// <summary>"97 items, 269 entries, 36 ledger entries".</summary>
    public string InWords => $"{Of("Items"):N0} items, {Of("Entries"):N0} entries, {Of("LedgerEntries"):N0} ledger entries";

    private long Of(string table) => Rows.GetValueOrDefault(table);
}

/// <summary>
/// Looks through a database, the application's own or any backup: the file, its references, and whether
/// the rules could have written every journal, all that is derived from it, and every ledger.
/// </summary>
/// <remarks>
/// It reads one moment of the file while others may write, some hundred items at a time. A database of
/// an older version is looked at as this version would have it, on a copy that is deleted afterwards.
/// </remarks>
public static class Verification
{
    /// <exception cref="StorageException">It cannot be looked at; the message says why.</exception>
    public static async Task<Verified> OfFileAsync(string file, CancellationToken ct = default)
    {
        if (!File.Exists(file))
        {
            throw new StorageException(Directory.Exists(file) ? $"{file} is a folder. Name a file." : $"There is no file {file}.");
        }

        try
        {
            var (verified, isOlder) = await OfThisVersionAsync(file, file, ct);
            return isOlder ? await OfOlderAsync(file, ct) : verified;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            return new(new Dictionary<string, long>(), $"The file is damaged, or is no database ({failure.Message.TrimEnd('.')}).");
        }
        catch (Exception failure) when (Files.WhyNot(failure) is { } why)
        {
            throw new StorageException($"{file} cannot be looked at: {why}", failure);
        }
    }

    /// <summary>Rows of each table, by name.</summary>
    internal static async Task<Dictionary<string, long>> RowsAsync(SqliteConnection connection, CancellationToken ct)
    {
        List<string> tables = [];
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                tables.Add(reader.GetString(0));
            }
        }

        Dictionary<string, long> rows = [];
        foreach (var table in tables)
        {
            command.CommandText = $"SELECT COUNT(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            rows[table] = (long)(await command.ExecuteScalarAsync(ct))!;
        }

        return rows;
    }

    private static async Task<(Verified Verified, bool IsOlder)> OfThisVersionAsync(string file, string named, CancellationToken ct)
    {
        await using var db = await Connections.ToReadAsync(file, ct);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        if (await DamageAsync(connection, ct) is { } damage)
        {
            return (new(new Dictionary<string, long>(), damage), false);
        }

        var schema = await Database.SchemaOfAsync(db, ct);
        if (schema.Unknown.Count > 0)
        {
            throw new StorageException($"{named} is of a newer version of Tracker: this one does not know {string.Join(", ", schema.Unknown)}. Use the version that wrote it.");
        }

        var rows = await RowsAsync(connection, ct);
        if (schema.IsOfSomethingElse || rows.Count == 0)
        {
            throw new StorageException($"{named} is no database of Tracker. Name another file.");
        }

        var loose = await LooseReferenceAsync(connection, ct);
        return (new(rows, loose ?? (schema.IsOlder ? null : await new JournalVerification(db).FirstFaultAsync(ct))), loose is null && schema.IsOlder);
    }

    /// <summary>Looks through a file of one's own; an older one is brought up to date for it.</summary>
    /// <param name="named">What the file is called in words.</param>
    internal static async Task<Verified> OfOwnCopyAsync(string copy, string named, CancellationToken ct)
    {
        var (verified, isOlder) = await OfThisVersionAsync(copy, named, ct);
        if (!isOlder)
        {
            return verified;
        }

        await using (var db = Connections.ToChange(copy))
        {
            await Database.BringUpToDateAsync(db, ct);
        }

        BackupCopy.ToOneFile(copy);
        return verified with { Fault = (await OfThisVersionAsync(copy, named, ct)).Verified.Fault };
    }

    private static async Task<Verified> OfOlderAsync(string file, CancellationToken ct)
    {
        var copy = Files.PartBeside(file);
        try
        {
            await BackupCopy.MakeAsync(file, copy, ct);
            return await OfOwnCopyAsync(copy, file, ct);
        }
        finally
        {
            Files.Remove(copy);
        }
    }

    private static async Task<string?> DamageAsync(SqliteConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        var found = (string?)await command.ExecuteScalarAsync(ct);
        return found == "ok" ? null : $"The file is damaged: {found?.ReplaceLineEndings(" ").Trim()}.";
    }

    private static async Task<string?> LooseReferenceAsync(SqliteConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"table\", \"parent\", COUNT(*) FROM pragma_foreign_key_check GROUP BY 1, 2";
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? $"The table {reader.GetString(0)} names rows of {reader.GetString(1)} that are not there ({(reader.GetInt64(2) is 1 ? "once" : $"{reader.GetInt64(2):N0} times")})."
            : null;
    }
}
