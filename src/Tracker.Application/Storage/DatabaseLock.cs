using System.Diagnostics;

namespace Tracker.Application.Storage;

/// <summary>
/// Keeps a restore and everything else on one database apart, and two starts that prepare it. The system holds
/// it for the process, so that it ends with the process, however that ends.
/// </summary>
/// <remarks>
/// The files <c>….lock</c> and <c>….start</c> beside the database stay where they are and say nothing; whether somebody holds them does.
/// Any number of processes may use a database; one that replaces it has it alone, and they prepare it one after the other.
/// </remarks>
public sealed class DatabaseLock : IDisposable
{
    private const string Use = ".lock";
    private const string Start = ".start";

    private readonly FileStream _held;

    private DatabaseLock(FileStream held) => _held = held;

    /// <summary>For as long as the database is used.</summary>
    /// <exception cref="StorageException">It is being replaced.</exception>
    public static DatabaseLock ToUse(string database) =>
        Take(database + Use, FileAccess.Read, FileShare.Read) ?? throw new StorageException($"{database} is being restored. Start again when that has ended.");

    /// <summary>For as long as the database is replaced.</summary>
    /// <exception cref="StorageException">It is in use.</exception>
    public static DatabaseLock ToReplace(string database) =>
        Take(database + Use, FileAccess.ReadWrite, FileShare.None) ?? throw new StorageException($"Tracker runs on {database}, or a backup of it is being made. Stop it first; nothing was changed.");

    /// <summary>For as long as a start prepares the database: whoever holds it knows that nobody else is migrating it.</summary>
    /// <param name="patience">So long it waits for another.</param>
    /// <exception cref="StorageException">Another start still prepares it.</exception>
    public static async Task<DatabaseLock> ToPrepareAsync(string database, TimeSpan patience, CancellationToken ct = default)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            if (Take(database + Start, FileAccess.ReadWrite, FileShare.None) is { } held)
            {
                return held;
            }

            if (waiting.Elapsed >= patience)
            {
                throw new StorageException("Another process is preparing it, such as one that migrates it. Start again when that has ended.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        }
    }

    /// <summary>For as long as a process keeps files of its own in a folder; null while another process does.</summary>
    internal static DatabaseLock? ToUseAlone(string folder) => Take(folder + Use, FileAccess.ReadWrite, FileShare.None);

    public void Dispose() => _held.Dispose();

    /// <summary>Ends it where nobody will ask for it again.</summary>
    internal void DisposeAndRemove()
    {
        Dispose();
        File.Delete(_held.Name);
    }

    private static DatabaseLock? Take(string file, FileAccess access, FileShare share)
    {
        try
        {
            // Another process may make it, and hold it, between the question and the making.
            if (!File.Exists(file))
            {
                File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            }

            return new(File.Open(file, FileMode.Open, access, share));
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            return null;
        }
    }

    /// <summary>EWOULDBLOCK of Linux and of macOS, and Windows' sharing and lock violations; anything else, such as a disk that is read-only, is no lock.</summary>
    private static bool IsHeld(IOException failure) => (failure.HResult & 0xFFFF) is 11 or 35 or 32 or 33;
}

/// <summary>The running application's own hold on its database, until it ends.</summary>
public sealed class DatabaseUse : IDisposable
{
    private DatabaseLock? _held;

    /// <exception cref="StorageException">The database is being replaced.</exception>
    public void Begin(string database) => _held ??= DatabaseLock.ToUse(database);

    public void Dispose() => _held?.Dispose();
}
