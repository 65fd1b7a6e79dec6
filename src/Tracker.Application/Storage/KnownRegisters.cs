using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Tracker.Application.Storage;

/// <summary>
/// The register as it was known at an instant, for reports: a copy of the database from which whatever was
/// recorded later was taken away, so that every query answers on it unchanged (docs/domain.md, Time).
/// </summary>
/// <remarks>
/// Instants between which nothing was recorded share a copy. Those used last are kept while nobody uses them;
/// they lie in <c>known/</c> beside the database, in a folder of this process, and end with it.
/// </remarks>
public sealed class KnownRegisters(IDbContextFactory<TrackerDbContext> contexts, OneWriter writer, Calendar calendar, TimeProvider clock) : IDisposable
{
    /// <summary>So many copies are kept while nobody uses them.</summary>
    private const int Kept = 2;

    /// <summary>So many are there at once, those being made included: each is as large as the database.</summary>
    private const int Most = 6;

    /// <summary>So long the end of the process waits for copies that are being made to stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _making = new(1, 1);

    /// <summary>By what was known; the one used last at the end.</summary>
    private readonly List<Copy> _copies = [];

    private readonly string _name = Guid.NewGuid().ToString("N");
    private DatabaseLock? _held;
    private bool _isDisposed;

    private readonly Lazy<string> _database = new(() =>
    {
        using var db = contexts.CreateDbContext();
        return Database.FileOf(db.Database.GetConnectionString()!);
    });

    private string Folder => Path.Combine(Path.GetDirectoryName(_database.Value)!, "known");

    private string OwnFolder => Path.Combine(Folder, _name);

    /// <summary>What was known at an instant that is not in the future, until the answer is disposed.</summary>
    /// <param name="knownAt">UTC; what lies between two milliseconds counts as the earlier one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant is in the future.</exception>
    /// <exception cref="StorageException">The copy cannot be made; the message says why, and nothing is left behind.</exception>
    public async Task<KnownRegister> AtAsync(DateTime knownAt, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(knownAt, calendar.UtcNow);
        var at = new DateTime(knownAt.Ticks - (knownAt.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

        // What somebody began to record before the instant is written before it is looked at.
        await writer.DrainAsync(ct);
        var copy = Use(await KnowledgeAsync(at, ct), at);
        try
        {
            var (services, position) = await copy.Made.WaitAsync(ct);
            return new(services, at, position, () => Leave(copy));
        }
        catch
        {
            Leave(copy);
            throw;
        }
    }

    /// <summary>Removes what processes that were killed left behind.</summary>
    public void RemoveLeftBehind()
    {
        try
        {
            foreach (var folder in Directory.Exists(Folder) ? Directory.GetDirectories(Folder) : [])
            {
                if (DatabaseLock.ToUseAlone(folder) is { } left)
                {
                    Directory.Delete(folder, recursive: true);
                    left.DisposeAndRemove();
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // They take room and do no harm; the next start tries again.
        }
    }

    public void Dispose()
    {
        List<Copy> copies;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            copies = [.. _copies];
            _copies.Clear();
        }

        Task.WhenAll(copies.ConvertAll(RemoveAsync)).Wait(Patience);
        Quietly(() =>
        {
            if (_held is { } held)
            {
                Directory.Delete(OwnFolder, recursive: true);
                held.DisposeAndRemove();
            }
        });
    }

    /// <summary>Finds the copy or begins it, and notes that it is used.</summary>
    private Copy Use(Knowledge knowledge, DateTime at)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var copy = _copies.Find(c => c.Knowledge == knowledge && !c.Made.IsFaulted && !c.Stop.IsCancellationRequested);
            if (copy is null)
            {
                if (_copies.Count(c => c.Users > 0) >= Most)
                {
                    throw new StorageException("Many reports of what was known earlier are being made. Try again in a minute.");
                }

                copy = new(knowledge, Path.Combine(OwnFolder, $"{Guid.NewGuid():N}.db"));
                copy.Made = MakeAsync(copy, at);
            }

            _copies.Remove(copy);
            _copies.Add(copy);
            copy.Users++;
            return copy;
        }
    }

    private void Leave(Copy copy)
    {
        List<Copy> gone;
        lock (_gate)
        {
            copy.Users--;
            var idle = _copies.FindAll(c => c.Users == 0);
            gone = [.. idle.SkipLast(Kept).Concat(idle.Where(c => !c.Made.IsCompletedSuccessfully)).Distinct()];
            _copies.RemoveAll(gone.Contains);
        }

        gone.ForEach(copy => _ = RemoveAsync(copy));
    }

    /// <summary>Stops what makes the copy, or removes what was made; at once where it is there.</summary>
    private static async Task RemoveAsync(Copy copy)
    {
        copy.Stop.Cancel();
        await ((Task)copy.Made).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (copy.Made.IsCompletedSuccessfully)
        {
            copy.Made.Result.Services.Dispose();
            SqliteConnection.ClearPool(new(ToRead(copy.File)));
            Quietly(() => Files.Remove(copy.File));
        }
    }

    /// <summary>A copy for reading; one that cannot be made leaves nothing behind.</summary>
    private async Task<(ServiceProvider Services, long Position)> MakeAsync(Copy copy, DateTime at)
    {
        var ct = copy.Stop.Token;
        await Task.Yield();
        await _making.WaitAsync(ct);
        try
        {
            MakeFolder();
            var database = _database.Value;
            await BackupCopy.MakeAsync(database, copy.File, ct);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(copy.File, File.GetUnixFileMode(database));
            }

            await Task.Run(() => new Forgetting(copy.File).ForgetAsync(at, ct), ct);
            var services = new ServiceCollection()
                .AddSingleton(clock)
                .AddSingleton(calendar)
                .AddTracker(ToRead(copy.File))
                .BuildServiceProvider();
            return (services, copy.Knowledge.Position);
        }
        catch (Exception failure)
        {
            Quietly(() => Files.Remove(copy.File));
            throw Files.WhyNot(failure) is { } why
                ? new StorageException($"What was known then cannot be shown: a copy of the register in {Folder} could not be made: {why}", failure)
                : failure;
        }
        finally
        {
            _making.Release();
        }
    }

