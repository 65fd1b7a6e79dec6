using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.Storage;
using Tracker.Application.Storage.Configurations;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Timeline;

/// <summary>What the rows of the timeline are put together by.</summary>
public enum TimelineBy
{
    Pillar,
    Plan,
    Kind,
}

/// <summary>What alone is shown.</summary>
public enum TimelineOnly
{
    Periods,
    Targets,
    Milestones,
    Meetings,
}

/// <summary>What the timeline shows; everything that the address can say.</summary>
public sealed record TimelineFilter
{
    public TimelineBy By { get; init; } = TimelineBy.Pillar;
    public TimelineScale Scale { get; init; } = TimelineScale.Year;

    /// <summary>A day within the first step that is shown; null for a window that fits.</summary>
    public DateOnly? From { get; init; }

    /// <summary>A day within the last step that is shown.</summary>
    public DateOnly? To { get; init; }

    public IReadOnlyList<Kind> Kinds { get; init; } = [];
    public IReadOnlyList<Pillar> Pillars { get; init; } = [];

    /// <summary>Codes of lead bodies.</summary>
    public IReadOnlyList<string> Bodies { get; init; } = [];

    /// <summary>Code of a plan: itself, its lines, and what implements it or one of them.</summary>
    public string? Plan { get; init; }

    /// <summary>Code of a mechanism: of meetings, only its own.</summary>
    public string? Mechanism { get; init; }

    /// <summary>Null for everything.</summary>
    public TimelineOnly? Only { get; init; }

    /// <summary>From 1; a page out of range reads as the last one.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The same choice of items, as the register has it.</summary>
    public RegisterFilter Items => new() { Kinds = Kinds, Pillars = Pillars, Bodies = Bodies };
}

/// <summary>An item with those of its dates that touch the window, earlier targets last.</summary>
/// <param name="More">Dates that are left out because there are too many.</param>
public sealed record TimelineRow(string Code, string Title, string? Acronym, Kind Kind, IReadOnlyList<ItemDate> Dates, int More);

/// <summary>Items of one pillar, plan or kind, by the day that matters most for each.</summary>
/// <param name="Plan">Code of the plan, where they are put together by plan.</param>
/// <param name="Elsewhere">Items of the group on other pages; null where that is not counted, which is by plan.</param>
public sealed record TimelineGroup(string Name, string? Plan, IReadOnlyList<TimelineRow> Rows, int? Elsewhere);

/// <summary>A meeting as it was known on the day.</summary>
public sealed record TimelineMeeting(Guid Id, int? Number, DateOnly On, MeetingStatus Status, string? Host);

/// <summary>A mechanism with its meetings in the window.</summary>
public sealed record TimelineMechanism(string Code, string Title, string? Acronym, bool IsReview, IReadOnlyList<TimelineMeeting> Meetings);

/// <summary>Periods, targets, milestones and meetings on one axis, as of a day.</summary>
/// <param name="Groups">The items of this page.</param>
/// <param name="Total">Items of the choice with a date that touches the window, on all pages.</param>
/// <param name="Before">Items of the choice that lie before the window altogether.</param>
/// <param name="After">Items of the choice that lie after it.</param>
/// <param name="NoDate">Items of the choice whose period and target name no day (<see cref="Figure.NoDate"/>).</param>
/// <param name="OnlyMilestones">Those of them that are shown for their milestones.</param>
/// <param name="MilestonesAreCut">More items than are looked through have milestones and no other date in the window.</param>
/// <param name="MechanismsLeftOut">Mechanisms of the choice whose meetings are too many to be shown; those that review the whole are.</param>
/// <param name="MeetingsAreCut">The window has more meetings than are shown: its first.</param>
/// <param name="Kinds">Choices of kinds, with the number of items that have a day.</param>
/// <param name="Pillars">Choices of pillars, likewise.</param>
/// <param name="Plans">Plans to choose from, the latest first.</param>
public sealed record TimelineView(
    DateOnly Day, TimelineWindow Window, IReadOnlyList<TimelineGroup> Groups, IReadOnlyList<TimelineMechanism> Mechanisms,
    int Total, int Page, int Pages, int Before, int After, int NoDate, int OnlyMilestones, bool MilestonesAreCut, int MechanismsLeftOut, bool MeetingsAreCut,
    Facet Kinds, Facet Pillars, IReadOnlyList<(string Code, string Name)> Plans)
{
    public IEnumerable<TimelineRow> Rows => Groups.SelectMany(g => g.Rows);
}

