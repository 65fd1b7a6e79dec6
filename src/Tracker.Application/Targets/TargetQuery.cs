using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Application.Targets;

/// <summary>Who set a baseline, and whether it is counted (docs/domain.md, Deadlines).</summary>
public enum DeadlineOrigin
{
    /// <summary>A leaders' document, for a deliverable that does not count inside another item: these are N.</summary>
    Leaders,

    /// <summary>A leaders' document, for an item that is no deliverable or counts inside another.</summary>
    LeadersAside,

    /// <summary>Anything else: officials, official pages, the press.</summary>
    Others,
}

/// <summary>What the list of deadlines is sorted by; code and stage decide between equals.</summary>
public enum TargetSort
{
    /// <summary>By days late against the baseline; the default, the most first.</summary>
    Late,
    Code,
    Title,

    /// <summary>By the baseline's latest day; ascending, those without one come last.</summary>
    Baseline,
    Revised,

    /// <summary>By days moved in all; those that cannot be told come last.</summary>
    Moved,
}

/// <summary>The items whose deadlines and stays are looked at.</summary>
/// <param name="Body">Code of a lead body.</param>
/// <param name="Plan">Code of a plan: the plan itself, its lines, and what implements it.</param>
public sealed record TargetScope(Pillar? Pillar = null, Kind? Kind = null, string? Body = null, string? Plan = null);

/// <summary>What the list of deadlines is narrowed to; everything that the address can say.</summary>
public sealed record TargetFilter
{
    public TargetScope Scope { get; init; } = new();
    public DeadlineOrigin? Origin { get; init; }
    public DeadlineOutcome? Outcome { get; init; }
    public bool OnlyRevised { get; init; }
    public TargetSort Sort { get; init; } = TargetSort.Late;
    public bool Descending { get; init; } = true;

    /// <summary>From 1; a page out of range reads as the last one.</summary>
    public int Page { get; init; } = 1;

    /// <summary>In rows.</summary>
    public const int PageSize = 50;
}

/// <summary>One stage that an item aims at, as of a day.</summary>
/// <param name="Named">Code of the leaders' document that named the baseline; null where none did.</param>
/// <param name="MovedInAll">Days from the baseline to the present target; null where either has no day or it was not revised.</param>
/// <param name="DaysLate">Against the baseline; 0 where it is not late.</param>
public sealed record TargetRow(
    string Code,
    string Title,
    string? Acronym,
    Stage Aim,
    string BaselineText,
    DateOnly? BaselineLatest,
    DateOnly SetOn,
    string? Named,
    string Text,
    DateOnly? Latest,
    bool NoDate,
    int TimesRevised,
    int? MovedInAll,
    DateOnly? MetOn,
    DateOnly? OverOn,
    DeadlineOutcome Outcome,
    int DaysLate);

/// <summary>A choice to narrow by, with its name.</summary>
public sealed record Choice(string Code, string Name);

/// <summary>One page of the deadlines, as of a day.</summary>
/// <param name="Outcomes">What became of the leaders' own deadlines of the scope; they add up to their number.</param>
/// <param name="Aside">The leaders' own of items that are not counted.</param>
/// <param name="Others">Those that rest on anything else.</param>
/// <param name="Revised">Of all of them, those that were revised at least once.</param>
/// <param name="Bodies">Lead bodies of items with a target, those with the most of them and the one chosen.</param>
/// <param name="Plans">Plans to narrow by.</param>
public sealed record TargetView(
    DateOnly Day,
    IReadOnlyDictionary<DeadlineOutcome, int> Outcomes,
    int Aside,
    int Others,
    int Revised,
    IReadOnlyList<TargetRow> Rows,
    int Total,
    int Page,
    int PageCount,
    IReadOnlyList<Choice> Bodies,
    IReadOnlyList<Choice> Plans)
{
    /// <summary>How many deadlines of their own the leaders set: N.</summary>
    public int Leaders => Outcomes.Values.Sum();

    /// <summary>Every target of the scope, whoever set it.</summary>
    public int All => Leaders + Aside + Others;
}

/// <summary>How targets fared: the leaders' own deadlines and every target with its revisions, as of a day.</summary>
public sealed class TargetQuery(IDbContextFactory<TrackerDbContext> contexts, Census census)
{
    /// <summary>The most bodies, and the most plans, that are offered to narrow by.</summary>
    public const int MostChoices = 30;

