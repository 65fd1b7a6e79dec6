using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Application.Overview;

/// <summary>A figure with what it was on the day of the last meeting.</summary>
/// <param name="Change">Difference to the day of the last review meeting; null where none was held yet.</param>
public sealed record FigureValue(Figure Figure, int Value, int? Change);

/// <summary>Deliverables of a pillar by phase, with what stands beside the count.</summary>
public sealed record PillarRow(Pillar Pillar, int NotStarted, int UnderWay, int Delivered, int NoLongerRunning, int Continuing)
{
    /// <summary>N: not started, under way and delivered.</summary>
    public int Counted => NotStarted + UnderWay + Delivered;
}

/// <summary>An item that needs attention.</summary>
/// <param name="Figure">The figure for which it is listed, worst first.</param>
/// <param name="Why">What is wrong: "24 days late: in 2021", "Off track".</param>
public sealed record AttentionRow(RegisterRow Item, Figure Figure, string Why);

/// <summary>The planned centres at one stage.</summary>
public sealed record StageGroup(Stage Stage, int Total, IReadOnlyList<RegisterRow> Items);

/// <summary>An entry among the latest, by the day from which it holds.</summary>
/// <param name="Stage">The stage that it moved to, if any.</param>
public sealed record LatestEntry(string Code, string Title, string? Acronym, DateOnly? On, string ByName, EntryType Type, Stage? Stage, string? Note);

/// <summary>A held meeting from which changes are to count.</summary>
/// <param name="Mechanism">Code of its mechanism.</param>
public sealed record Since(string Mechanism, DateOnly On);

/// <summary>The held meeting before the day shown from which changes count: the one asked for, or the latest of a review mechanism.</summary>
public sealed record LastMeeting(string Mechanism, string Title, int? Number, DateOnly On);

/// <summary>All that the overview shows of a day.</summary>
public sealed record OverviewView(
    DateOnly Day,
    IReadOnlyDictionary<string, FigureValue> Figures,
    LastMeeting? LastMeeting,
    IReadOnlyList<PillarRow> Pillars,
    IReadOnlyList<AttentionRow> NeedsAttention,
    IReadOnlyList<RegisterRow> DueNext,
    IReadOnlyList<StageGroup> PlannedCentres,
    IReadOnlyList<LatestEntry> Latest)
{
    /// <summary>The value of a figure on the day.</summary>
    public int this[Figure figure] => Figures[figure.Name].Value;
}

/// <summary>Where the partnership stands on a day.</summary>
public sealed class OverviewQuery(IDbContextFactory<TrackerDbContext> contexts, Remembered remembered, Calendar calendar)
{
    private const int RowsShown = 6;

    /// <summary>The overview as of a day, in the organisation's time zone.</summary>
    /// <param name="since">A held meeting before the day, from which changes count; where there is no such meeting, the last review meeting.</param>
    public async Task<OverviewView> AsOfAsync(DateOnly day, Since? since = null, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rules = calendar.RulesOn(day);
        var names = await db.BodyNamesAsync(ct);
        var meeting = (since is null ? null : await LastMeetingAsync(db, day, since, ct)) ?? await LastMeetingAsync(db, day, null, ct);
        var now = await FiguresAsync(db, day, rules, ct);
        var then = meeting is null ? null : await FiguresAsync(db, meeting.On, calendar.RulesOn(meeting.On), ct);
        static int Of(Dictionary<Pillar, Dictionary<string, int>> figures, Figure figure) => figures.Values.Sum(f => f[figure.Name]);
        int In(Pillar pillar, Figure figure) => now.TryGetValue(pillar, out var figures) ? figures[figure.Name] : 0;

        return new(
            day,
            Figure.All.ToDictionary(f => f.Name, f => new FigureValue(f, Of(now, f), then is null ? null : Of(now, f) - Of(then, f))),
            meeting,
            [.. Enum.GetValues<Pillar>().Select(p => new PillarRow(
                p, In(p, Figure.NotStarted), In(p, Figure.UnderWay), In(p, Figure.Delivered), In(p, Figure.NoLongerRunning), In(p, Figure.Continuing)))],
            await NeedsAttentionAsync(db, day, rules, names, ct),
            await RowsAsync(db.On(day).Where(Figure.DueNext.On(day, rules)).OrderBy(s => s.TargetLatest).ThenBy(s => s.Code), names, day, ct),
            await PlannedCentresAsync(db, day, rules, names, ct),
            await LatestAsync(db, day, ct));
    }

