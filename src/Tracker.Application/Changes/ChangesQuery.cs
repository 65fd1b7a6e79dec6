using System.Numerics;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Changes;

/// <summary>What changed between two days, over the register or a part of it (docs/domain.md, What changed).</summary>
/// <remarks>
/// Every line is found in memory or by index, and counted; only the lines that are shown are read, with their entries.
/// </remarks>
public sealed class ChangesQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar)
{
    /// <summary>Lines of each group where all groups are shown.</summary>
    public const int MostInGroup = 12;

    /// <summary>Lines on a page of one group.</summary>
    public const int PageSize = 50;

    private static readonly (ChangeKinds Kind, ChangeGroup Group)[] GroupOf =
    [
        (ChangeKinds.New, ChangeGroup.New), (ChangeKinds.Stage, ChangeGroup.Stages), (ChangeKinds.Ended, ChangeGroup.Ended), (ChangeKinds.Outlook, ChangeGroup.Outlook),
        (ChangeKinds.Target, ChangeGroup.Targets), (ChangeKinds.TargetPassed, ChangeGroup.TargetsPassed), (ChangeKinds.Progress, ChangeGroup.Progress),
        (ChangeKinds.Assurance, ChangeGroup.Assurance), (ChangeKinds.Revision, ChangeGroup.Revisions), (ChangeKinds.Report, ChangeGroup.Reports),
        (ChangeKinds.Aged, ChangeGroup.Aged), (ChangeKinds.Counting, ChangeGroup.Counting),
    ];