    public async Task<TargetView> PageAsync(TargetFilter filter, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = await census.ReadAsync(db, ct);
        var inScope = await db.InScopeAsync(filter.Scope, day, ct);
        var outcomes = Enum.GetValues<DeadlineOutcome>().ToDictionary(o => o, _ => 0);
        var origins = new int[Enum.GetValues<DeadlineOrigin>().Length];
        var revised = 0;
        Dictionary<string, int> leads = [];
        List<Aimed> found = [];
        foreach (var item in items)
        {
            if (item.Targets.Length == 0 || item.On(day) is var place && place < 0)
            {
                continue;
            }

            ref var facets = ref item.Spans[place];
            var isCounted = facets.Standing is not (Standing.NotDeliverable or Standing.CountsInside);
            var isAimed = false;
            var isIn = inScope(item.Id, ref facets);
            foreach (ref var target in item.Targets.AsSpan())
            {
                if (!target.Covers(day))
                {
                    continue;
                }

                isAimed = true;
                if (!isIn)
                {
                    break;
                }

                var (origin, outcome) = (OriginOf(target, isCounted), target.OutcomeOn(day));
                origins[(int)origin]++;
                revised += target.TimesRevised > 0 ? 1 : 0;
                outcomes[outcome] += origin == DeadlineOrigin.Leaders ? 1 : 0;
                if ((filter.Origin ?? origin) == origin && (filter.Outcome ?? outcome) == outcome && (!filter.OnlyRevised || target.TimesRevised > 0))
                {
                    found.Add(new(item, place, target, target.DaysLateOn(day)));
                }
            }

            if (isAimed)
            {
                leads[facets.Leads] = leads.GetValueOrDefault(facets.Leads) + 1;
            }
        }

        var pages = Math.Max(1, (found.Count + TargetFilter.PageSize - 1) / TargetFilter.PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var shown = InOrder(found, filter).Skip((page - 1) * TargetFilter.PageSize).Take(TargetFilter.PageSize).ToList();
        return new(
            day,
            outcomes,
            origins[(int)DeadlineOrigin.LeadersAside],
            origins[(int)DeadlineOrigin.Others],
            revised,
            await RowsAsync(db, shown, day, ct),
            found.Count,
            page,
            pages,
            await BodiesAsync(db, leads, filter.Scope.Body, ct),
            Plans(items, filter.Scope.Plan, day));
    }

    private static DeadlineOrigin OriginOf(in TargetFacets target, bool isCounted) =>
        !target.IsLeaders ? DeadlineOrigin.Others : isCounted ? DeadlineOrigin.Leaders : DeadlineOrigin.LeadersAside;

    /// <remarks>Found by code; equal ones stay so, and those that cannot be told come last either way.</remarks>
    private static IEnumerable<Aimed> InOrder(List<Aimed> found, TargetFilter filter)
    {
        var byCode = found.OrderBy(f => f.Item.Code, StringComparer.Ordinal).ThenBy(f => OrderOf(f));
        IEnumerable<Aimed> By(Func<Aimed, int?> key) => filter.Descending
            ? byCode.OrderByDescending(f => key(f) ?? int.MinValue)
            : byCode.OrderBy(f => key(f) ?? int.MaxValue);
        return filter.Sort switch
        {
            TargetSort.Code => filter.Descending ? found.OrderByDescending(f => f.Item.Code, StringComparer.Ordinal).ThenBy(f => OrderOf(f)) : byCode,
            TargetSort.Title => filter.Descending
                ? byCode.OrderByDescending(f => f.Item.Spans[f.Place].Title, StringComparer.OrdinalIgnoreCase)
                : byCode.OrderBy(f => f.Item.Spans[f.Place].Title, StringComparer.OrdinalIgnoreCase),
            TargetSort.Baseline => By(f => f.Target.BaselineLatest?.DayNumber),
            TargetSort.Revised => By(f => f.Target.TimesRevised),
            TargetSort.Moved => By(f => f.Target.MovedInAll),
            _ => By(f => f.DaysLate),
        };
    }

    private static int? OrderOf(Aimed aimed)
    {
        ref var facets = ref aimed.Item.Spans[aimed.Place];
        return Lifecycle.Of(facets.Kind, facets.Form).OrderOf(aimed.Target.Aim);
    }

    private static async Task<IReadOnlyList<TargetRow>> RowsAsync(TrackerDbContext db, List<Aimed> shown, DateOnly day, CancellationToken ct)
    {
        var ids = shown.Select(s => s.Item.Id).Distinct().ToList();
        var codes = shown.Select(s => s.Item.Code).Distinct().ToList();
        var names = await db.On(day).Where(s => codes.Contains(s.Code)).Select(s => new { s.Code, s.Title, s.Acronym }).ToDictionaryAsync(s => s.Code, ct);
        var held = await db.HeldTargets.AsNoTracking().Where(t => ids.Contains(t.ItemId) && t.From <= day && day < t.Until).ToDictionaryAsync(t => (t.ItemId, t.Aim), ct);

        // Somebody may have saved since the census was read; what is gone is not shown.
        return
        [
            .. from aimed in shown
               where names.ContainsKey(aimed.Item.Code) && held.ContainsKey((aimed.Item.Id, aimed.Target.Aim))
               let name = names[aimed.Item.Code]
               let target = held[(aimed.Item.Id, aimed.Target.Aim)]
               select new TargetRow(
                   name.Code, name.Title, name.Acronym, target.Aim, target.BaselineText, target.BaselineLatest, target.SetOn,
                   target.Named, target.Text, target.Latest, target.NoDate, target.TimesRevised, aimed.Target.MovedInAll, target.MetOn, target.OverOn,
                   aimed.Target.OutcomeOn(day), aimed.DaysLate),
        ];
    }

    private static async Task<IReadOnlyList<Choice>> BodiesAsync(TrackerDbContext db, Dictionary<string, int> leads, string? chosen, CancellationToken ct)
    {
        var most = leads
            .SelectMany(l => l.Key.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(code => (Code: code, Count: l.Value)))
            .GroupBy(l => l.Code, l => l.Count)
            .OrderByDescending(g => g.Sum())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(MostChoices)
            .Select(g => g.Key)
            .Union(chosen is null ? [] : [chosen])
            .ToList();
        return await db.Bodies.AsNoTracking().Where(b => most.Contains(b.Code)).OrderBy(b => b.Name).ThenBy(b => b.Code).Select(b => new Choice(b.Code, b.Name)).ToListAsync(ct);
    }

    /// <summary>The latest plans, and the one chosen, by title.</summary>
    private static IReadOnlyList<Choice> Plans(ItemFacets[] items, string? chosen, DateOnly day) =>
    [
        .. items
            .Select(i => (i.Code, Place: i.On(day), Item: i))
            .Where(i => i.Place >= 0 && i.Item.Spans[i.Place].Kind == Kind.Plan)
            .Select(i => (i.Code, i.Item.Spans[i.Place].Title, i.Item.Spans[i.Place].PeriodLast))
            .OrderByDescending(p => p.Code == chosen)
            .ThenByDescending(p => p.PeriodLast ?? DateOnly.MinValue)
            .ThenBy(p => p.Code, StringComparer.Ordinal)
            .Take(MostChoices)
            .Select(p => new Choice(p.Code, p.Title))
            .OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase),
    ];

