using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
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

/// <summary>The deliverables at the end of a day, by where they stood.</summary>
public sealed record ProgressPoint(DateOnly Day, int NotStarted, int UnderWay, int Delivered);

/// <summary>A held meeting of a review mechanism, as a mark in time.</summary>
public sealed record MeetingMark(DateOnly On, string Title, int? Number);

/// <summary>How the count of deliverables went, from the register's first document to a day.</summary>
/// <param name="Points">Where something changed, or the ends of months, quarters or years where that would be too many; the last one is the day itself.</param>
public sealed record ProgressOverTime(IReadOnlyList<ProgressPoint> Points, IReadOnlyList<MeetingMark> Meetings);

/// <summary>All that the overview shows of a day.</summary>
public sealed record OverviewView(
    DateOnly Day,
    IReadOnlyDictionary<string, FigureValue> Figures,
    LastMeeting? LastMeeting,
    IReadOnlyList<PillarRow> Pillars,
    ProgressOverTime OverTime,
    IReadOnlyList<AttentionRow> NeedsAttention,
    IReadOnlyList<RegisterRow> DueNext,
    IReadOnlyList<StageGroup> PlannedCentres,
    IReadOnlyList<LatestEntry> Latest)
{
    /// <summary>The value of a figure on the day.</summary>
    public int this[Figure figure] => Figures[figure.Name].Value;
}

/// <summary>Where the partnership stands on a day.</summary>
public sealed class OverviewQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar)
{
    private const int RowsShown = 6;
    private const int MostMeetings = 60;

    /// <summary>What needs attention, the worst first, and within each the oldest.</summary>
    internal static readonly (Figure Figure, Func<Facets, int> Oldest)[] WorstFirst =
    [
        (Figure.OffTrack, f => f.TargetLatest?.DayNumber ?? int.MaxValue),
        (Figure.Overdue, f => f.TargetLatest!.Value.DayNumber),
        (Figure.AtRisk, f => f.TargetLatest?.DayNumber ?? int.MaxValue),
        (Figure.PeriodOver, f => f.StageOn.DayNumber),
        (Figure.NoRecentReport, f => f.LastReportedOn.DayNumber),
    ];

    /// <summary>The overview as of a day, in the organisation's time zone.</summary>
    /// <param name="since">A held meeting before the day, from which changes count; where there is no such meeting, the last review meeting.</param>
    public async Task<OverviewView> AsOfAsync(DateOnly day, Since? since = null, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = await census.ReadAsync(db, ct);
        var reviews = await db.OfReviewsAsync(day, day, MostMeetings, ct);
        var meeting = (since is { } asked && asked.On < day ? await db.OfAsync(day, asked, ct) : null) ?? reviews.Find(m => m.On < day);
        var now = new DayCount(items, day, calendar.RulesOn(day), [.. WorstFirst.Select(w => w.Figure), Figure.DueNext, Figure.PlannedCentres]);
        var then = meeting is null ? null : new DayCount(items, meeting.On, calendar.RulesOn(meeting.On));

        var attention = Attention(now);
        var due = now.First(Figure.DueNext, f => f.TargetLatest!.Value.DayNumber, RowsShown);
        var centres = now.PlannedCentres(RowsShown);
        var rows = await RowsAsync(db, day, [.. attention.Select(a => a.Code), .. due, .. centres.SelectMany(c => c.First)], ct);
        return new(
            day,
            Figure.All.ToDictionary(f => f.Name, f => new FigureValue(f, now[f], now[f] - then?[f])),
            meeting is null ? null : new(meeting.Mechanism, meeting.Title, meeting.Number, meeting.On),
            [.. Enum.GetValues<Pillar>().Select(p => new PillarRow(
                p, now[Figure.NotStarted, p], now[Figure.UnderWay, p], now[Figure.Delivered, p], now[Figure.NoLongerRunning, p], now[Figure.Continuing, p]))],
            new(Progress.Of(await census.ChangesAsync(db, ct), day), [.. reviews.Select(m => new MeetingMark(m.On, m.Acronym ?? m.Title, m.Number)).Reverse()]),
            [.. attention.Select(a => new AttentionRow(rows[a.Code], a.Figure, Why(a.Figure, rows[a.Code])))],
            [.. due.Select(code => rows[code])],
            [.. centres.Select(c => new StageGroup(c.Stage, c.Total, [.. c.First.Select(code => rows[code])]))],
            await LatestAsync(db, day, ct));
    }

    /// <summary>Worst first, each item once.</summary>
    private static List<(Figure Figure, string Code)> Attention(DayCount now)
    {
        List<(Figure Figure, string Code)> rows = [];
        foreach (var (figure, worst) in WorstFirst.TakeWhile(_ => rows.Count < RowsShown))
        {
            rows.AddRange(now.First(figure, worst, RowsShown * 2)
                .Where(code => rows.TrueForAll(r => r.Code != code))
                .Take(RowsShown - rows.Count)
                .Select(code => (figure, code))
                .ToList());
        }

        return rows;
    }

    internal static string Why(Figure figure, RegisterRow row) =>
        figure == Figure.OffTrack ? "Off track"
        : figure == Figure.Overdue ? $"{Lateness(row.DaysLate)} late: {row.TargetText}"
        : figure == Figure.AtRisk ? "At risk"
        : figure == Figure.PeriodOver ? "Period over, no final report"
        : string.Create(CultureInfo.InvariantCulture, $"No report since {row.LastReportedOn:d MMMM yyyy}");

    private async Task<Dictionary<string, RegisterRow>> RowsAsync(TrackerDbContext db, DateOnly day, IReadOnlyList<string> codes, CancellationToken ct)
    {
        var names = await db.BodyNamesAsync(ct);
        var spans = await db.On(day).Where(s => codes.Contains(s.Code)).ToListAsync(ct);
        return spans.ToDictionary(s => s.Code, s => s.ToRow(names, day, calendar.RulesOn(day)));
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

    /// <summary>"24 days", "3 months", "2 years": as a person would say it.</summary>
    public static string Lateness(int days) => days switch
    {
        1 => "1 day",
        < 60 => $"{days} days",
        < 730 => $"{days / 30} months",
        _ => $"{days / 365} years",
    };
}
