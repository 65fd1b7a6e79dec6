using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Funds;

/// <summary>A fund in a list.</summary>
public sealed record FundRow(RegisterRow Item, FundTotals Totals);

/// <summary>One page of the funds, by title.</summary>
/// <param name="Page">From 1; the page that is shown, also where another was asked for that is not there.</param>
public sealed record FundList(IReadOnlyList<FundRow> Rows, int Total, int Page)
{
    public int PageCount => Math.Max(1, (Total + FundQuery.PageSize - 1) / FundQuery.PageSize);
}

/// <summary>The funds in short, for the overview.</summary>
public sealed record FundsInShortView(IReadOnlyList<FundRow> Rows, int Total);

/// <summary>The other side of a transfer from fund to fund.</summary>
/// <param name="Counts">It counts on the day; otherwise it is taken back.</param>
public sealed record Transfer(string Fund, string Title, int Sequence, bool Counts);

/// <summary>An entry as the ledger shows it on the day.</summary>
/// <param name="TakenBackBy">The entry that takes it back; null where it counts.</param>
/// <param name="Served">Title of the item served; null where it names none.</param>
public sealed record LedgerRow(LedgerEntry Entry, LedgerEntry? TakenBackBy, string? Served, SourceName? Source, Transfer? Transfer);

/// <summary>What the entries of one year come to.</summary>
public sealed record FundYear(int Year, FundTotals Totals);

/// <summary>What the entries that serve one item come to.</summary>
public sealed record ServedItem(string Code, string Title, FundTotals Totals);

/// <summary>One fund, as of a day.</summary>
/// <param name="Years">The latest first.</param>
/// <param name="Served">By code, the first of <paramref name="ServedTotal"/>.</param>
/// <param name="NotBorneOut">What the fund's stage rests on and the ledger does not show; null where it shows it.</param>
/// <param name="Rows">One page of the ledger, the newest day first.</param>
/// <param name="Entries">Entries up to the day, those taken back included.</param>
/// <param name="LastSequence">The latest entry of the whole ledger, for noticing an entry by somebody else.</param>
public sealed record FundView(
    RegisterRow Item, FundTotals Totals, IReadOnlyList<FundYear> Years, IReadOnlyList<ServedItem> Served, int ServedTotal, string? NotBorneOut,
    IReadOnlyList<LedgerRow> Rows, int Entries, int Page, int LastSequence,
    IReadOnlyList<ReportedFigure> Reported, IReadOnlyDictionary<string, SourceName> Sources)
{
    public int PageCount => Math.Max(1, (Entries + FundQuery.PageSize - 1) / FundQuery.PageSize);
}

/// <summary>Funds and their ledgers.</summary>
public sealed class FundQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar)
{
    /// <summary>Funds, or ledger entries, on one page.</summary>
    public const int PageSize = 50;

    /// <summary>The most items served that a fund's page shows.</summary>
    public const int MostServed = 50;

    private const int MostInShort = 6;