    private sealed record Aimed(ItemFacets Item, int Place, TargetFacets Target, int DaysLate);
}

/// <summary>Whether an item belongs to a scope.</summary>
internal delegate bool ScopeTest(Guid id, ref Facets facets);

/// <summary>How deadlines and stays are narrowed.</summary>
internal static class Scopes
{
    /// <summary>The question whether an item belongs to the scope on a day; only a plan needs storage for it.</summary>
    public static async Task<ScopeTest> InScopeAsync(this TrackerDbContext db, TargetScope scope, DateOnly day, CancellationToken ct)
    {
        var ofPlan = scope.Plan is not { } plan ? null : (await db.HeldRelations.AsNoTracking()
            .Where(r => r.To == plan && (r.Kind == RelationKind.PartOf || r.Kind == RelationKind.Implements) && r.From <= day && day < r.Until)
            .Select(r => r.ItemId)
            .Concat(db.Items.Where(i => i.Code == plan && i.Kind == Kind.Plan).Select(i => i.Id))
            .ToListAsync(ct)).ToHashSet();
        Dictionary<string, bool> isLed = [];
        return (id, ref facets) =>
            (scope.Pillar ?? facets.Pillar) == facets.Pillar
            && (scope.Kind ?? facets.Kind) == facets.Kind
            && ofPlan?.Contains(id) != false
            && (scope.Body is not { } body || IsLedBy(facets.Leads, body));

        bool IsLedBy(string leads, string body)
        {
            if (!isLed.TryGetValue(leads, out var led))
            {
                isLed[leads] = led = leads.Split(", ").Contains(body);
            }

            return led;
        }
    }
}
