using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage.Configurations;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage;

/// <summary>The facets of one item's spans, in the order of their days.</summary>
public sealed class ItemFacets(Guid id, string code, Facets[] spans)
{
    public Guid Id { get; } = id;

    public string Code { get; } = code;

    public Facets[] Spans { get; } = spans;

    /// <summary>The place of the span that covers a day; -1 where the item was not in the register then.</summary>
    public int On(DateOnly day)
    {
        for (var n = Spans.Length - 1; n >= 0; n--)
        {
            if (Spans[n].Covers(day))
            {
                return n;
            }
        }

        return -1;
    }
}

/// <summary>
/// The facets of every span of the register, in memory: whatever counts the whole register on a day,
/// today or a past one, counts here. About 30 MB for 100,000 items with 500,000 entries.
/// </summary>
/// <remarks>
/// Each question first asks for the position of the latest entry, of this process or another, and reads
/// the spans written since: an entry costs the next question one item, not the register. Spans stay the
/// only truth; rows are read from them.
/// </remarks>
public sealed class Census : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<Guid, int> _places = [];
    private readonly Dictionary<string, string> _leads = [];
    private volatile Known _known = Known.Nothing;

    /// <summary>Every item of the register as of its latest entry; those withdrawn have no spans.</summary>
    internal async Task<ItemFacets[]> ReadAsync(TrackerDbContext db, CancellationToken ct)
    {
        var position = await db.Entries.MaxAsync(e => (long?)e.Position, ct) ?? 0;
        if (_known.Position == position)
        {
            return _known.Items;
        }

        await _turn.WaitAsync(ct);
        try
        {
            var known = _known;
            if (known.Position != position)
            {
                // Read after the position: what is newer than it is read again by the next question, and nothing is left out.
                _known = known = new(position, await RenewedAsync(db, known.Position < position ? known : Forgotten(), ct));
            }

            return known.Items;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The first day on which the register knows of anything; null while it is empty.</summary>
    internal async Task<DateOnly?> FirstDayAsync(TrackerDbContext db, CancellationToken ct)
    {
        await ReadAsync(db, ct);
        return _known.FirstDay;
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Another database stands where this one stood.</summary>
    private Known Forgotten()
    {
        _places.Clear();
        return Known.Nothing;
    }

    private async Task<ItemFacets[]> RenewedAsync(TrackerDbContext db, Known known, CancellationToken ct)
    {
        var items = new List<ItemFacets>(known.Items);
        void Put(Guid id, string code, Facets[] spans)
        {
            if (_places.TryAdd(id, items.Count))
            {
                items.Add(new(id, code, spans));
            }
            else
            {
                items[_places[id]] = new(id, code, spans);
            }
        }

        // An item withdrawn whole has entries and no spans.
        if (known.Position >= 0)
        {
            foreach (var touched in await db.Entries.Where(e => e.Position > known.Position).Select(e => e.ItemId).Distinct().ToListAsync(ct))
            {
                Put(touched, "", []);
            }
        }

        Dictionary<Guid, (string Code, List<Facets> Spans)> found = [];
        await foreach (var row in RowsAsync(db, known.Position).WithCancellation(ct))
        {
            if (!found.TryGetValue(row.ItemId, out var item))
            {
                found[row.ItemId] = item = (row.Code, []);
            }

            item.Spans.Add(row.Of(Interned(row.Leads)));
        }

        foreach (var (id, (code, spans)) in found)
        {
            Put(id, code, [.. spans.OrderBy(s => s.From)]);
        }

        return [.. items];
    }

    private static IAsyncEnumerable<Row> RowsAsync(TrackerDbContext db, long after) =>
        db.Spans.AsNoTracking()
            .Where(s => EF.Property<long>(s, SpanConfiguration.Position) > after)
            .Select(s => new Row(
                s.ItemId, s.Code, s.From, s.Until, s.Kind, s.Form, s.Nature, s.Pillar, s.Stage, s.StageOn, s.Phase, s.Standing,
                s.Outlook, s.RatedOn, s.TargetText != null, s.TargetLatest, s.TargetMetOn, s.LastReportedOn, s.MissingFacts, s.Strengths, s.Leads))
            .AsAsyncEnumerable();

    /// <summary>Few combinations of leads, many items.</summary>
    private string Interned(string leads)
    {
        if (!_leads.TryGetValue(leads, out var same))
        {
            _leads[leads] = same = leads;
        }

        return same;
    }

    private sealed record Row(
        Guid ItemId, string Code, DateOnly From, DateOnly Until, Kind Kind, Form Form, Nature Nature, Pillar Pillar, Stage? Stage, DateOnly StageOn, Phase? Phase, Standing Standing,
        Outlook Outlook, DateOnly? RatedOn, bool HasTarget, DateOnly? TargetLatest, DateOnly? TargetMetOn, DateOnly LastReportedOn, int MissingFacts, int Strengths, string Leads)
    {
        public Facets Of(string leads) => new(
            From, Until, Kind, Form, Nature, Pillar, Stage, StageOn, Phase, Standing, Outlook, RatedOn, HasTarget, TargetLatest, TargetMetOn, LastReportedOn, MissingFacts, Strengths, leads);
    }

    private sealed record Known(long Position, ItemFacets[] Items)
    {
        public static readonly Known Nothing = new(-1, []);

        public DateOnly? FirstDay { get; } = Items.Where(i => i.Spans.Length > 0).Select(i => (DateOnly?)i.Spans[0].From).Min();
    }
}