    /// <summary>Every figure by pillar, in one pass over the spans of the day.</summary>
    private Task<Dictionary<Pillar, Dictionary<string, int>>> FiguresAsync(TrackerDbContext db, DateOnly day, ReportingRules rules, CancellationToken ct) =>
        remembered.GetAsync(db, $"figures|{day:O}", () => CountAsync(db, day, rules, ct), ct);

    private static async Task<Dictionary<Pillar, Dictionary<string, int>>> CountAsync(TrackerDbContext db, DateOnly day, ReportingRules rules, CancellationToken ct)
    {
        var group = Expression.Parameter(typeof(IGrouping<Pillar, Span>), "spans");
        var counts = Expression.NewArrayInit(typeof(int), Figure.All.Select(f =>
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [typeof(Span)], group, f.On(day, rules))));
        var row = Expression.New(typeof(PillarCounts).GetConstructors()[0], Expression.Property(group, nameof(IGrouping<,>.Key)), counts);
        var rows = await db.On(day)
            .GroupBy(s => s.Pillar)
            .Select(Expression.Lambda<Func<IGrouping<Pillar, Span>, PillarCounts>>(row, group))
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.Pillar, r => Figure.All.Select((f, n) => (f.Name, Count: r.Counts[n])).ToDictionary(f => f.Name, f => f.Count));
    }

    /// <param name="Counts">In the order of <see cref="Figure.All"/>.</param>
    private sealed record PillarCounts(Pillar Pillar, int[] Counts);

    /// <summary>The held meeting that is asked for, or the latest of any mechanism marked as review, before the day itself.</summary>
    private static async Task<LastMeeting?> LastMeetingAsync(TrackerDbContext db, DateOnly day, Since? since, CancellationToken ct)
    {
        var (code, heldOn) = (since?.Mechanism, since?.On);
        var found = await (
            from meeting in db.Meetings
            join mechanism in db.Items on meeting.MechanismId equals mechanism.Id
            join span in db.On(day) on mechanism.Id equals span.ItemId
            where meeting.Status == MeetingStatus.Held && meeting.On < day
                && (code == null ? mechanism.IsReview : mechanism.Code == code && meeting.On == heldOn)
            orderby meeting.On descending, meeting.Number
            select new { span.Code, span.Title, meeting.Number, meeting.On }).FirstOrDefaultAsync(ct);
        return found is null ? null : new(found.Code, found.Title, found.Number, found.On);
    }

    private async Task<List<AttentionRow>> NeedsAttentionAsync(
        TrackerDbContext db, DateOnly day, ReportingRules rules, IReadOnlyDictionary<string, BodyName> names, CancellationToken ct)
    {
        List<AttentionRow> rows = [];
        async Task AddAsync(Figure figure, Func<IQueryable<Span>, IQueryable<Span>> worstFirst, Func<RegisterRow, string> why)
        {
            if (rows.Count < RowsShown)
            {
                var found = await RowsAsync(worstFirst(db.On(day).Where(figure.On(day, rules))), names, day, ct, RowsShown * 2);
                rows.AddRange(found.Where(r => rows.TrueForAll(a => a.Item.Code != r.Code)).Take(RowsShown - rows.Count).Select(r => new AttentionRow(r, figure, why(r))));
            }
        }

        await AddAsync(Figure.OffTrack, s => s.OrderBy(x => x.TargetLatest == null).ThenBy(x => x.TargetLatest).ThenBy(x => x.Code), _ => "Off track");
        await AddAsync(Figure.Overdue, s => s.OrderBy(x => x.TargetLatest).ThenBy(x => x.Code), r => $"{Lateness(r.DaysLate)} late: {r.TargetText}");
        await AddAsync(Figure.AtRisk, s => s.OrderBy(x => x.TargetLatest == null).ThenBy(x => x.TargetLatest).ThenBy(x => x.Code), _ => "At risk");
        await AddAsync(Figure.PeriodOver, s => s.OrderBy(x => x.StageOn).ThenBy(x => x.Code), _ => "Period over, no final report");
        await AddAsync(Figure.NoRecentReport, s => s.OrderBy(x => x.LastReportedOn).ThenBy(x => x.Code), r => $"No report since {r.LastReportedOn:d MMMM yyyy}");
        return rows;
    }

    private async Task<IReadOnlyList<StageGroup>> PlannedCentresAsync(
        TrackerDbContext db, DateOnly day, ReportingRules rules, IReadOnlyDictionary<string, BodyName> names, CancellationToken ct)
    {
        var planned = db.On(day).Where(Figure.PlannedCentres.On(day, rules));
        var counts = await planned.GroupBy(s => s.Stage).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        List<StageGroup> groups = [];
        foreach (var count in counts.OrderBy(c => Lifecycle.Centre.OrderOf(c.Key!.Value) ?? int.MaxValue))
        {
            var stage = count.Key!.Value;
            groups.Add(new(stage, count.Count, await RowsAsync(planned.Where(s => s.Stage == stage).OrderBy(s => s.Code), names, day, ct)));
        }

        return groups;
    }

    private static async Task<List<LatestEntry>> LatestAsync(TrackerDbContext db, DateOnly day, CancellationToken ct)
    {
        var entries = await db.Entries.AsNoTracking()
            .Where(e => e.On <= day && e.Type != EntryType.Void)
            .OrderByDescending(e => e.On)
            .ThenByDescending(e => e.Position)
            .Take(RowsShown * 2)
            .ToListAsync(ct);
        var ids = entries.Select(e => e.ItemId).Distinct().ToList();
        var withdrawn = (await db.Entries.AsNoTracking()
                .Where(e => e.Type == EntryType.Void && ids.Contains(e.ItemId))
                .ToListAsync(ct))
            .Select(e => (e.ItemId, e.Content.Withdrawal!.Entry))
            .ToHashSet();
        var titles = await db.On(day).Where(s => ids.Contains(s.ItemId)).Select(s => new { s.ItemId, s.Code, s.Title, s.Acronym }).ToDictionaryAsync(s => s.ItemId, ct);
        return
        [
            .. entries.Where(e => titles.ContainsKey(e.ItemId) && !withdrawn.Contains((e.ItemId, e.Sequence))).Take(RowsShown).Select(e => new LatestEntry(
                titles[e.ItemId].Code, titles[e.ItemId].Title, titles[e.ItemId].Acronym, e.On, e.ByName, e.Type, e.Stage, e.Update?.Note ?? e.Revision?.Note ?? e.Content.Assessment?.Note)),
        ];
    }

    private async Task<List<RegisterRow>> RowsAsync(
        IQueryable<Span> spans, IReadOnlyDictionary<string, BodyName> names, DateOnly day, CancellationToken ct, int most = RowsShown) =>
        [.. (await spans.Take(most).ToListAsync(ct)).Select(s => s.ToRow(names, day, calendar.RulesOn(day)))];

    /// <summary>"24 days", "3 months", "2 years": as a person would say it.</summary>
    public static string Lateness(int days) => days switch
    {
        1 => "1 day",
        < 60 => $"{days} days",
        < 730 => $"{days / 30} months",
        _ => $"{days / 365} years",
    };
}
