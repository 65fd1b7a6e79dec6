using System.Text.Json;
using Microsoft.EntityFrameworkCore;

using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Storage.Configurations;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;
using Tracker.Domain.Search;

namespace Tracker.Application.Storage;

/// <summary>Reads every journal again by the domain's rules, and compares all that is kept beside it; some hundred items at a time.</summary>
internal sealed class JournalVerification(TrackerDbContext db)
{
    private const int PageSize = 500;

    /// <summary>Days on which items count inside which others stand; these few outlive their page.</summary>
    private readonly Dictionary<string, IReadOnlyList<DayRange>> _counting = [];

    private long _lastPosition;

    /// <summary>The first fault, in words; null where everything is as the rules would have written it.</summary>
    public async Task<string?> FirstFaultAsync(CancellationToken ct)
    {
        if (await OfPositionsAsync(ct) is { } misplaced)
        {
            return misplaced;
        }

        foreach (var codes in (await db.Items.OrderBy(i => i.Code).Select(i => i.Code).ToListAsync(ct)).Chunk(PageSize))
        {
            if (await FirstOfPageAsync(codes, ct) is { } fault)
            {
                return fault;
            }
        }

        return await OfDocumentsAndBodiesAsync(ct) ?? await OfTransfersAsync(ct);
    }

    /// <summary>Documents and bodies are found by what they say, and the index knows the texts that are kept.</summary>
    private async Task<string?> OfDocumentsAndBodiesAsync(CancellationToken ct)
    {
        foreach (var codes in (await db.Documents.OrderBy(d => d.Code).Select(d => d.Code).ToListAsync(ct)).Chunk(PageSize))
        {
            var documents = (await db.Documents.AsNoTracking().Where(d => codes.Contains(d.Code)).ToListAsync(ct)).SelectMany(Findable.Of);
            if (Compare(codes.ToDictionary(c => c), "words to find", documents, await FoundAsync(codes, ct, FoundIn.Document, FoundIn.Paragraph), f => f.Code) is { } fault)
            {
                return fault;
            }
        }

        var bodies = await db.Bodies.AsNoTracking().ToListAsync(ct);
        return Compare(bodies.ToDictionary(b => b.Code, b => b.Code), "words to find", bodies.Select(Findable.Of), await FoundAsync([.. bodies.Select(b => b.Code)], ct, FoundIn.Body), f => f.Code)
            ?? (await SearchIndex.IsApartAsync(db, ct) ? "The index of words knows other texts than those that are kept." : null);
    }

    private async Task<List<Findable>> FoundAsync(string[] codes, CancellationToken ct, params FoundIn[] places) =>
        [.. (await db.SearchTexts.AsNoTracking().Where(t => codes.Contains(t.Code)).ToListAsync(ct)).Where(t => places.Contains(t.In)).Select(t => t.AsFound)];

    /// <summary>Positions number all entries of the database without a gap: one that is missing was taken out.</summary>
    private async Task<string?> OfPositionsAsync(CancellationToken ct)
    {
        var count = await db.Entries.LongCountAsync(ct);
        var distinct = await db.Entries.Select(e => e.Position).Distinct().LongCountAsync(ct);
        var first = await db.Entries.MinAsync(e => (long?)e.Position, ct) ?? 1;
        _lastPosition = await db.Entries.MaxAsync(e => (long?)e.Position, ct) ?? 0;
        return distinct < count ? $"{count - distinct:N0} entries stand at a position in the order of recording that another has."
            : first != 1 || _lastPosition != count ? $"The order of recording has gaps: {count:N0} entries stand at the positions {first:N0} to {_lastPosition:N0}."
            : null;
    }

    private async Task<string?> FirstOfPageAsync(string[] codes, CancellationToken ct)
    {
        try
        {
            return await OfPageAsync(codes, ct);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException or InvalidCastException or KeyNotFoundException or NullReferenceException)
        {
            // A value that cannot be read stops its page: which item it is, is found one by one.
            return codes.Length > 1
                ? await FirstOfPageAsync(codes[..(codes.Length / 2)], ct) ?? await FirstOfPageAsync(codes[(codes.Length / 2)..], ct)
                : $"{codes[0]} holds a value that cannot be read ({failure.Message.TrimEnd('.').ReplaceLineEndings(" ")}).";
        }
    }

