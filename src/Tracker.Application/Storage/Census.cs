using Microsoft.EntityFrameworkCore;
using Tracker.Application.Documents;
using Tracker.Application.Storage.Configurations;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage;

/// <summary>The facets of one item's spans, in the order of their days.</summary>
public sealed class ItemFacets(Guid id, string code, Facets[] spans, TargetFacets[] targets, NamedIn[] namedIn)
{
    public Guid Id { get; } = id;

    public string Code { get; } = code;

    public Facets[] Spans { get; } = spans;

    /// <summary>Its deadlines on all days, by the stage aimed at.</summary>
    public TargetFacets[] Targets { get; } = targets;

    /// <summary>The documents that name it on any day.</summary>
    public NamedIn[] NamedIn { get; } = namedIn;

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

/// <summary>An item with the place of the span that covers a day.</summary>
public readonly record struct Found(ItemFacets Item, int Place)
{
    public Facets Facets => Item.Spans[Place];
}

/// <summary>What came and went of the deliverables on each day, from the first on.</summary>
/// <param name="First">The first day on which the register knows of anything.</param>
internal sealed record DayChanges(DateOnly First, (int NotStarted, int UnderWay, int Delivered)[] Days);

/// <summary>Whether an item is looked for.</summary>
internal delegate bool FacetsTest(ref Facets facets);

/// <summary>
/// The facets of every span of the register, in memory: whatever counts the whole register on a day,
/// today or a past one, or puts it in order, does so here. About 65 MB for 100,000 items with 500,000 entries.
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
    private readonly Dictionary<string, string> _documents = [];
    private volatile Known _known = Known.Nothing;
    private volatile SilencesOfDay? _silences;

    /// <summary>Every item of the register as of its latest entry, by code; those withdrawn have no spans.</summary>
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

    /// <summary>The items of a day that pass, by code, each with the place of the span that covers it.</summary>
    internal async Task<List<Found>> FindAsync(TrackerDbContext db, DateOnly day, FacetsTest passes, CancellationToken ct)
    {
        List<Found> found = [];
        foreach (var item in await ReadAsync(db, ct))
        {
            var place = item.On(day);
            if (place >= 0 && passes(ref item.Spans[place]))
            {
                found.Add(new(item, place));
            }
        }

        return found;
    }

    /// <summary>Since when series are silent about each of these items, on a day; the last answer is kept.</summary>
    /// <param name="items">As <see cref="ReadAsync"/> gave them.</param>
    internal async Task<Silences> SilencesAsync(TrackerDbContext db, ItemFacets[] items, DateOnly day, CancellationToken ct)
    {
        var speaking = await db.SpeakingAsync(day, ct);
        if (_silences is not { } kept || kept.Items != items || kept.Day != day || !kept.Speaking.SequenceEqual(speaking))
        {
            _silences = kept = new(items, day, speaking, Silences.Of(items, speaking, day));
        }

        return kept.Silences;
    }

    /// <summary>What came and went of the deliverables on each day.</summary>
    internal async Task<DayChanges> ChangesAsync(TrackerDbContext db, CancellationToken ct)
    {
        await ReadAsync(db, ct);
        return _known.Changes.Value;
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
        Dictionary<Guid, (string Code, List<Facets> Spans)> found = [];
        await foreach (var row in RowsAsync(db, known.Position).WithCancellation(ct))
        {
            if (!found.TryGetValue(row.ItemId, out var item))
            {
                found[row.ItemId] = item = (row.Code, []);
            }

            // An item mostly keeps its title from span to span.
            var title = item.Spans.Count > 0 && item.Spans[^1].Title == row.Title ? item.Spans[^1].Title : row.Title;
            item.Spans.Add(row.Of(Interned(_leads, row.Leads), title));
        }

        List<Guid>? written = known.Position < 0 ? null : [.. found.Keys];
        var targets = await TargetsAsync(db, written, ct);
        var namedIn = await SilenceReading.NamedInAsync(db, written, document => Interned(_documents, document), ct);

        // An item withdrawn whole has entries and no spans.
        var touched = known.Position < 0 ? [] : await db.Entries.Where(e => e.Position > known.Position).Select(e => e.ItemId).ToListAsync(ct);

        // Made in the order in which they are read, they lie so in memory, and reading them all is quick.
        var renewed = found
            .OrderBy(f => f.Value.Code, StringComparer.Ordinal)
            .ToDictionary(f => f.Key, f => new ItemFacets(f.Key, f.Value.Code, [.. f.Value.Spans.OrderBy(s => s.From)], [.. targets[f.Key]], [.. namedIn[f.Key]]));
        var items = (ItemFacets[])known.Items.Clone();
        foreach (var id in touched.Concat(renewed.Keys).Distinct())
        {
            if (_places.TryGetValue(id, out var place))
            {
                items[place] = renewed.Remove(id, out var item) ? item : new(id, items[place].Code, [], [], []);
            }
        }

        return renewed.Count == 0 ? items : Placed([.. items, .. renewed.Values]);
    }

    private ItemFacets[] Placed(ItemFacets[] items)
    {
        Array.Sort(items, (a, b) => string.CompareOrdinal(a.Code, b.Code));
        for (var place = 0; place < items.Length; place++)
        {
            _places[items[place].Id] = place;
        }

        return items;
    }

