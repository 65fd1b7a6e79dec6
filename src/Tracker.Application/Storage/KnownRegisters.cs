using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Items;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage;

/// <summary>The register as it was known at an instant, in use by somebody.</summary>
/// <remarks>Every query answers of it as it does of the register itself. It is for reading; disposed, it may be used by the next.</remarks>
public sealed class KnownRegister : IAsyncDisposable
{
    private readonly IServiceProvider _services;
    private Action? _giveBack;

    internal KnownRegister(DateTime at, long position, IServiceProvider services, Action giveBack) =>
        (At, Position, _services, _giveBack) = (at, position, services, giveBack);

    /// <summary>UTC: what was recorded later is not in it.</summary>
    public DateTime At { get; }

    /// <summary>Of the latest entry then recorded; 0 where there was none.</summary>
    public long Position { get; }

    /// <summary>A query that asks this register.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _giveBack, null)?.Invoke();
        return ValueTask.CompletedTask;
    }
}

/// <summary>
/// Registers as they were known at an instant (docs/domain.md, Time). Pages read spans, and spans hold what is known now; for an
/// earlier instant they are read from a copy of the database from which all that was recorded later was taken.
/// </summary>
/// <remarks>
/// Copies lie in the folder <c>known</c> beside the database, hold no accounts, and are removed: the two used last are kept for
/// the next question. What a stopped process left there is removed by the next.
/// </remarks>
public sealed class KnownRegisters(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Calendar calendar) : IDisposable
{
    private const int MostKept = 2;
    private const int ItemsAtOnce = 250;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<Copy> _copies = []; // The one used last comes last.
    private bool _isTidy;

    /// <summary>The register with what was recorded up to an instant (UTC), that millisecond included.</summary>
    /// <exception cref="StorageException">The copy cannot be made; the message says why and what to do.</exception>
    public async Task<KnownRegister> AtAsync(DateTime knownAt, CancellationToken ct = default)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var copy = _copies.Find(c => c.At == knownAt);
            if (copy is null)
            {
                copy = await MakeAsync(knownAt, ct);
            }
            else
            {
                _copies.Remove(copy);
            }