/// <summary>What is when: the dates of items and the meetings of mechanisms.</summary>
public sealed class TimelineQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar, MechanismQuery mechanisms)
{
    /// <summary>Items of one page.</summary>
    public const int PageSize = 500;

    /// <summary>The most mechanisms, beside those that review the whole, whose meetings are shown.</summary>
    public const int MostMechanisms = 100;

    /// <summary>The most meetings that are shown, those ahead apart.</summary>
    public const int MostMeetings = 300;

    /// <summary>The most dates of one item that are shown, earlier targets last.</summary>
    public const int MostDates = 30;

    /// <summary>The most items with milestones, and no other date in the window, whose histories are looked through for them.</summary>
    public const int MostWithMilestones = 500;

    private const int MostPlans = 12;

    /// <summary>One page of what a choice leaves on a day.</summary>
    /// <remarks>
    /// Which items have a period or a target in the window is asked of the census; the journals of those of the page alone are read
    /// for what only they know: earlier targets and milestones. Items that have nothing but milestones there are found by the index
    /// of the entries that name any. Pages follow the groups, so that a pillar or a kind goes on from one to the next.
    /// </remarks>
    public async Task<TimelineView> AsOfAsync(TimelineFilter filter, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rules = calendar.RulesOn(day);
        var among = filter.Plan is { } plan ? (await OfPlan(db, plan, day).ToListAsync(ct)).ToHashSet() : null;
        var chosen = Choose(await census.ReadAsync(db, ct), filter, among, day, rules);
        var window = TimelineWindow.Of(filter.Scale, filter.From, filter.To, day, chosen.Known);
        var (found, areMilestonesCut) = await FoundAsync(db, chosen, filter.Only, window, day, rules, ct);
        found = [.. found.OrderBy(d => GroupOf(d, filter.By)).ThenBy(d => d.Matters)];
        var sizes = found.CountBy(d => GroupOf(d, filter.By)).ToDictionary();
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var rows = await RowsAsync(db, [.. found.Skip((page - 1) * PageSize).Take(PageSize).Select(d => d.Id)], filter, window, day, rules, ct);
        var shown = found.Select(d => d.Id).ToHashSet();
        var beside = chosen.Dated.Where(d => !shown.Contains(d.Id)).ToList();
        var (meetings, areCut) = filter.Only is null or TimelineOnly.Meetings
            ? await MeetingsAsync(db, filter, chosen.Mechanisms, window, day, ct)
            : ([], false);
        return new(
            day, window, await GroupedAsync(db, rows, filter.By, sizes, day, ct), meetings,
            found.Count, page, pages,
            beside.Count(d => d.Last < window.From), beside.Count(d => d.First > window.To), chosen.Undated.Count, found.Count(d => d.IsUndated), areMilestonesCut,
            filter.Mechanism is null && chosen.Mechanisms.Count > MostMechanisms ? chosen.Mechanisms.Count : 0, areCut,
            new("kind", "Kind", [.. Enum.GetValues<Kind>().Select(k => new FacetOption(k.ToString(), k.Name(), chosen.Counts.Of(k), filter.Kinds.Contains(k))).Where(o => o.Count > 0 || o.IsChosen)]),
            new("pillar", "Pillar", [.. Enum.GetValues<Pillar>().Select(p => new FacetOption(p.ToString(), p.Name(), chosen.Counts.Of(p), filter.Pillars.Contains(p))).Where(o => o.Count > 0 || o.IsChosen)]),
            chosen.Plans);
    }

    /// <summary>An item of the choice with the days that it touches, and the one that it is sorted by.</summary>
    /// <param name="IsUndated">Neither its period nor its target names a day.</param>
    private readonly record struct Dated(Guid Id, Pillar Pillar, Kind Kind, DateOnly First, DateOnly Last, DateOnly Matters, bool IsUndated = false);

