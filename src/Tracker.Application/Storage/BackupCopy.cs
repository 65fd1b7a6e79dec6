using Microsoft.Data.Sqlite;

namespace Tracker.Application.Storage;

/// <summary>One moment of a database as a file of its own, while others read and write it.</summary>
internal static class BackupCopy
{
    private const int PagesAtOnce = 500;

    /// <summary>Pages after which what is written goes to the disk, so that no writer's own save waits behind all of it.</summary>
    private const int PagesToDisk = 4000;

    /// <summary>Copies page by page from a connection of its own, whose read transaction holds the moment.</summary>
    /// <returns>Rows of each table at that moment.</returns>
    public static async Task<Dictionary<string, long>> MakeAsync(string from, string to, CancellationToken ct)
    {
        await using var source = new SqliteConnection(Connections.StringOf(from));
        await source.OpenAsync(ct);
        await using var moment = source.BeginTransaction(deferred: true);
        var rows = await Verification.RowsAsync(source, ct);
        await using (var target = new SqliteConnection(Connections.StringOf(to, SqliteOpenMode.ReadWriteCreate)))
        {
            await target.OpenAsync(ct);
            Execute(target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
            await Task.Run(() => CopyPages(source, target, to, ct), ct);
        }

        ToOneFile(to);
        Files.ToDisk(to);
        return rows;
    }

    /// <summary>The copy says of itself that it has a write-ahead log beside it, as the original has; it is to be one file.</summary>
    public static void ToOneFile(string file)
    {
        using var connection = new SqliteConnection(Connections.StringOf(file));
        connection.Open();
        Execute(connection, "PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE");
    }

    private static void CopyPages(SqliteConnection source, SqliteConnection target, string to, CancellationToken ct)
    {
        var backup = SQLitePCL.raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (backup.IsInvalid)
        {
            SqliteException.ThrowExceptionForRC(SQLitePCL.raw.sqlite3_errcode(target.Handle), target.Handle);
        }

        int answer;
        using (backup)
        {
            var sinceDisk = 0;
            do
            {
                ct.ThrowIfCancellationRequested();
                answer = SQLitePCL.raw.sqlite3_backup_step(backup, PagesAtOnce);
                if ((sinceDisk += PagesAtOnce) >= PagesToDisk)
                {
                    Files.ToDisk(to);
                    sinceDisk = 0;
                }
            }
            while (answer == SQLitePCL.raw.SQLITE_OK);
        }

        if (answer != SQLitePCL.raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(answer, target.Handle);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