            _copies.Add(copy);
            copy.Users++;
            RemoveUnused(MostKept);
            return new(copy.At, copy.Position, copy.Services, () => GiveBack(copy));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var copy in _copies)
        {
            copy.Remove();
        }

        _copies.Clear();
        _turn.Dispose();
    }

    private void GiveBack(Copy copy)
    {
        lock (_copies)
        {
            copy.Users--;
        }
    }

    private void RemoveUnused(int kept)
    {
        lock (_copies)
        {
            foreach (var copy in _copies.Take(Math.Max(0, _copies.Count - kept)).Where(c => c.Users == 0).ToList())
            {
                _copies.Remove(copy);
                copy.Remove();
            }
        }
    }

    private async Task<Copy> MakeAsync(DateTime at, CancellationToken ct)
    {
        string original;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            original = Database.FileOf(db.Database.GetConnectionString()!);
        }

        var folder = Path.Combine(Path.GetDirectoryName(original)!, "known");
        var file = Path.Combine(folder, $"{Environment.ProcessId}-{Guid.NewGuid():N}.db");
        try
        {
            Directory.CreateDirectory(folder);
            Tidy(folder);
            await BackupCopy.MakeAsync(original, file, ct);
            var position = await TakeLaterAwayAsync(file, at, ct);
            var services = new ServiceCollection().AddSingleton(clock).AddSingleton(calendar).AddTracker(Connections.StringOf(file)).BuildServiceProvider();
            return new(at, position, file, services);
        }
        catch (Exception failure)
        {
            Files.Remove(file);
            throw Files.WhyNot(failure) is { } why ? new StorageException($"The register as it was known then cannot be read: in {folder}, {why}", failure) : failure;
        }
    }

    /// <summary>Removes what a process that is no more left behind.</summary>
    private void Tidy(string folder)
    {
        if (_isTidy)
        {
            return;
        }

        foreach (var left in Directory.EnumerateFiles(folder, "*.db"))
        {
            if (int.TryParse(Path.GetFileName(left).Split('-')[0], out var process) && (process == Environment.ProcessId || !IsRunning(process)))
            {
                Files.Remove(left);
            }
        }

        _isTidy = true;
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var running = System.Diagnostics.Process.GetProcessById(process);
            return !running.HasExited;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <returns>The position of the latest entry that is left.</returns>
    private static async Task<long> TakeLaterAwayAsync(string file, DateTime at, CancellationToken ct)
    {
        await using var db = new TrackerDbContext(new DbContextOptionsBuilder<TrackerDbContext>().UseSqlite(Connections.StringOf(file)).Options);
        await db.Database.OpenConnectionAsync(ct);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF", ct);
        await RemoveGuardsAndPeopleAsync(db, ct);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var touched = await db.Entries.Where(e => e.RecordedAt > at).Select(e => e.ItemId).Distinct().ToListAsync(ct);
        var inside = await (
            from relation in db.HeldRelations
            join entry in db.Entries on relation.To equals db.Items.Where(i => i.Id == entry.ItemId).Select(i => i.Code).Single()
            where entry.RecordedAt > at && (relation.Kind == RelationKind.PartOf || relation.Kind == RelationKind.Prepares)
            select relation.ItemId).Distinct().ToListAsync(ct);
        await db.Entries.Where(e => e.RecordedAt > at).ExecuteDeleteAsync(ct);
        await db.LedgerEntries.Where(e => e.RecordedAt > at).ExecuteDeleteAsync(ct);
        await db.LinesToTake.Where(l => l.WrittenAt > at).ExecuteDeleteAsync(ct);
        await db.Meetings.Where(m => m.RecordedAt > at).ExecuteDeleteAsync(ct);
        foreach (var meeting in await db.Meetings.ToListAsync(ct))
        {
            meeting.ReturnTo(at);
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();

        var unknown = db.Items.Where(i => !db.Entries.Any(e => e.ItemId == i.Id)).Select(i => i.Id);
        await db.Spans.Where(s => unknown.Contains(s.ItemId)).ExecuteDeleteAsync(ct);
        await db.HeldBodies.Where(h => unknown.Contains(h.ItemId)).ExecuteDeleteAsync(ct);
        await db.HeldRelations.Where(h => unknown.Contains(h.ItemId)).ExecuteDeleteAsync(ct);
        await db.HeldMentions.Where(h => unknown.Contains(h.ItemId)).ExecuteDeleteAsync(ct);
        await db.HeldTexts.Where(h => unknown.Contains(h.ItemId)).ExecuteDeleteAsync(ct);
        await db.ReportedFigures.Where(f => unknown.Contains(f.ItemId)).ExecuteDeleteAsync(ct);
        await db.Meetings.Where(m => unknown.Contains(m.MechanismId)).ExecuteDeleteAsync(ct);
        await db.Items.Where(i => unknown.Contains(i.Id)).ExecuteDeleteAsync(ct);

        foreach (var some in touched.Concat(inside).Distinct().Order().Chunk(ItemsAtOnce))
        {
            await db.DeriveAnewAsync(some, ct);
        }

        await transaction.CommitAsync(ct);
        return await db.Entries.MaxAsync(e => (long?)e.Position, ct) ?? 0;
    }

    /// <summary>A copy from which something is taken away is not append-only, and one for reading needs nobody's account.</summary>
    private static async Task RemoveGuardsAndPeopleAsync(TrackerDbContext db, CancellationToken ct)
    {
        var guards = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_refuse\\_%' ESCAPE '\\'").ToListAsync(ct);
        string[] register = ["Bodies", "Documents", "Items", "Entries", "Spans", "HeldBodies", "HeldRelations", "HeldMentions", "HeldTexts", "LedgerEntries", "Meetings", "ReportedFigures", "LinesToTake"];
        var people = db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Where(t => t != "FoundTexts" && !register.Contains(t)).Order(StringComparer.Ordinal);
        foreach (var statement in guards.Select(g => $"DROP TRIGGER \"{g}\"").Concat(people.Select(t => $"DELETE FROM \"{t}\"")))
        {
            await db.Database.ExecuteSqlRawAsync(statement, ct);
        }
    }

    private sealed class Copy(DateTime at, long position, string file, ServiceProvider services)
    {
        public DateTime At => at;

        public long Position => position;

        public ServiceProvider Services => services;

        public int Users { get; set; }

        public void Remove()
        {
            services.Dispose();
            Files.Remove(file);
        }
    }
}