    private sealed record Chosen(
        List<Dated> Dated, List<Dated> Undated, List<Guid> Mechanisms, FacetCounts Counts, List<(string Code, string Name)> Plans)
    {
        public (DateOnly First, DateOnly Last)? Known => Dated.Count == 0 ? null : (Dated.Min(d => d.First), Dated.Max(d => d.Last));
    }

    /// <summary>One pass over the register of the day.</summary>
    private static Chosen Choose(ItemFacets[] items, TimelineFilter filter, HashSet<Guid>? among, DateOnly day, ReportingRules rules)
    {
        var choice = filter.Items;
        var (dated, undated) = (new FacetCounts(choice, day, rules), new FacetCounts(choice, day, rules));
        List<Dated> found = [];
        List<Dated> without = [];
        List<Guid> mechanisms = [];
        List<(string Code, string Name, DateOnly Last)> plans = [];
        foreach (var item in items)
        {
            var place = item.On(day);
            if (place < 0)
            {
                continue;
            }

            ref var facets = ref item.Spans[place];
            if (facets.Kind == Kind.Plan)
            {
                plans.Add((item.Code, facets.Title, facets.PeriodLast ?? facets.StageOn));
            }

            var dates = facets.DatesOn(day);
            if (among?.Contains(item.Id) == false || !(dates is null ? undated : dated).Add(ref facets))
            {
                continue;
            }

            if (facets.Kind == Kind.Mechanism)
            {
                mechanisms.Add(item.Id);
            }

            if (dates is not { } days)
            {
                without.Add(new(item.Id, facets.Pillar, facets.Kind, default, default, default, IsUndated: true));
            }
            else if (Has(ref facets, filter.Only))
            {
                found.Add(new(item.Id, facets.Pillar, facets.Kind, days.First, days.Last, facets.TargetLatest ?? facets.PeriodLast ?? days.Last));
            }
        }

        return new(found, without, mechanisms, dated, [.. plans.OrderByDescending(p => p.Last).Take(MostPlans).Select(p => (p.Code, p.Name))]);
    }

    private static bool Has(ref Facets facets, TimelineOnly? only) => only switch
    {
        TimelineOnly.Periods => (facets.PeriodFirst ?? facets.PeriodLast) is not null,
        TimelineOnly.Targets => (facets.TargetLatest ?? facets.BaselineLatest) is not null,
        _ => true,
    };

    /// <summary>The items of the choice with a date in the window, those with milestones alone among them.</summary>
    private static async Task<(List<Dated> Found, bool AreMilestonesCut)> FoundAsync(
        TrackerDbContext db, Chosen chosen, TimelineOnly? only, TimelineWindow window, DateOnly day, ReportingRules rules, CancellationToken ct)
    {
        List<Dated> found = only is TimelineOnly.Meetings or TimelineOnly.Milestones ? [] : [.. chosen.Dated.Where(d => window.Touches(d.First, d.Last))];
        if (only is not (null or TimelineOnly.Milestones))
        {
            return (found, false);
        }

        var speaking = (await db.Entries.FromSqlRaw(ItemConfiguration.SelectWithMilestones).Select(e => e.ItemId).Distinct().ToListAsync(ct)).ToHashSet();
        var others = chosen.Dated.Where(d => only is not null || !window.Touches(d.First, d.Last)).Concat(chosen.Undated).Where(d => speaking.Contains(d.Id)).ToList();
        List<Guid> ids = [.. others.Take(MostWithMilestones).Select(d => d.Id)];
        var items = ids.Count == 0 ? [] : await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        foreach (var other in others.Where(d => items.ContainsKey(d.Id)))
        {
            var touching = items[other.Id].StateOn(day) is not { } state ? [] : ItemDate.Of(state, day, rules)
                .Where(d => d is { Kind: DateKind.Milestone, First: not null })
                .Select(d => (First: d.First!.Value, Last: d.LastOn(day)!.Value))
                .Where(d => window.Touches(d.First, d.Last))
                .ToList();
            if (touching.Count > 0)
            {
                found.Add(other with { Matters = touching.Min(t => t.Last) });
            }
        }

        return (found, others.Count > MostWithMilestones);
    }

