using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
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
/// is written, or nothing.
/// </summary>
/// <remarks>SQLite has one writer anyway; queueing here halves the longest wait and leaves no lock errors.</remarks>
public sealed class OneWriter(IDbContextFactory<TrackerDbContext> contexts) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Runs a deed in its turn, gives new entries their places, saves and commits; what the deed throws leaves nothing behind.</summary>
    public async Task<T> WriteAsync<T>(Func<TrackerDbContext, Task<T>> write, CancellationToken ct = default)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var result = await write(db);
            await GivePositionsAsync(db, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Each entry gets the next place in the database-wide order of recording.</summary>
    private static async Task GivePositionsAsync(TrackerDbContext db, CancellationToken ct)
    {
        var added = db.ChangeTracker.Entries<Entry>().Where(e => e.State == EntityState.Added).ToList();
        if (added.Count == 0)
        {
            return;
        }

        var last = await db.Entries.MaxAsync(e => (long?)e.Position, ct) ?? 0;
        foreach (var entry in added.OrderBy(e => e.Entity.RecordedAt).ThenBy(e => e.Entity.Sequence))
        {
            entry.Property(e => e.Position).CurrentValue = ++last;
        }
    }

    /// <summary>Whether saving failed because a rival took the same place in a journal.</summary>
    public static bool IsRivalSave(DbUpdateException failure) =>
        failure.InnerException is SqliteException { SqliteErrorCode: 19 };
}
