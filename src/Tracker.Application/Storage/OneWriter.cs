using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Drafts;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage;

/// <summary>Somebody else saved first; nothing was recorded.</summary>
/// <param name="code">Code of the item.</param>
/// <param name="others">What was saved meanwhile, oldest first.</param>
public sealed class ConflictException(string code, IReadOnlyList<Entry> others)
    : Exception($"{string.Join(", ", others.Select(e => e.ByName).Distinct())} saved an entry of {code} meanwhile. Look at it, then save again.")
{
    /// <summary>Code of the item.</summary>
    public string Code { get; } = code;

    /// <summary>What was saved meanwhile, oldest first.</summary>
    public IReadOnlyList<Entry> Others { get; } = others;
}

/// <summary>
/// Writes one at a time, each in a transaction that holds the write lock from its start: everything
/// is written, or nothing. What storage has against it is said in words, the same for every deed.
/// </summary>
/// <remarks>
/// SQLite has one writer anyway; queueing here halves the longest wait and leaves no lock errors.
/// Another process waits at the lock for as long as a command may take.
/// </remarks>
public sealed class OneWriter(IDbContextFactory<TrackerDbContext> contexts, Calendar calendar, Saves saves) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _stopping;

    /// <summary>The application is being stopped: nothing new is begun.</summary>
    public bool IsStopping => _stopping;

    /// <summary>From now on deeds are refused; those that were begun are finished, and drafts are still kept.</summary>
    public void Stop() => _stopping = true;

    /// <summary>Waits until all that was begun is written.</summary>
    public async Task DrainAsync(CancellationToken ct = default)
    {
        await _turn.WaitAsync(ct);
        _turn.Release();
    }

    /// <summary>Runs a deed in its turn, saves and commits; what the deed throws leaves nothing behind.</summary>
    /// <exception cref="RefusedException">The deed refuses, or storage cannot write now; nothing was written.</exception>
    /// <exception cref="ConflictException">Somebody else took the same place in a journal; nothing was written.</exception>
    public Task<T> WriteAsync<T>(Func<TrackerDbContext, Task<T>> write, CancellationToken ct = default) =>
        _stopping
            ? throw new RefusedException("storage.stopping", "Nothing was recorded: Tracker is being stopped. What you typed is kept as its draft; send it when Tracker is back.")
            : WriteWhileStoppingAsync(write, ct);

    /// <summary>The same, also while the application is being stopped: for drafts, which are kept to the end.</summary>
    internal async Task<T> WriteWhileStoppingAsync<T>(Func<TrackerDbContext, Task<T>> write, CancellationToken ct = default)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                var result = await write(db);
                var touched = Saves.TouchedBy(db);
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                saves.Tell(touched);
                return result;
            }
            catch (DbUpdateException failure) when (IsRivalSave(failure))
            {
                throw await RivalOfAsync(db, ct);
            }
            catch (Exception failure) when (WhyNotWritten(failure) is { } refusal)
            {
                throw new RefusedException([refusal]);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The same for what a person sends under an id: recorded once, however often it is sent, and its draft ends with it.</summary>
    /// <param name="submission">The id, which is also that of the draft; null for what is sent without one.</param>
    /// <returns>What the deed returned, now or when it was sent first.</returns>
    /// <exception cref="RefusedException">The deed refuses, the id is somebody else's, or storage cannot write now; nothing was written.</exception>
    /// <exception cref="ConflictException">Somebody else took the same place in a journal; nothing was written.</exception>
    public Task<T> WriteAsync<T>(Func<TrackerDbContext, Task<T>> write, Guid personId, Guid? submission, CancellationToken ct = default) =>
        submission is not { } id ? WriteAsync(write, ct) : WriteAsync(
            async db =>
            {
                if (await db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is { } sent)
                {
                    return sent.PersonId == personId
                        ? JsonSerializer.Deserialize<T>(sent.Answer, Json.Options)!
                        : throw new RefusedException("submission.other", "This was sent by somebody else. Open the form again.");
                }

                var answer = await write(db);
                db.Submissions.Add(new(id, personId, JsonSerializer.Serialize(answer, Json.Options), calendar.UtcNow));
                await db.Drafts.Where(d => d.Id == id && d.PersonId == personId).ExecuteDeleteAsync(ct);
                return answer;
            },
            ct);

    public void Dispose() => _turn.Dispose();

    /// <summary>Whether a save failed because a rival has written what it was to write: the same key, or the row it had read.</summary>
    private static bool IsRivalSave(DbUpdateException failure) =>
        failure is DbUpdateConcurrencyException
        || failure.InnerException is SqliteException { SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT_PRIMARYKEY or SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE };

    /// <summary>Who saved what: the entries that stand where those of <paramref name="failed"/> were to stand.</summary>
    private async Task<Exception> RivalOfAsync(TrackerDbContext failed, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var journal in failed.ChangeTracker.Entries<Entry>().Where(e => e.State == EntityState.Added).GroupBy(e => e.Entity.ItemId, e => e.Entity.Sequence))
        {
            // A new item's rival is the item that has its code.
            var code = failed.ChangeTracker.Entries<Item>().FirstOrDefault(i => i.Entity.Id == journal.Key)?.Entity.Code;
            var first = journal.Min();
            var others = await (
                from entry in db.Entries.AsNoTracking()
                join item in db.Items on entry.ItemId equals item.Id
                where (item.Id == journal.Key || item.Code == code) && entry.Sequence >= first
                orderby entry.Sequence
                select new { item.Code, Entry = entry }).ToListAsync(ct);
            if (others.Count > 0)
            {
                return new ConflictException(others[0].Code, [.. others.Select(o => o.Entry)]);
            }
        }

        return new RefusedException("storage.rival", "Somebody else saved the same just now, so nothing was saved. Look at it again, then save.");
    }

    private static Refusal? WhyNotWritten(Exception failure) => ((failure as SqliteException) ?? (failure.InnerException as SqliteException))?.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
            new("storage.busy", "Nothing was saved: another program is writing to the register at this moment. Save again in a few seconds."),
        SQLitePCL.raw.SQLITE_FULL =>
            new("storage.full", "Nothing was saved: the disk on which the register lies is full. Make room, or ask the administrator to, then save again."),
        SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_CANTOPEN =>
            new("storage.unwritable", "Nothing was saved: the register's file cannot be written. Tell the administrator, then save again."),
        SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB =>
            new("storage.damaged", "Nothing was saved: the register's file is damaged. Tell the administrator, who restores the last backup."),
        _ => null,
    };
}
