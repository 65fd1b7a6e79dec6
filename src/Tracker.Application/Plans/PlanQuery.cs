using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;
using Tracker.Domain.Plans;

namespace Tracker.Application.Plans;

/// <summary>A plan in the list.</summary>
/// <param name="Lines">Action lines that are recorded.</param>
/// <param name="Implementing">Items that implement it.</param>
public sealed record PlanRow(RegisterRow Item, Period? Period, int Lines, int Implementing);

/// <summary>A page of the plans of a day.</summary>
/// <param name="InForce">How many of all of them are in force.</param>
/// <param name="Over">How many of all of them have a period that is over and no final report.</param>
public sealed record PlansView(IReadOnlyList<PlanRow> Rows, int Total, int Page, int PageCount, int InForce, int Over);

/// <summary>A plan before or after another, by the relation "succeeds".</summary>
public sealed record PlanInChain(string Code, string Title, Stage? Stage, Phase? Phase, bool IsThis);

/// <summary>An action line, as of the day.</summary>
/// <param name="LeftOut">Why it is not in the mean; null where it is.</param>
/// <param name="IsAddressed">At least one dated activity lies in the plan's period.</param>
public sealed record PlanLine(
    string Code, string? Number, string Title, Stage? Stage, Phase? Phase, Stage? Held, int? Percent, Outlook Outlook, string? LatestNote,
    string? LeftOut, bool IsAddressed, bool IsDelivered, bool IsConfirmed);

/// <summary>Items that implement the plan, of one pillar and phase.</summary>
public sealed record ImplementingGroup(Pillar Pillar, Phase? Phase, int Count);

/// <summary>One plan, as of a day.</summary>
/// <param name="AdoptedOn">The day from which it has been adopted; null while it is not.</param>
/// <param name="Measured">The mean over its lines with what was left out; null where no line is recorded.</param>
/// <param name="IsCut">It has more lines than are shown, and then no mean.</param>
/// <param name="Silent">Lines whose latest report is older than the reporting cycle of the day.</param>
/// <param name="ReportingCycle">In days.</param>
public sealed record PlanView(
    RegisterRow Item, Period? Period, DateOnly? AdoptedOn, IReadOnlyList<PlanInChain> Chain,
    IReadOnlyList<PlanLine> Lines, RollUp? Measured, bool IsCut, int Silent, int ReportingCycle,
    IReadOnlyList<ImplementingGroup> Groups, IReadOnlyList<RegisterRow> Implementing, int ImplementingTotal,
    IReadOnlyList<ReportedFigure> Reported, IReadOnlyDictionary<string, SourceName> Sources);

/// <summary>Plans, their action lines and what implements them.</summary>
public sealed class PlanQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar)
{
    /// <summary>The most action lines that a plan is measured over.</summary>
    public const int MostLines = 500;

    /// <summary>The most implementing items that a page shows.</summary>
    public const int MostImplementing = 50;

    private const int PageSize = 50;

    /// <summary>Each link of the chain is a question of its own; plans of five years do not make a longer one.</summary>
    private const int MostInChain = 12;

