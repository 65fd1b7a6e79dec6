namespace Tracker.Application.Storage;

/// <summary>
/// Keeps a restore and everything else on one database apart. The system holds it for the process, so that
/// it ends with the process, however that ends.
/// </summary>
/// <remarks>
/// The file <c>….lock</c> beside the database stays where it is and says nothing; whether somebody holds it does.
/// Any number of processes may use a database; one that replaces it has it alone.
/// </remarks>
public sealed class DatabaseLock : IDisposable
{
    private readonly FileStream _held;

    private DatabaseLock(FileStream held) => _held = held;

    /// <summary>For as long as the database is used.</summary>
    /// <exception cref="StorageException">It is being replaced.</exception>
    public static DatabaseLock ToUse(string database) =>
        Take(database, FileAccess.Read, FileShare.Read) ?? throw new StorageException($"{database} is being restored. Start again when that has ended.");

    /// <summary>For as long as the database is replaced.</summary>
    /// <exception cref="StorageException">It is in use.</exception>
    public static DatabaseLock ToReplace(string database) =>
        Take(database, FileAccess.ReadWrite, FileShare.None) ?? throw new StorageException($"Tracker runs on {database}, or a backup of it is being made. Stop it first; nothing was changed.");

    public void Dispose() => _held.Dispose();

    private static DatabaseLock? Take(string database, FileAccess access, FileShare share)
    {
        var file = database + ".lock";
        if (!File.Exists(file))
        {
            File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
        }

        try
        {
            return new(File.Open(file, FileMode.Open, access, share));
        }
        catch (IOException failure) when (failure is not FileNotFoundException and not DirectoryNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>The running application's own hold on its database, until it ends.</summary>
public sealed class DatabaseUse : IDisposable
{
    private DatabaseLock? _held;

    /// <exception cref="StorageException">The database is being replaced.</exception>
    public void Begin(string database) => _held ??= DatabaseLock.ToUse(database);

    public void Dispose() => _held?.Dispose();
}