    private async Task<string?> OfPageAsync(string[] codes, CancellationToken ct)
    {
        var items = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => codes.Contains(i.Code)).OrderBy(i => i.Code).ToListAsync(ct);
        var ids = items.ConvertAll(i => i.Id);
        var ledgers = (await db.LedgerEntries.AsNoTracking().Where(e => ids.Contains(e.FundId)).OrderBy(e => e.Sequence).ToListAsync(ct)).ToLookup(e => e.FundId);
        var others = await OthersAsync(ledgers.SelectMany(l => l), ct);
        foreach (var item in items)
        {
            if ((JournalFaults.FirstOf(item) ?? LedgerFaults.FirstOf(item, [.. ledgers[item.Id]], others.GetValueOrDefault)) is { } fault)
            {
                return fault;
            }
        }

        return await OfReferencesAsync(items, ledgers, ct) ?? await OfHeldAsync(items, ids, ct);
    }

    private async Task<Dictionary<LedgerPlace, LedgerEntry>> OthersAsync(IEnumerable<LedgerEntry> entries, CancellationToken ct)
    {
        var funds = entries.Select(e => e.OtherFund).OfType<string>().Distinct().ToList();
        return await (
            from fund in db.Items
            join entry in db.LedgerEntries.AsNoTracking() on fund.Id equals entry.FundId
            where funds.Contains(fund.Code)
            select new { fund.Code, Entry = entry }).ToDictionaryAsync(e => new LedgerPlace(e.Code, e.Entry.Sequence), e => e.Entry, ct);
    }

    /// <summary>Codes in journals and ledgers lead somewhere; asked for all of a page at once, and for each item only where one does not.</summary>
    private async Task<string?> OfReferencesAsync(List<Item> items, ILookup<Guid, LedgerEntry> ledgers, CancellationToken ct)
    {
        var profiles = items.Select(i => (i.Code, Profiles: ProfilesOf(i), Evidence: i.Entries.SelectMany(e => e.Evidence), Ledger: ledgers[i.Id])).ToList();
        async Task<string?> LooseAsync(IEnumerable<(string Code, List<Profile> Profiles, IEnumerable<Evidence> Evidence, IEnumerable<LedgerEntry> Ledger)> of, string own) =>
            (await db.ReferenceObjectionsAsync(
                own,
                of.SelectMany(o => o.Profiles).SelectMany(p => p.Bodies.Select(b => b.Body).Append(p.Proposer).Append(p.Owner)),
                of.SelectMany(o => o.Profiles).SelectMany(p => p.Relations.Select(r => r.To)).Concat(of.SelectMany(o => o.Ledger).Select(e => e.ItemServed).OfType<string>()),
                [
                    .. of.SelectMany(o => o.Profiles).SelectMany(p => p.Mentions.Select(m => (m.Document, m.Paragraph))),
                    .. of.SelectMany(o => o.Evidence).Where(e => e.Document is not null).Select(e => (e.Document!, (int?)null)),
                    .. of.SelectMany(o => o.Ledger).Where(e => e.Document is not null).Select(e => (e.Document!, (int?)null)),
                ],
                ct)).FirstOrDefault()?.Message;

        if (await LooseAsync(profiles, "") is null)
        {
            return null;
        }

        foreach (var one in profiles)
        {
            if (await LooseAsync([one], "") is { } why)
            {
                return $"{one.Code} names what is not in the register: {why}";
            }
        }

        return null;
    }

    /// <summary>The profile after each entry that changes it.</summary>
    private static List<Profile> ProfilesOf(Item item)
    {
        List<Profile> profiles = [];
        foreach (var entry in item.LiveEntries())
        {
            if ((entry.Content.Profile ?? (profiles.Count > 0 ? entry.Revision?.Apply(profiles[^1]) : null)) is { } profile)
            {
                profiles.Add(profile);
            }
        }

        return profiles;
    }

    /// <summary>What is kept beside the journals is what they say now.</summary>
    private async Task<string?> OfHeldAsync(List<Item> items, List<Guid> ids, CancellationToken ct)
    {
        var afresh = await db.HeldByJournalsAsync(items, _counting, ct);
        var spans = await db.Spans.AsNoTracking().Where(s => ids.Contains(s.ItemId))
            .Select(s => new { s.ItemId, Position = EF.Property<long>(s, SpanConfiguration.Position) }).ToListAsync(ct);
        var positions = spans.ToLookup(s => s.ItemId, s => s.Position);
        foreach (var item in items)
        {
            // By this place the census finds what was written since it last looked.
            var last = item.Entries[^1].Position;
            if (positions[item.Id].Any(p => p < last || p > _lastPosition) || positions[item.Id].Distinct().Count() > 1)
            {
                return $"The spans of {item.Code} were not written with its last entry (position {last}).";
            }
        }

        var codes = items.ToDictionary(i => i.Id, i => i.Code);
        return Compare(codes, "spans", afresh.SelectMany(h => h.Spans), await db.Spans.AsNoTracking().Where(s => ids.Contains(s.ItemId)).ToListAsync(ct))
            ?? Compare(codes, "bodies", afresh.SelectMany(h => h.Bodies), await db.HeldBodies.AsNoTracking().Where(s => ids.Contains(s.ItemId)).ToListAsync(ct))
            ?? Compare(codes, "relations", afresh.SelectMany(h => h.Relations), await db.HeldRelations.AsNoTracking().Where(s => ids.Contains(s.ItemId)).ToListAsync(ct))
            ?? Compare(codes, "mentions", afresh.SelectMany(h => h.Mentions), await db.HeldMentions.AsNoTracking().Where(s => ids.Contains(s.ItemId)).ToListAsync(ct))
            ?? Compare(codes, "words", afresh.SelectMany(h => h.Texts), await db.HeldTexts.AsNoTracking().Where(s => ids.Contains(s.ItemId)).ToListAsync(ct))
            ?? Compare(codes, "targets", afresh.SelectMany(h => h.Targets), await db.HeldTargets.AsNoTracking().Where(s => ids.Contains(s.ItemId)).ToListAsync(ct))
            ?? Compare(codes.Values.ToDictionary(c => c), "words to find", afresh.SelectMany(h => h.Findables), await FoundAsync([.. codes.Values], ct, FoundIn.Item, FoundIn.Name, FoundIn.Note, FoundIn.Evidence), f => f.Code);
    }

    private string? Compare<T>(Dictionary<Guid, string> codes, string what, IEnumerable<T> afresh, IEnumerable<T> kept)
    {
        var columns = db.Model.FindEntityType(typeof(T))!.GetProperties().Where(p => !p.IsShadowProperty()).ToList();
        var item = columns.Single(c => c.Name == "ItemId").GetGetter();
        return Compare(
            codes, what, afresh, kept, row => (Guid)item.GetClrValue(row!)!,
            row => string.Join(", ", columns.Where(c => c.Name != "ItemId").Select(c => (c.Name, Value: c.GetGetter().GetClrValue(row!))).Where(c => c.Value is not null).Select(c => $"{c.Name} {Written(c.Value!)}")));
    }

    /// <param name="keyOf">To what a row belongs.</param>
    private static string? Compare<TKey, T>(Dictionary<TKey, string> codes, string what, IEnumerable<T> afresh, IEnumerable<T> kept, Func<T, TKey> keyOf, Func<T, string>? rowOf = null)
        where TKey : notnull
    {
        rowOf ??= row => row!.ToString()!;
        var expected = afresh.ToLookup(keyOf, rowOf);
        var found = kept.ToLookup(keyOf, rowOf);
        foreach (var (id, code) in codes)
        {
            var should = expected[id].Order(StringComparer.Ordinal).ToList();
            var does = found[id].Order(StringComparer.Ordinal).ToList();
            if (!should.SequenceEqual(does))
            {
                return $"The {what} kept for {code} are not those that its journal says. Kept: {First(does.Except(should))}. Journal: {First(should.Except(does))}.";
            }
        }

        return null;
    }

    private static string First(IEnumerable<string> rows) => rows.FirstOrDefault() is { } row ? $"“{row}”" : "nothing, or a row twice";

    private static string Written(object value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>The other side of a transfer belongs to one transfer.</summary>
    private async Task<string?> OfTransfersAsync(CancellationToken ct)
    {
        var twice = await db.StandingOn(DateOnly.MaxValue)
            .Where(e => e.OtherFund != null)
            .GroupBy(e => new { e.OtherFund, e.OtherSequence })
            .Where(g => g.Count() > 1)
            .Select(g => new { g.Key.OtherFund, g.Key.OtherSequence })
            .FirstOrDefaultAsync(ct);
        return twice is null ? null : $"Ledger entry {twice.OtherSequence} of {twice.OtherFund} is the other side of two transfers.";
    }
}