    /// <summary>A page of the plans, the latest period first.</summary>
    public async Task<PlansView> PageAsync(int page, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var plans = await census.FindAsync(db, day, (ref f) => f.Kind == Kind.Plan, ct);
        var pages = Math.Max(1, (plans.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var codes = plans
            .OrderByDescending(p => p.Facets.PeriodLast ?? p.Facets.StageOn)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .Select(p => p.Item.Code).ToList();
        var spans = await db.On(day).Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, ct);
        var relations = await (
            from relation in db.HeldRelations
            join span in db.On(day) on relation.ItemId equals span.ItemId
            where codes.Contains(relation.To) && relation.From <= day && day < relation.Until
                && (relation.Kind == RelationKind.Implements || (relation.Kind == RelationKind.PartOf && span.Kind == Kind.Commitment))
            group relation by new { relation.To, relation.Kind }
            into found
            select new { found.Key, Count = found.Count() }).ToListAsync(ct);
        int Of(string code, RelationKind kind) => relations.Find(r => r.Key.To == code && r.Key.Kind == kind)?.Count ?? 0;
        var names = await db.BodyNamesAsync(ct);
        var rules = calendar.RulesOn(day);
        return new(
            [
                .. codes.Where(spans.ContainsKey).Select(code => new PlanRow(
                    spans[code].ToRow(names, day, rules), PeriodOf(spans[code]), Of(code, RelationKind.PartOf), Of(code, RelationKind.Implements))),
            ],
            plans.Count, page, pages,
            plans.Count(p => p.Facets.Stage == Stage.InForce),
            plans.Count(p => p.Facets.Stage == Stage.Ended));
    }

    /// <summary>Null where there is no such plan on that day.</summary>
    public async Task<PlanView?> AsOfAsync(string code, DateOnly day, CancellationToken ct = default)
    {
        if (!Codes.IsCode(code))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.On(day).SingleOrDefaultAsync(s => s.Code == code && s.Kind == Kind.Plan, ct) is not { } span)
        {
            return null;
        }

        var rules = calendar.RulesOn(day);
        var names = await db.BodyNamesAsync(ct);
        var state = (await StatesAsync(db, [span.ItemId], day, ct))[span.ItemId].State;
        var period = state.Profile.Period;

        var lineIds = await (
            from relation in db.HeldRelations
            join line in db.On(day) on relation.ItemId equals line.ItemId
            where relation.To == code && relation.Kind == RelationKind.PartOf && relation.From <= day && day < relation.Until && line.Kind == Kind.Commitment
            orderby line.Code
            select line.ItemId).Take(MostLines + 1).ToListAsync(ct);
        var isCut = lineIds.Count > MostLines;
        var lines = await StatesAsync(db, [.. lineIds.Take(MostLines)], day, ct);
        var leaves = lines.Values.Select(l => Leaf.Of(l.Item.Code, l.State)).ToList();
        var lineCodes = lines.Values.Select(l => l.Item.Code).ToList();

        var implementing =
            from relation in db.HeldRelations
            join item in db.On(day) on relation.ItemId equals item.ItemId
            where (relation.To == code || lineCodes.Contains(relation.To)) && relation.Kind == RelationKind.Implements && relation.From <= day && day < relation.Until
            select item;
        var distinct = db.On(day).Where(s => implementing.Select(i => i.ItemId).Contains(s.ItemId));
        var groups = await distinct.GroupBy(s => new { s.Pillar, s.Phase }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var reported = await db.ReportedFigures.AsNoTracking().Where(f => f.ItemId == span.ItemId && f.On <= day).OrderByDescending(f => f.On).ThenBy(f => f.Text).ThenBy(f => f.Id).Take(ItemView.MostRows).ToListAsync(ct);
        var documents = reported.Select(f => f.Document).Distinct().ToList();
        return new(
            span.ToRow(names, day, rules),
            period,
            state.ReachedOn.TryGetValue(Stage.Adopted, out var adopted) ? adopted : null,
            await ChainAsync(db, code, day, ct),
            [.. lines.Values.Select(l => LineOf(l.Item, l.State, leaves.Single(f => f.Code == l.Item.Code), period, day, rules)).OrderBy(l => NumberKey(l.Number), StringComparer.Ordinal).ThenBy(l => l.Code, StringComparer.Ordinal)],
            isCut || lines.Count == 0 ? null : RollUp.Of(leaves),
            isCut,
            lines.Values.Count(l => l.State.LastReportedOn < rules.RecentFrom(day)),
            rules.ReportingCycle,
            [.. groups.Select(g => new ImplementingGroup(g.Key.Pillar, g.Key.Phase, g.Count)).OrderBy(g => g.Pillar).ThenBy(g => g.Phase)],
            [.. (await distinct.OrderBy(s => s.Code).Take(MostImplementing).ToListAsync(ct)).Select(s => s.ToRow(names, day, rules))],
            groups.Sum(g => g.Count),
            reported,
            await db.Documents.Where(d => documents.Contains(d.Code)).Select(d => new { d.Code, d.Title, d.Address }).ToDictionaryAsync(d => d.Code, d => new SourceName(d.Title, d.Address), ct));
    }

    private static Period? PeriodOf(Span span) =>
        span.PeriodText is { } text ? new(text, span.PeriodFirst, span.PeriodLast) : null;

    private static PlanLine LineOf(Item item, ItemState state, Leaf leaf, Period? period, DateOnly day, ReportingRules rules)
    {
        var entries = item.LiveEntries().Where(e => e.On <= day).ToList();
        return new(
            item.Code, state.Profile.Number, state.Profile.Title, state.Stage, state.Phase, state.Held, leaf.Percent, state.OutlookOn(day, rules),
            entries.Select(e => e.Update?.Note).LastOrDefault(n => !string.IsNullOrWhiteSpace(n)),
            leaf.LeftOut,
            // An opening says that the line exists; only a report of it is an activity.
            entries.Exists(e => e.Type == EntryType.Update && !(e.On < period?.FirstDay) && !(e.On > period?.LastDay)),
            state.EverDelivered,
            state.Assurance == Assurance.Confirmed);
    }

    /// <summary>Those before it, itself, and those after it, as far as "succeeds" leads; each once.</summary>
    private static async Task<IReadOnlyList<PlanInChain>> ChainAsync(TrackerDbContext db, string code, DateOnly day, CancellationToken ct)
    {
        var succeeds =
            from relation in db.HeldRelations
            join span in db.On(day) on relation.ItemId equals span.ItemId
            where relation.Kind == RelationKind.Succeeds && relation.From <= day && day < relation.Until && span.Kind == Kind.Plan
            orderby span.Code
            select new { Later = span.Code, Earlier = relation.To };
        List<string> chain = [code];
        var (first, last) = (code, code);
        while (chain.Count < MostInChain && await succeeds.Where(s => s.Later == first).Select(s => s.Earlier).FirstOrDefaultAsync(ct) is { } earlier && !chain.Contains(earlier))
        {
            chain.Insert(0, first = earlier);
        }

        while (chain.Count < MostInChain && await succeeds.Where(s => s.Earlier == last).Select(s => s.Later).FirstOrDefaultAsync(ct) is { } later && !chain.Contains(later))
        {
            chain.Add(last = later);
        }

        var there = await db.On(day).Where(s => chain.Contains(s.Code)).ToDictionaryAsync(s => s.Code, ct);
        return [.. chain.Where(there.ContainsKey).Select(c => new PlanInChain(c, there[c].Title, there[c].Stage, there[c].Phase, c == code))];
    }

    private static async Task<Dictionary<Guid, (Item Item, ItemState State)>> StatesAsync(TrackerDbContext db, IReadOnlyCollection<Guid> ids, DateOnly day, CancellationToken ct) =>
        (await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => ids.Contains(i.Id)).ToListAsync(ct))
            .ToDictionary(i => i.Id, i => (i, i.StateOn(day)!));

    /// <summary>"1.2.10" after "1.2.9".</summary>
    internal static string NumberKey(string? number) =>
        number is null ? "~" : string.Join('.', number.Split('.').Select(part => part.PadLeft(6, '0')));
}
