using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Funds;

/// <summary>Somebody else entered something into the ledger first; nothing was recorded.</summary>
/// <param name="fund">Code of the fund.</param>
/// <param name="others">What was entered meanwhile, oldest first.</param>
public sealed class LedgerConflictException(string fund, IReadOnlyList<LedgerEntry> others)
    : Exception($"{string.Join(", ", others.Select(e => e.ByName).Distinct())} entered something into the ledger of {fund} meanwhile. Look at it, then save again.")
{
    /// <summary>What was entered meanwhile, oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Others { get; } = others;
}

/// <summary>A register keeper enters money into the ledger of a fund, or takes an entry back.</summary>
public sealed class AddLedgerEntry(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <param name="lastSeen">Number of the latest entry that the person saw; null to skip the check.</param>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <exception cref="LedgerConflictException">Somebody else entered something first; nothing was recorded.</exception>
    /// <returns>The number of the new entry.</returns>
    public Task<int> ExecuteAsync(string fund, NewLedgerEntry entry, Guid personId, int? lastSeen = null, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var (item, ledger) = await LedgerAsync(db, fund, ct);
                ThrowIfChangedSince(ledger, fund, lastSeen);
                return await AddAsync(db, item, ledger, entry, actor, ct);
            },
            personId,
            submission,
            ct);

    /// <summary>Enters what takes an entry back from a day on; both stay visible.</summary>
    /// <param name="lastSeen">Number of the latest entry that the person saw; null to skip the check.</param>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <exception cref="LedgerConflictException">Somebody else entered something first; nothing was recorded.</exception>
    /// <returns>The number of the reversing entry.</returns>
    public Task<int> TakeBackAsync(string fund, int sequence, DateOnly on, string? reason, Guid personId, int? lastSeen = null, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var (item, ledger) = await LedgerAsync(db, fund, ct);
                ThrowIfChangedSince(ledger, fund, lastSeen);
                return await AddAsync(db, item, ledger, ReversalOf(ledger, sequence, on, reason), actor, ct);
            },
            personId,
            submission,
            ct);

    /// <summary>Every reason why <see cref="ExecuteAsync"/> would refuse the entry now; nothing is written.</summary>
    public async Task<IReadOnlyList<Refusal>> ObjectionsAsync(string fund, NewLedgerEntry entry, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Journals.RefusalsOfAsync(async () =>
        {
            var actor = await Actors.OfAsync(db, personId, ct);
            var (item, ledger) = await LedgerAsync(db, fund, ct);
            return await ObjectionsAsync(db, item, ledger, entry, await OtherSideAsync(db, entry, ct), actor, ct);
        });
    }

    /// <summary>Every reason why <see cref="TakeBackAsync"/> would refuse it now; nothing is written.</summary>
    public async Task<IReadOnlyList<Refusal>> ObjectionsToTakingBackAsync(string fund, int sequence, DateOnly on, string? reason, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Journals.RefusalsOfAsync(async () =>
        {
            var actor = await Actors.OfAsync(db, personId, ct);
            var (item, ledger) = await LedgerAsync(db, fund, ct);
            return await ObjectionsAsync(db, item, ledger, ReversalOf(ledger, sequence, on, reason), null, actor, ct);
        });
    }

    private async Task<int> AddAsync(TrackerDbContext db, Item item, Ledger ledger, NewLedgerEntry entry, Actor actor, CancellationToken ct)
    {
        var other = await OtherSideAsync(db, entry, ct);
        RefusedException.ThrowIfAny(await ObjectionsAsync(db, item, ledger, entry, other, actor, ct));
        var added = ledger.Add(entry, actor, calendar.Today, calendar.UtcNow, other);
        db.LedgerEntries.Add(added);
        return added.Sequence;
    }

    private async Task<IReadOnlyList<Refusal>> ObjectionsAsync(
        TrackerDbContext db, Item item, Ledger ledger, NewLedgerEntry entry, OtherSide? other, Actor actor, CancellationToken ct)
    {
        var own = ledger.ObjectionsTo(entry, actor, calendar.Today, other);
        var loose = await db.ReferenceObjectionsAsync(
            item.Code,
            [],
            entry.ItemServed is { } served ? [served] : [],
            entry.Document is { } document ? [(document, null)] : [],
            ct);
        return
        [
            .. own,
            .. loose.Select(r => r.Rule switch
            {
                "reference.self" => r with { Message = "Money of a fund serves another item. Leave it open, or choose that item.", Field = "ItemServed" },
                "reference.item" => r with { Field = "ItemServed" },
                _ => r with { Field = "Document" },
            }),
        ];
    }

    private static async Task<(Item Fund, Ledger Ledger)> LedgerAsync(TrackerDbContext db, string fund, CancellationToken ct)
    {
        var item = await db.ItemOrRefuseAsync(fund, ct);
        return (item, new(item, await db.LedgerEntries.AsNoTracking().Where(e => e.FundId == item.Id).OrderBy(e => e.Sequence).ToListAsync(ct)));
    }

    /// <summary>A number that is not there is refused with all else.</summary>
    private static NewLedgerEntry ReversalOf(Ledger ledger, int sequence, DateOnly on, string? reason) =>
        ledger.Entries.FirstOrDefault(e => e.Sequence == sequence) is { } entry
            ? NewLedgerEntry.Reversing(entry, on, reason)
            : new(LedgerEntryType.Pledge, on, Note: reason, Reverses: sequence);

    private static async Task<OtherSide?> OtherSideAsync(TrackerDbContext db, NewLedgerEntry entry, CancellationToken ct)
    {
        if (entry.Other is not { } place)
        {
            return null;
        }

        var found =
            from fund in db.Items
            join there in db.LedgerEntries on fund.Id equals there.FundId
            where fund.Code == place.Fund && there.Sequence == place.Sequence
            select there;
        if (await found.AsNoTracking().SingleOrDefaultAsync(ct) is not { } side)
        {
            return null;
        }

        // A side that names another, or is named by one that counts, belongs to that transfer.
        var isTaken = side.Other is not null
            || await db.LedgerEntries.AnyAsync(e => e.FundId == side.FundId && e.Reverses == side.Sequence, ct)
            || await db.StandingOn(DateOnly.MaxValue).AnyAsync(e => e.OtherFund == place.Fund && e.OtherSequence == place.Sequence, ct);
        return new(side, isTaken);
    }

    private static void ThrowIfChangedSince(Ledger ledger, string fund, int? lastSeen)
    {
        if (lastSeen is { } seen && ledger.Entries.Count > seen)
        {
            throw new LedgerConflictException(fund, [.. ledger.Entries.Where(e => e.Sequence > seen)]);
        }
    }
}
