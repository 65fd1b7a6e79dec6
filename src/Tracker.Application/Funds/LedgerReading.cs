using Tracker.Application.Storage;
using Tracker.Domain.Funds;

namespace Tracker.Application.Funds;

/// <summary>How queries read ledgers: what counts on a day, and what it comes to.</summary>
internal static class LedgerReading
{
    /// <summary>The same decision as <see cref="Ledger.StandingOn"/>, as a question to storage; a test compares them.</summary>
    public static IQueryable<LedgerEntry> StandingOn(this TrackerDbContext db, DateOnly day) =>
        db.LedgerEntries.Where(e => e.On <= day && e.Reverses == null
            && !db.LedgerEntries.Any(r => r.FundId == e.FundId && r.Reverses == e.Sequence && r.On <= day));

    /// <summary>The same of funds that are in the register on the day: of others nothing is shown.</summary>
    public static IQueryable<LedgerEntry> ShownOn(this TrackerDbContext db, DateOnly day) =>
        db.StandingOn(day).Where(e => db.Spans.Any(s => s.ItemId == e.FundId && s.From <= day && day < s.Until));

    /// <summary>Entries of one fund, type and currency, added up in storage.</summary>
    public sealed record FundSum(string Fund, LedgerEntryType Type, string? Currency, long Minor, int Entries)
    {
        public LedgerSum Sum => new(Type, Currency, Minor, Entries);
    }

    /// <summary>Entries added up by fund, type and currency; those without an amount apart.</summary>
    public static IQueryable<FundSum> SummedByFund(this IQueryable<LedgerEntry> entries) =>
        from entry in entries
        group entry by new { entry.Fund, entry.Type, entry.Currency }
        into alike
        select new FundSum(alike.Key.Fund, alike.Key.Type, alike.Key.Currency, alike.Sum(e => e.AmountMinor ?? 0), alike.Count());
}