    /// <param name="ids">The items whose spans were written since; null for all of them.</param>
    private static async Task<ILookup<Guid, TargetFacets>> TargetsAsync(TrackerDbContext db, List<Guid>? ids, CancellationToken ct)
    {
        List<(Guid, TargetFacets)> found = [];
        var all = db.HeldTargets.AsNoTracking();
        foreach (var targets in ids is null ? [all] : ids.Chunk(500).Select(some => all.Where(t => some.Contains(t.ItemId))))
        {
            var rows = targets.Select(t => new { t.ItemId, t.Aim, t.BaselineLatest, t.Latest, t.TimesRevised, t.NoDate, IsLeaders = t.Named != null, t.MetOn, t.OverOn, t.From, t.Until });
            await foreach (var t in rows.AsAsyncEnumerable().WithCancellation(ct))
            {
                found.Add((t.ItemId, new(t.Aim, t.BaselineLatest, t.Latest, t.TimesRevised, t.NoDate, t.IsLeaders, t.MetOn, t.OverOn, t.From, t.Until)));
            }
        }

        return found.ToLookup(f => f.Item1, f => f.Item2);
    }

    private static IAsyncEnumerable<Row> RowsAsync(TrackerDbContext db, long after) =>
        db.Spans.AsNoTracking()
            .Where(s => EF.Property<long>(s, SpanConfiguration.Position) > after)
            .Select(s => new Row(
                s.ItemId, s.Code, s.From, s.Until, s.Kind, s.Form, s.Nature, s.Pillar, s.Stage, s.StageOn, s.Phase, s.Standing,
                s.Outlook, s.RatedOn, s.TargetText != null, s.TargetLatest, s.TargetMetOn, s.LastReportedOn, s.MissingFacts, s.Strengths, s.PeriodFirst, s.PeriodLast, s.BaselineLatest, s.Leads, s.Title,
                s.TargetAim, s.TimesRevised, s.Progress, s.Assurance))
            .AsAsyncEnumerable();

    /// <summary>Few combinations of leads and few documents, many items.</summary>
    private static string Interned(Dictionary<string, string> known, string text) =>
        known.TryGetValue(text, out var same) ? same : known[text] = text;

    private sealed record Row(
        Guid ItemId, string Code, DateOnly From, DateOnly Until, Kind Kind, Form Form, Nature Nature, Pillar Pillar, Stage? Stage, DateOnly StageOn, Phase? Phase, Standing Standing,
        Outlook Outlook, DateOnly? RatedOn, bool HasTarget, DateOnly? TargetLatest, DateOnly? TargetMetOn, DateOnly LastReportedOn, int MissingFacts, int Strengths, DateOnly? PeriodFirst, DateOnly? PeriodLast, DateOnly? BaselineLatest, string Leads, string Title,
        Stage? TargetAim, int TimesRevised, int? Progress, Assurance Assurance)
    {
        public Facets Of(string leads, string title) => new(
            From, Until, Kind, Form, Nature, Pillar, Stage, StageOn, Phase, Standing, Outlook, RatedOn, HasTarget, TargetLatest, TargetMetOn, LastReportedOn, MissingFacts, Strengths, PeriodFirst, PeriodLast, BaselineLatest, leads, title,
            TargetAim, TimesRevised, Progress, Assurance);
    }

    private sealed class Known(long position, ItemFacets[] items)
    {
        public static readonly Known Nothing = new(-1, []);

        public long Position { get; } = position;

        public ItemFacets[] Items { get; } = items;

        public DateOnly? FirstDay { get; } = items.Where(i => i.Spans.Length > 0).Select(i => (DateOnly?)i.Spans[0].From).Min();

        public Lazy<DayChanges> Changes { get; } = new(() => ChangesOf(items));

        private static DayChanges ChangesOf(ItemFacets[] items)
        {
            var (first, last) = (DateOnly.MaxValue, DateOnly.MinValue);
            foreach (var item in items)
            {
                foreach (ref var span in item.Spans.AsSpan())
                {
                    var until = span.Until < DayRange.Open ? span.Until : span.From;
                    first = span.From < first ? span.From : first;
                    last = until > last ? until : last;
                }
            }

            var changes = first > last ? [] : new (int NotStarted, int UnderWay, int Delivered)[last.DayNumber - first.DayNumber + 1];
            void Change(DateOnly on, Standing standing, int by)
            {
                if (on < DayRange.Open && standing is Standing.NotStarted or Standing.UnderWay or Standing.Delivered)
                {
                    ref var change = ref changes[on.DayNumber - first.DayNumber];
                    change.NotStarted += standing == Standing.NotStarted ? by : 0;
                    change.UnderWay += standing == Standing.UnderWay ? by : 0;
                    change.Delivered += standing == Standing.Delivered ? by : 0;
                }
            }

            foreach (var item in items)
            {
                foreach (ref var span in item.Spans.AsSpan())
                {
                    Change(span.From, span.Standing, 1);
                    Change(span.Until, span.Standing, -1);
                }
            }

            return new(first, changes);
        }
    }
}
