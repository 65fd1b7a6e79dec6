using Microsoft.Data.Sqlite;

namespace Tracker.Application.Storage;

/// <summary>What backup, restore and verification do with files.</summary>
internal static class Files
{
    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    /// <summary>A name beside a file for what becomes that file only when it is whole.</summary>
    public static string PartBeside(string file) => $"{file}.{Guid.NewGuid().ToString("N")[..8]}.part";

    /// <summary>What was written to the file is on the disk.</summary>
    public static void ToDisk(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Removes a database file with what lies beside it.</summary>
    public static void Remove(string file)
    {
        File.Delete(file);
        RemoveCompanions(file);
    }

    /// <summary>Removes the write-ahead log, the memory shared for it and the rollback journal that lie beside a database file.</summary>
    public static void RemoveCompanions(string file)
    {
        foreach (var companion in Companions)
        {
            File.Delete(file + companion);
        }
    }

    /// <summary>Why something could not be done with a file, and what to do; null for what is no fault of files.</summary>
    public static string? WhyNot(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } => "the disk is full. Make room.",
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CANTOPEN } => "it, or what must lie beside it, cannot be opened or created. Check that its folder exists and that this account may write there.",
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM } => "it cannot be written. Give this account write access to the file and its folder.",
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_IOERR } => "it cannot be read or written, or the disk is full. Check the disk and its room.",
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED } => "another program has locked it. Try again in a few seconds.",
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB } => "it is damaged, or is no database. Restore the last backup.",
        SqliteException sqlite => sqlite.Message,
        DirectoryNotFoundException => "its folder does not exist. Create it first.",
        UnauthorizedAccessException => "this account has no right to. Give it write access to the folder.",
        IOException io => $"{io.Message.TrimEnd('.')}. Check the disk and its room.",
        _ => null,
    };
}