    /// <summary>What changed after a day up to another; null where the plan, body or item is not in the register on the last day.</summary>
    /// <param name="only">One group alone, a page of it; null for the first lines of each.</param>
    /// <param name="figure">Only lines that brought an item into the figure or took one out of it.</param>
    /// <param name="most">Lines of each group where all are asked for.</param>
    /// <exception cref="ArgumentException">The first day lies after the last.</exception>
    public async Task<ChangesView?> BetweenAsync(
        DateOnly from, DateOnly to, ReportScope scope, ChangeGroup? only = null, Figure? figure = null, int page = 1, int most = MostInGroup, CancellationToken ct = default)
    {
        var period = new ChangePeriod(from, to, calendar.RulesOn, calendar.RulesChange);
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        if (await LookedAt.OfAsync(db, scope, to, ct) is not { } lookedAt)
        {
            return null;
        }

        var (figures, found) = Found(await census.ReadAsync(db, ct), period, lookedAt, figure);
        if (figure is null)
        {
            await AddOthersAsync(db, found, period, lookedAt, ct);
        }

        var groups = found.GroupBy(f => f.Group).OrderBy(g => g.Key).ToList();
        var shown = only is { } one ? groups.Where(g => g.Key == one).ToList() : groups;
        var pages = only is null || shown.Count == 0 ? 1 : Math.Max(1, (shown[0].Count() + PageSize - 1) / PageSize);
        page = only is null ? 1 : Math.Clamp(page, 1, pages);
        var lines = shown.ToDictionary(
            g => g.Key,
            g => g.OrderByDescending(f => f.On).ThenBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Sequence)
                .Skip((page - 1) * PageSize).Take(only is null ? most : PageSize).ToList());
        var read = await new ChangeLines(db, calendar).ReadAsync([.. lines.Values.SelectMany(l => l)], ct);
        return new(
            from, to, scope, lookedAt.Title, figures,
            [.. shown.Select(g => new ChangeGroupView(g.Key, g.Count(), [.. lines[g.Key].Select(f => read[f])]))],
            page, pages);
    }

    /// <summary>Every change that spans show, and the figures on the two days counted apart from them.</summary>
    private static (IReadOnlyList<FigureChange> Figures, List<FoundChange> Found) Found(ItemFacets[] items, ChangePeriod period, LookedAt lookedAt, Figure? figure)
    {
        var only = figure is null ? ulong.MaxValue : BitOf(figure);
        var (before, after, entered, left) = (new int[Figure.All.Count], new int[Figure.All.Count], new int[Figure.All.Count], new int[Figure.All.Count]);
        List<FoundChange> found = [];
        List<Change> changes = [];
        foreach (var item in items)
        {
            if (!lookedAt.MayBe(item.Id, out var scope))
            {
                continue;
            }

            Add(before, lookedAt.FiguresOn(item, period, period.From));
            Add(after, lookedAt.FiguresOn(item, period, period.To));
            changes.Clear();
            ItemChanges.AddTo(changes, item.Spans, period, scope, lookedAt.IsIn);
            foreach (var change in changes)
            {
                Add(entered, change.Entered);
                Add(left, change.Left);
                foreach (var (kind, group) in GroupOf)
                {
                    if ((change.Kinds & kind) != 0 && new FoundChange(group, item.Id, item.Code, change.On, change.EnteredBy(kind), change.LeftBy(kind)) is var line
                        && (figure is null || ((line.Entered | line.Left) & only) != 0))
                    {
                        found.Add(line);
                    }
                }
            }
        }

        return ([.. Figure.All.Select((f, n) => new FigureChange(f, before[n], entered[n], left[n], after[n]))], found);
    }

    /// <summary>What spans do not show: money, mentions, what was edited, and what was recorded late.</summary>
    private async Task AddOthersAsync(TrackerDbContext db, List<FoundChange> found, ChangePeriod period, LookedAt lookedAt, CancellationToken ct)
    {
        var (from, to) = (period.From, period.To);
        var items = (await census.ReadAsync(db, ct)).Where(i => lookedAt.MayBe(i.Id, out _)).ToDictionary(i => i.Id);
        bool IsSeen(Guid id, DateOnly on) => items.TryGetValue(id, out var item) && lookedAt.Sees(item, on);

        var edited = found.Where(f => f.Group == ChangeGroup.Revisions).Select(f => (f.Item, f.On)).ToHashSet();
        var (since, until) = (calendar.EndOf(from), calendar.EndOf(to));
        var revisions = await db.Entries.Where(e => e.Type == EntryType.Revision && e.On > from && e.On <= to).Select(e => new { e.ItemId, e.Sequence, On = e.On!.Value }).ToListAsync(ct);
        var late = await db.Entries.Where(e => e.RecordedAt > since && e.RecordedAt <= until && e.On <= from && e.ById != Seed.Importer.PersonId)
            .Select(e => new { e.ItemId, e.Sequence, On = e.On!.Value }).ToListAsync(ct);

        // What was withdrawn of these, and since the first day, when it was known and counted.
        var told = revisions.Concat(late).Select(e => e.ItemId).ToHashSet();
        var voids = (await db.Entries.Where(e => e.Type == EntryType.Void).Select(e => new { e.ItemId, e.RecordedAt }).ToListAsync(ct))
            .Where(v => items.ContainsKey(v.ItemId) && (told.Contains(v.ItemId) || (v.RecordedAt > since && v.RecordedAt <= until)))
            .Select(v => v.ItemId).ToHashSet();
        var withdrawals = await WithdrawalsAsync(db, voids, ct);
        var withdrawn = withdrawals.Keys.ToHashSet();
        var sinceWithdrawn = withdrawals.Where(w => w.Value > since && w.Value <= until).Select(w => w.Key).ToHashSet();
        foreach (var revision in revisions.Where(r => !withdrawn.Contains((r.ItemId, r.Sequence)) && IsSeen(r.ItemId, r.On) && edited.Add((r.ItemId, r.On))))
        {
            found.Add(new(ChangeGroup.Revisions, revision.ItemId, items[revision.ItemId].Code, revision.On, 0, 0));
        }

        // What a new item is mentioned by belongs to its being new.
        var mentions = await db.HeldMentions.Where(m => (m.From > from && m.From <= to) || (m.Until > from && m.Until <= to)).Select(m => new { m.ItemId, m.From, m.Until }).ToListAsync(ct);
        found.AddRange(mentions
            .SelectMany(m => new[] { (m.ItemId, On: m.From), (m.ItemId, On: m.Until) })
            .Where(m => m.On > from && m.On <= to && IsSeen(m.ItemId, m.On) && items[m.ItemId].Spans[0].From < m.On)
            .Distinct()
            .Select(m => new FoundChange(ChangeGroup.Mentions, m.ItemId, items[m.ItemId].Code, m.On, 0, 0)));

        var money = await db.LedgerEntries
            .Where(e => (e.On > from && e.On <= to) || (e.On <= from && e.RecordedAt > since && e.RecordedAt <= until && e.ById != Seed.Importer.PersonId))
            .Select(e => new { e.FundId, e.Fund, e.Sequence, e.On, e.ItemServed }).ToListAsync(ct);
        var served = money.TrueForAll(e => items.ContainsKey(e.FundId)) ? [] : items.Values.Select(i => i.Code).ToHashSet();
        found.AddRange(money
            .Where(e => items.ContainsKey(e.FundId) || (e.ItemServed is { } code && served.Contains(code)))
            .Select(e => new FoundChange(e.On > from ? ChangeGroup.Money : ChangeGroup.RecordedLate, e.FundId, e.Fund, e.On, 0, 0, e.Sequence, IsMoney: true)));

        found.AddRange(late.Where(e => !withdrawn.Contains((e.ItemId, e.Sequence)) && IsSeen(e.ItemId, e.On))
            .Select(e => new FoundChange(ChangeGroup.RecordedLate, e.ItemId, items[e.ItemId].Code, e.On, 0, 0, e.Sequence)));

        var lost = sinceWithdrawn.Select(w => w.Item).ToHashSet();
        var voided = lost.Count == 0 ? [] : await db.Entries.Where(e => lost.Contains(e.ItemId) && e.On <= from && e.RecordedAt <= since).Select(e => new { e.ItemId, e.Sequence, On = e.On!.Value }).ToListAsync(ct);
        found.AddRange(voided.Where(e => sinceWithdrawn.Contains((e.ItemId, e.Sequence)) && IsSeen(e.ItemId, e.On))
            .Select(e => new FoundChange(ChangeGroup.RecordedLate, e.ItemId, items[e.ItemId].Code, e.On, 0, 0, e.Sequence)));
    }

    /// <summary>What was withdrawn of some items, with the instant (UTC) of that.</summary>
    private static async Task<Dictionary<(Guid Item, int Sequence), DateTime>> WithdrawalsAsync(TrackerDbContext db, HashSet<Guid> items, CancellationToken ct) =>
        items.Count == 0 ? [] : (await db.Entries.Where(e => e.Type == EntryType.Void && items.Contains(e.ItemId)).Select(e => new { e.ItemId, e.Content, e.RecordedAt }).ToListAsync(ct))
        .ToDictionary(e => (e.ItemId, e.Content.Withdrawal!.Entry), e => e.RecordedAt);

    private static ulong BitOf(Figure figure) => 1ul << Figure.All.Index().First(f => f.Item == figure).Index;

    private static void Add(int[] counts, ulong figures)
    {
        for (var rest = figures; rest != 0; rest &= rest - 1)
        {
            counts[BitOperations.TrailingZeroCount(rest)]++;
        }
    }
}

/// <summary>A line of a report before it is read.</summary>
/// <param name="Sequence">Of the entry, where one and not a day is told.</param>
/// <param name="IsMoney">The entry stands in the ledger of the fund, not in its history.</param>
internal readonly record struct FoundChange(ChangeGroup Group, Guid Item, string Code, DateOnly On, ulong Entered, ulong Left, int? Sequence = null, bool IsMoney = false);
