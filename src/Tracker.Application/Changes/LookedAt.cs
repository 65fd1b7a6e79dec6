using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Changes;

/// <summary>The items that a report looks at, each on the days on which it does.</summary>
internal sealed class LookedAt
{
    private readonly Dictionary<Guid, List<DayRange>>? _days;
    private readonly int _pillars;

    private LookedAt(string? title, IReadOnlyList<Pillar> pillars, Dictionary<Guid, List<DayRange>>? days)
    {
        Title = title;
        _days = days;
        _pillars = pillars.Aggregate(0, (all, pillar) => all | (1 << (int)pillar));
        IsIn = _pillars == 0 ? null : pillar => (_pillars & (1 << (int)pillar)) != 0;
    }

    /// <summary>What is looked at, in words; null for everything.</summary>
    public string? Title { get; }

    /// <summary>Whether items of a pillar are looked at; null where those of any are.</summary>
    public Func<Pillar, bool>? IsIn { get; }

    /// <returns>Null where a plan, body or item that a report is narrowed to is not in the register on the day.</returns>
    public static async Task<LookedAt?> OfAsync(TrackerDbContext db, ReportScope scope, DateOnly day, CancellationToken ct)
    {
        List<string> titles = [];
        Dictionary<Guid, List<DayRange>>? days = null;
        void Narrow(Dictionary<Guid, List<DayRange>> to) => days = days is null
            ? to
            : days.Where(d => to.ContainsKey(d.Key)).ToDictionary(d => d.Key, d => Both(d.Value, to[d.Key]));

        if (scope.Plans.Count > 0)
        {
            var plans = await db.On(day).Where(s => scope.Plans.Contains(s.Code) && s.Kind == Kind.Plan).OrderBy(s => s.Code).Select(s => s.Title).ToListAsync(ct);
            if (plans.Count < scope.Plans.Distinct().Count())
            {
                return null;
            }

            var own = await db.HeldRelations.Where(r => scope.Plans.Contains(r.To) && (r.Kind == RelationKind.PartOf || r.Kind == RelationKind.Implements)).ToListAsync(ct);
            var lines = own.Where(r => r.Kind == RelationKind.PartOf).Select(r => r.ItemCode).Distinct().ToList();
            var serving = await db.HeldRelations.Where(r => r.Kind == RelationKind.Implements && lines.Contains(r.To)).ToListAsync(ct);
            Narrow(Days([.. own, .. serving], r => r.ItemId, r => new(r.From, r.Until)));
            titles.AddRange(plans);
        }

        if (scope.Bodies.Count > 0)
        {
            var bodies = await db.Bodies.Where(b => scope.Bodies.Contains(b.Code)).OrderBy(b => b.Code).Select(b => b.Name).ToListAsync(ct);
            if (bodies.Count < scope.Bodies.Distinct().Count())
            {
                return null;
            }

            Narrow(Days(await db.HeldBodies.Where(b => scope.Bodies.Contains(b.Body) && b.Role == BodyRole.Lead).ToListAsync(ct), b => b.ItemId, b => new(b.From, b.Until)));
            titles.AddRange(bodies);
        }

        if (scope.Item is { } code)
        {
            if (await db.On(day).Where(s => s.Code == code).Select(s => new { s.ItemId, s.Title }).FirstOrDefaultAsync(ct) is not { } item)
            {
                return null;
            }

            Narrow(new() { [item.ItemId] = [new(DateOnly.MinValue, DayRange.Open)] });
            titles.Add(item.Title);
        }

        titles.AddRange(scope.Pillars.Distinct().Order().Select(p => p.Name()));
        return new(titles.Count == 0 ? null : string.Join(", ", titles), scope.Pillars, days);
    }

    /// <summary>Whether the item is looked at on any day.</summary>
    /// <param name="days">The days on which it is; null for all.</param>
    public bool MayBe(Guid item, out List<DayRange>? days)
    {
        days = null;
        return _days is null || _days.TryGetValue(item, out days);
    }

    /// <summary>Whether the item is looked at on a day, or was the day before.</summary>
    public bool Sees(ItemFacets item, DateOnly on) => PlaceOn(item, on) >= 0 || PlaceOn(item, on.AddDays(-1)) >= 0;

    /// <summary>The place of the span that covers a day; -1 where the item is not looked at on it.</summary>
    public int PlaceOn(ItemFacets item, DateOnly day)
    {
        var place = item.On(day);
        return place >= 0 && IsIn?.Invoke(item.Spans[place].Pillar) != false
            && (_days is null || (_days.TryGetValue(item.Id, out var days) && days.Exists(d => d.Covers(day)))) ? place : -1;
    }

    /// <summary>The figures that count the item on a day of the period, one bit each.</summary>
    public ulong FiguresOn(ItemFacets item, ChangePeriod period, DateOnly day) =>
        PlaceOn(item, day) is >= 0 and var place ? period.FiguresOn(ref item.Spans[place], day) : 0;

    private static Dictionary<Guid, List<DayRange>> Days<T>(IEnumerable<T> held, Func<T, Guid> item, Func<T, DayRange> days) =>
        held.GroupBy(item, days).ToDictionary(g => g.Key, g => g.ToList());

    private static List<DayRange> Both(List<DayRange> some, List<DayRange> others) =>
    [
        .. from one in some
           from other in others
           let days = new DayRange(one.From > other.From ? one.From : other.From, one.Until < other.Until ? one.Until : other.Until)
           where days.From < days.Until
           select days,
    ];
}
