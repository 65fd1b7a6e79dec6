using Tracker.Domain.Items;

namespace Tracker.Domain.Funds;

/// <summary>Whether a ledger that is read from storage could have been written by the rules (docs/domain.md, Money).</summary>
public static class LedgerFaults
{
    /// <summary>East of all: where the day is the latest that it can be at an instant.</summary>
    private static readonly TimeSpan Easternmost = TimeSpan.FromHours(14);

    /// <summary>The rules ask for a register keeper; who it was is no matter here.</summary>
    private static readonly Actor Keeper = new(Guid.AllBitsSet, "Verification", Role.RegisterKeeper, null, new HashSet<string>());

    /// <summary>The first fault of a ledger, in words; null where there is none.</summary>
    /// <param name="entries">In the order of recording.</param>
    /// <param name="otherOf">The entry at a place in the ledger of another fund; null where there is none.</param>
    public static string? FirstOf(Item fund, IReadOnlyList<LedgerEntry> entries, Func<LedgerPlace, LedgerEntry?> otherOf)
    {
        for (var n = 1; n <= entries.Count; n++)
        {
            var entry = entries[n - 1];
            var named = $"Ledger entry {entry.Sequence} of {fund.Code}";
            if (entry.Sequence != n)
            {
                return $"The ledger of {fund.Code} has an entry {entry.Sequence} where entry {n} belongs.";
            }

            if (entry.Fund != fund.Code)
            {
                return $"{named} says that it belongs to “{entry.Fund}”.";
            }

            if (entry.ById == Guid.Empty || Texts.IsBlank(entry.ByName))
            {
                return $"{named} names nobody who recorded it.";
            }

            if (entry.AmountMinor is null != entry.Currency is null || entry.OtherFund is null != entry.OtherSequence is null)
            {
                return $"{named} has an amount without a currency, a currency without an amount, or half of another side.";
            }

            var other = entry.Other is { } place && otherOf(place) is { } found ? new OtherSide(found, IsTaken: false) : null;
            var today = DateOnly.FromDateTime(entry.RecordedAt + Easternmost);
            if (new Ledger(fund, [.. entries.Take(n - 1)]).ObjectionsTo(AsEntered(entry), Keeper, today, other) is [var objection, ..])
            {
                return $"{named} could not have been entered so: {objection.Message}";
            }
        }

        return null;
    }

    private static NewLedgerEntry AsEntered(LedgerEntry entry) => new(
        entry.Type,
        entry.On,
        entry.AmountMinor is { } minor ? new(minor, entry.Currency!) : null,
        entry.Counterpart,
        entry.Document,
        entry.ItemServed,
        entry.Note,
        entry.Reverses,
        entry.Other);
}
