using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>Why an item stands where it does in somebody's list, the most pressing first.</summary>
public enum Urgency
{
    OffTrack,
    Overdue,
    AtRisk,
    NoRecentReport,
    DueSoon,
    None,
}

/// <summary>How an urgency is said of items: "3 overdue".</summary>
public static class Urgencies
{
    public static string InWords(this Urgency urgency) => urgency switch
    {
        Urgency.OffTrack => "off track",
        Urgency.Overdue => "overdue",
        Urgency.AtRisk => "at risk",
        Urgency.NoRecentReport => "without a recent report",
        _ => "due soon",
    };
}

public sealed record MyItem(RegisterRow Row, Urgency Urgency);

/// <param name="Counts">How many items there are of each urgency, on all pages.</param>
public sealed record MyItemsView(IReadOnlyList<MyItem> Items, int Total, int Page, int PageCount, IReadOnlyDictionary<Urgency, int> Counts);

/// <summary>What the bodies of a person lead, the most pressing first.</summary>
public sealed class MyItemsQuery(IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    public const int PageSize = 50;

    /// <summary>A page of the list, as of today.</summary>
    /// <remarks>Deliverables that are over, and what is no deliverable, press nobody; they follow in the order of their last report.</remarks>
    public async Task<MyItemsView> PageAsync(Actor actor, int page, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var day = calendar.Today;
        var ranked = Ranked(db, actor, day);
        var counts = await ranked.GroupBy(r => r.Rank).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => (Urgency)g.Key, g => g.Count, ct);
        var total = counts.Values.Sum();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var rows = await InOrder(ranked).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var names = await db.BodyNamesAsync(ct);
        return new([.. rows.Select(r => new MyItem(r.Span.ToRow(names, day, calendar.RulesOn(day)), (Urgency)r.Rank))], total, page, pages, counts);
    }

    /// <summary>The code of the item that follows another in the list; null after the last, or where the other is not in it.</summary>
    public async Task<string?> NextAfterAsync(Actor actor, string code, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ranked = Ranked(db, actor, calendar.Today);
        if (await ranked.Where(r => r.Span.Code == code).Select(r => new { r.Rank, r.Span.LastReportedOn }).SingleOrDefaultAsync(ct) is not { } here)
        {
            return null;
        }

        return await InOrder(ranked.Where(r => r.Rank > here.Rank
                || (r.Rank == here.Rank && (r.Span.LastReportedOn > here.LastReportedOn
                    || (r.Span.LastReportedOn == here.LastReportedOn && r.Span.Code.CompareTo(code) > 0)))))
            .Select(r => r.Span.Code)
            .FirstOrDefaultAsync(ct);
    }

    private static IOrderedQueryable<RankedSpan> InOrder(IQueryable<RankedSpan> ranked) =>
        ranked.OrderBy(r => r.Rank).ThenBy(r => r.Span.LastReportedOn).ThenBy(r => r.Span.Code);

    private IQueryable<RankedSpan> Ranked(TrackerDbContext db, Actor actor, DateOnly day)
    {
        var rules = calendar.RulesOn(day);
        var (recent, due) = (rules.RecentFrom(day), rules.DueUntil(day));
        var led = db.HeldBodies.Where(b => b.Role == BodyRole.Lead && b.From <= day && day < b.Until && actor.Bodies.Contains(b.Body)).Select(b => b.ItemId);
        return
            from span in db.On(day)
            where led.Contains(span.ItemId)
            let open = span.Standing == Standing.NotStarted || span.Standing == Standing.UnderWay
            select new RankedSpan
            {
                Span = span,
                Rank = !open ? (int)Urgency.None
                    : span.Outlook == Outlook.OffTrack && span.RatedOn >= recent ? (int)Urgency.OffTrack
                    : span.TargetMetOn == null && span.TargetLatest < day ? (int)Urgency.Overdue
                    : span.Outlook == Outlook.AtRisk && span.RatedOn >= recent ? (int)Urgency.AtRisk
                    : span.LastReportedOn < recent ? (int)Urgency.NoRecentReport
                    : span.TargetMetOn == null && span.TargetLatest <= due ? (int)Urgency.DueSoon
                    : (int)Urgency.None,
            };
    }

    private sealed class RankedSpan
    {
        public required Span Span { get; init; }
        public required int Rank { get; init; }
    }
}