    /// <summary>By plan there is no order among items before their plans are read.</summary>
    private static int GroupOf(Dated dated, TimelineBy by) => by switch
    {
        TimelineBy.Pillar => (int)dated.Pillar,
        TimelineBy.Kind => (int)dated.Kind,
        _ => 0,
    };

    /// <summary>A plan, its lines, and what implements it or one of its lines.</summary>
    private static IQueryable<Guid> OfPlan(TrackerDbContext db, string plan, DateOnly day)
    {
        var held = db.HeldRelations.Where(r => r.From <= day && day < r.Until);
        var lines = held.Where(r => r.To == plan && r.Kind == RelationKind.PartOf);
        var implementing = held.Where(r => r.Kind == RelationKind.Implements && (r.To == plan || lines.Select(l => l.ItemCode).Contains(r.To)));
        return db.Items.Where(i => i.Code == plan).Select(i => i.Id).Concat(lines.Select(l => l.ItemId)).Concat(implementing.Select(r => r.ItemId));
    }

    /// <summary>The items in the order in which they are asked for; those without a date in the window are left out.</summary>
    private static async Task<List<(Guid Id, Pillar Pillar, TimelineRow Row)>> RowsAsync(
        TrackerDbContext db, List<Guid> ids, TimelineFilter filter, TimelineWindow window, DateOnly day, ReportingRules rules, CancellationToken ct)
    {
        var items = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        List<(Guid, Pillar, TimelineRow)> rows = [];
        foreach (var id in ids)
        {
            if (!items.TryGetValue(id, out var item) || item.StateOn(day) is not { } state)
            {
                continue;
            }

            List<ItemDate> dates = [.. ItemDate.Of(state, day, rules).Where(d => IsShown(d, filter.Only) && d.First is { } first && window.Touches(first, d.LastOn(day)!.Value))];
            if (dates.Count > 0)
            {
                rows.Add((id, state.Profile.Pillar, new(
                    item.Code, state.Profile.Title, state.Profile.Acronym, item.Kind,
                    [.. dates.OrderBy(d => d.Kind == DateKind.EarlierTarget).Take(MostDates)], Math.Max(0, dates.Count - MostDates))));
            }
        }

        return rows;
    }

    private static bool IsShown(ItemDate date, TimelineOnly? only) => only switch
    {
        TimelineOnly.Periods => date.Kind == DateKind.Period,
        TimelineOnly.Targets => date.Kind is DateKind.Target or DateKind.EarlierTarget,
        TimelineOnly.Milestones => date.Kind == DateKind.Milestone,
        _ => true,
    };

    private static async Task<IReadOnlyList<TimelineGroup>> GroupedAsync(
        TrackerDbContext db, List<(Guid Id, Pillar Pillar, TimelineRow Row)> rows, TimelineBy by, Dictionary<int, int> sizes, DateOnly day, CancellationToken ct)
    {
        if (by == TimelineBy.Plan)
        {
            var plans = await PlansOfAsync(db, rows, day, ct);
            return
            [
                .. rows.GroupBy(r => plans.GetValueOrDefault(r.Id))
                    .OrderBy(g => g.Key.Code is null).ThenBy(g => g.Key.Code, StringComparer.Ordinal)
                    .Select(g => new TimelineGroup(g.Key.Title ?? "No plan", g.Key.Code, [.. g.Select(r => r.Row)], null)),
            ];
        }

        return by == TimelineBy.Kind
            ? [.. rows.GroupBy(r => r.Row.Kind).OrderBy(g => g.Key).Select(g => new TimelineGroup(g.Key.Name(), null, [.. g.Select(r => r.Row)], sizes[(int)g.Key] - g.Count()))]
            : [.. rows.GroupBy(r => r.Pillar).OrderBy(g => g.Key).Select(g => new TimelineGroup(g.Key.Name(), null, [.. g.Select(r => r.Row)], sizes[(int)g.Key] - g.Count()))];
    }