    private void MakeFolder()
    {
        if (_held is not null)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(OwnFolder);
        }
        else
        {
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Directory.CreateDirectory(OwnFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _held = DatabaseLock.ToUseAlone(OwnFolder);
    }

    private async Task<Knowledge> KnowledgeAsync(DateTime at, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var moment = await db.Database.BeginTransactionAsync(ct);
        var entries = db.Entries.Where(e => e.RecordedAt <= at);
        var texts = await db.Documents.AsNoTracking().Where(d => d.TextAttachedAt != null).Select(d => d.Attached).ToListAsync(ct);
        var changes = await db.Meetings.AsNoTracking().Where(m => m.Version > 1).Select(m => m.Changes).ToListAsync(ct);
        return new(
            await entries.MaxAsync(e => (long?)e.Position, ct) ?? 0,
            await entries.LongCountAsync(ct),
            await db.LedgerEntries.LongCountAsync(e => e.RecordedAt <= at, ct),
            await db.Meetings.LongCountAsync(m => m.RecordedAt <= at, ct),
            changes.Sum(c => c.LongCount(one => one.At <= at)),
            await db.LinesToTake.LongCountAsync(l => l.WrittenAt <= at, ct),
            await db.Documents.LongCountAsync(ct),
            texts.Sum(t => t.LongCount(one => one.At <= at)),
            await db.Bodies.LongCountAsync(ct),
            await db.ReportedFigures.LongCountAsync(ct),
            await db.Items.LongCountAsync(i => i.IsReview, ct));
    }

    private static string ToRead(string file) =>
        new SqliteConnectionStringBuilder(Connections.StringOf(file, SqliteOpenMode.ReadOnly)) { Pooling = true }.ToString();

    private static void Quietly(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A later start removes it.
        }
    }

    /// <summary>What was known at an instant, in numbers: two instants with the same numbers have the same register.</summary>
    /// <param name="Position">Of the latest entry.</param>
    private sealed record Knowledge(
        long Position, long Entries, long Money, long Meetings, long Changes, long Lines, long Documents, long Texts, long Bodies, long Figures, long Reviews);

    private sealed class Copy(Knowledge knowledge, string file)
    {
        public Knowledge Knowledge { get; } = knowledge;

        public string File { get; } = file;

        public CancellationTokenSource Stop { get; } = new();

        public Task<(ServiceProvider Services, long Position)> Made { get; set; } = null!;

        public int Users { get; set; }
    }
}

/// <summary>The register as it was known at an instant, for who holds it; all of it is for reading.</summary>
public sealed class KnownRegister : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private Action? _leave;

    internal KnownRegister(ServiceProvider services, DateTime at, long position, Action leave) =>
        (_services, At, Position, _leave) = (services, at, position, leave);

    /// <summary>The instant; UTC, whole milliseconds.</summary>
    public DateTime At { get; }

    /// <summary>The database-wide place of the latest entry that was known; 0 where none was.</summary>
    public long Position { get; }

    /// <summary>A query that answers with what was known.</summary>
    public TQuery Get<TQuery>()
        where TQuery : notnull => _services.GetRequiredService<TQuery>();

    internal object Get(Type query) => _services.GetRequiredService(query);

    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _leave, null)?.Invoke();
        return ValueTask.CompletedTask;
    }
}