    /// <summary>One page of the funds of the day, by title.</summary>
    public async Task<FundList> AllAsync(DateOnly day, int page = 1, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var funds = await census.FindAsync(db, day, (ref f) => f.Kind == Kind.Fund, ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (funds.Count + PageSize - 1) / PageSize));
        var found = funds.OrderBy(f => f.Facets.Title, StringComparer.OrdinalIgnoreCase).Skip((shown - 1) * PageSize).Take(PageSize);
        return new(await RowsAsync(db, [.. found.Select(f => f.Item.Code)], day, ct), funds.Count, shown);
    }

    /// <summary>The funds that run, then those on their way, then the others; the first few.</summary>
    public async Task<FundsInShortView> InShortAsync(DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var funds = await census.FindAsync(db, day, (ref f) => f.Kind == Kind.Fund, ct);
        var found = funds
            .OrderBy(f => f.Facets.Phase switch { Phase.Delivered => 0, Phase.UnderWay => 1, Phase.NotStarted => 2, _ => 3 })
            .ThenBy(f => f.Facets.Title, StringComparer.OrdinalIgnoreCase)
            .Take(MostInShort);
        return new(await RowsAsync(db, [.. found.Select(f => f.Item.Code)], day, ct), funds.Count);
    }

    /// <summary>Null where there is no such fund on that day.</summary>
    /// <param name="page">Page of the ledger, from 1.</param>
    /// <param name="entry">An entry that is to be on the page shown, whatever <paramref name="page"/> says.</param>
    public async Task<FundView?> AsOfAsync(string code, DateOnly day, int page = 1, int? entry = null, CancellationToken ct = default)
    {
        if (!Codes.IsCode(code))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        if (await db.On(day).SingleOrDefaultAsync(s => s.Code == code && s.Kind == Kind.Fund, ct) is not { } span)
        {
            return null;
        }

        // Of one fund there are at most some thousands of entries; the domain itself adds them up.
        var item = await db.Items.SingleAsync(i => i.Id == span.ItemId, ct);
        var ledger = new Ledger(item, await db.LedgerEntries.Where(e => e.FundId == item.Id).OrderBy(e => e.Sequence).ToListAsync(ct));
        var standing = ledger.StandingOn(day);
        var totals = FundTotals.Of(Ledger.SumsOf(standing));
        var money = standing.Where(e => e.Type != LedgerEntryType.OpeningPosition).ToList();
        var served = money.Where(e => e.ItemServed is not null).GroupBy(e => e.ItemServed!).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();

        var known = ledger.Entries.Where(e => e.On <= day).OrderByDescending(e => e.On).ThenByDescending(e => e.Sequence).ToList();
        var place = entry is { } wanted ? known.FindIndex(e => e.Sequence == wanted) : -1;
        var shown = Math.Clamp(place < 0 ? page : (place / PageSize) + 1, 1, Math.Max(1, (known.Count + PageSize - 1) / PageSize));
        var rows = known.Skip((shown - 1) * PageSize).Take(PageSize).ToList();

        var reported = await db.ReportedFigures.Where(f => f.ItemId == span.ItemId && f.On <= day).OrderByDescending(f => f.On).ThenBy(f => f.Text).ThenBy(f => f.Id).Take(ItemView.MostRows).ToListAsync(ct);
        var transfers = await TransfersAsync(db, code, rows, day, ct);
        var titles = await TitlesAsync(db, [.. served.Take(MostServed).Select(g => g.Key), .. rows.Select(e => e.ItemServed).OfType<string>(), .. transfers.Values.Select(t => t.Fund)], day, ct);
        var documents = rows.Select(e => e.Document).Concat(reported.Select(f => f.Document)).OfType<string>().Distinct().ToList();
        var sources = await db.Documents.Where(d => documents.Contains(d.Code)).Select(d => new { d.Code, d.Title, d.Address }).ToDictionaryAsync(d => d.Code, d => new SourceName(d.Title, d.Address), ct);
        var takenBack = known.Where(e => e.Reverses is not null).ToDictionary(e => e.Reverses!.Value);
        return new(
            span.ToRow(await db.BodyNamesAsync(ct), day, calendar.RulesOn(day)),
            totals,
            [.. money.GroupBy(e => e.On.Year).OrderByDescending(g => g.Key).Select(g => new FundYear(g.Key, FundTotals.Of(Ledger.SumsOf(g), totals.HasPast)))],
            [.. served.Take(MostServed).Select(g => new ServedItem(g.Key, titles.GetValueOrDefault(g.Key, g.Key), FundTotals.Of(Ledger.SumsOf(g), totals.HasPast)))],
            served.Count,
            ledger.NotBorneOut(span.Stage, day),
            [.. rows.Select(e => new LedgerRow(
                e,
                takenBack.GetValueOrDefault(e.Sequence),
                e.ItemServed is { } to ? titles.GetValueOrDefault(to, to) : null,
                e.Document is { } document ? sources.GetValueOrDefault(document) : null,
                transfers.GetValueOrDefault(e.Sequence) is { } transfer ? transfer with { Title = titles.GetValueOrDefault(transfer.Fund, transfer.Fund) } : null))],
            known.Count,
            shown,
            ledger.Entries.Count,
            reported,
            sources);
    }

    /// <summary>The funds of those codes that are in the register on the day, in that order.</summary>
    internal async Task<IReadOnlyList<FundRow>> OfAsync(IReadOnlyList<string> codes, DateOnly day, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await RowsAsync(db, codes, day, ct);
    }

    private async Task<IReadOnlyList<FundRow>> RowsAsync(TrackerDbContext db, IReadOnlyList<string> codes, DateOnly day, CancellationToken ct)
    {
        var funds = await db.On(day).Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, ct);
        var ids = funds.Values.Select(s => s.ItemId).ToList();
        var sums = (await db.StandingOn(day).Where(e => ids.Contains(e.FundId)).SummedByFund().ToListAsync(ct)).ToLookup(s => s.Fund, s => s.Sum);
        var names = await db.BodyNamesAsync(ct);
        return [.. codes.Where(funds.ContainsKey).Select(code => new FundRow(funds[code].ToRow(names, day, calendar.RulesOn(day)), FundTotals.Of(sums[code])))];
    }

    /// <summary>The other sides of the transfers among the entries, by their number; one side names the other, and both show it.</summary>
    private static async Task<Dictionary<int, Transfer>> TransfersAsync(TrackerDbContext db, string code, IReadOnlyList<LedgerEntry> rows, DateOnly day, CancellationToken ct)
    {
        var sequences = rows.Select(e => (int?)e.Sequence).ToList();
        var naming = await db.ShownOn(day)
            .Where(e => e.OtherFund == code && sequences.Contains(e.OtherSequence))
            .Select(e => new { e.Fund, e.Sequence, Names = e.OtherSequence!.Value })
            .ToListAsync(ct);
        var named = rows.Select(e => e.Other).OfType<LedgerPlace>().ToList();
        var (funds, numbers) = (named.ConvertAll(p => p.Fund), named.ConvertAll(p => p.Sequence));
        var counting = named.Count == 0 ? [] : await (
            from fund in db.Items
            join side in db.StandingOn(day) on fund.Id equals side.FundId
            where funds.Contains(fund.Code) && numbers.Contains(side.Sequence)
            select new LedgerPlace(fund.Code, side.Sequence)).ToListAsync(ct);

        var transfers = rows.Where(e => e.Other is not null).ToDictionary(e => e.Sequence, e => new Transfer(e.Other!.Fund, "", e.Other.Sequence, counting.Contains(e.Other)));
        foreach (var side in naming)
        {
            transfers.TryAdd(side.Names, new(side.Fund, "", side.Sequence, Counts: true));
        }

        return transfers;
    }

    private static async Task<Dictionary<string, string>> TitlesAsync(TrackerDbContext db, IEnumerable<string> codes, DateOnly day, CancellationToken ct)
    {
        var wanted = codes.Distinct().ToList();
        return await db.On(day).Where(s => wanted.Contains(s.Code)).ToDictionaryAsync(s => s.Code, s => s.Title, ct);
    }
}