    /// <summary>The plan of each item: itself, the one that it is part of or implements, or that of the line which it implements.</summary>
    private static async Task<Dictionary<Guid, (string? Code, string? Title)>> PlansOfAsync(
        TrackerDbContext db, List<(Guid Id, Pillar Pillar, TimelineRow Row)> rows, DateOnly day, CancellationToken ct)
    {
        List<Guid> ids = [.. rows.Select(r => r.Id)];
        var serves = await (
            from relation in db.HeldRelations
            join to in db.On(day) on relation.To equals to.Code
            where ids.Contains(relation.ItemId) && (relation.Kind == RelationKind.PartOf || relation.Kind == RelationKind.Implements) && relation.From <= day && day < relation.Until
            orderby to.Code
            select new { relation.ItemId, to.Code, To = to.ItemId, to.Kind, to.Title }).ToListAsync(ct);
        List<Guid> others = [.. serves.Where(s => s.Kind != Kind.Plan).Select(s => s.To).Distinct()];
        var further = await (
            from relation in db.HeldRelations
            join to in db.On(day) on relation.To equals to.Code
            where others.Contains(relation.ItemId) && relation.Kind == RelationKind.PartOf && to.Kind == Kind.Plan && relation.From <= day && day < relation.Until
            orderby to.Code
            select new { relation.ItemId, to.Code, to.Title }).ToListAsync(ct);
        Dictionary<Guid, (string?, string?)> plans = [];
        foreach (var own in rows.Where(r => r.Row.Kind == Kind.Plan))
        {
            plans[own.Id] = (own.Row.Code, own.Row.Title);
        }

        foreach (var direct in serves.Where(s => s.Kind == Kind.Plan))
        {
            plans.TryAdd(direct.ItemId, (direct.Code, direct.Title));
        }

        foreach (var (item, line) in serves.Join(further, s => s.To, f => f.ItemId, (s, f) => (s.ItemId, f)))
        {
            plans.TryAdd(item, (line.Code, line.Title));
        }

        return plans;
    }

    /// <summary>The meetings of the window: of those that review the whole, and of the mechanisms of the choice where these are few.</summary>
    private async Task<(IReadOnlyList<TimelineMechanism> Mechanisms, bool AreCut)> MeetingsAsync(
        TrackerDbContext db, TimelineFilter filter, List<Guid> chosen, TimelineWindow window, DateOnly day, CancellationToken ct)
    {
        var reviews = (await db.Items.Where(i => i.IsReview).Select(i => i.Id).ToListAsync(ct)).ToHashSet();
        List<Guid> ids = filter.Mechanism is { } code
            ? await db.Items.Where(i => i.Code == code && i.Kind == Kind.Mechanism).Select(i => i.Id).ToListAsync(ct)
            : [.. reviews.Union(chosen.Count > MostMechanisms ? [] : chosen)];
        var until = window.To < day ? window.To : day;
        var past = await db.Meetings.AsNoTracking()
            .Where(m => ids.Contains(m.MechanismId) && m.On >= window.From && m.On <= until)
            .OrderBy(m => m.On).ThenBy(m => m.Id)
            .Take(MostMeetings + 1)
            .ToListAsync(ct);
        var ahead = window.To > day ? await mechanisms.AheadAsync(db, ids, day, ct) : [];
        var known = past.Take(MostMeetings).Select(m => (Meeting: m, m.Report))
            .Concat(ahead.Where(m => window.Touches(m.Report.On, m.Report.On)))
            .ToLookup(m => m.Meeting.MechanismId, m => new TimelineMeeting(m.Meeting.Id, m.Report.Number, m.Report.On, m.Report.Status, m.Report.Host));
        List<Guid> met = [.. known.Select(m => m.Key)];
        var spans = await db.On(day).Where(s => met.Contains(s.ItemId)).Select(s => new { s.ItemId, s.Code, s.Title, s.Acronym }).ToListAsync(ct);
        return (
            [
                .. spans.OrderByDescending(s => reviews.Contains(s.ItemId)).ThenBy(s => s.Code, StringComparer.Ordinal)
                    .Select(s => new TimelineMechanism(s.Code, s.Title, s.Acronym, reviews.Contains(s.ItemId), [.. known[s.ItemId].OrderBy(m => m.On)])),
            ],
            past.Count > MostMeetings);
    }
}
