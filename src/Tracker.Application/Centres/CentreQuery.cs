using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Centres;

/// <summary>A study that prepares a centre.</summary>
public sealed record PreparingStudy(string Code, string Title, Stage? Stage, Phase? Phase);

/// <summary>A centre or facility on its way.</summary>
/// <param name="DaysInStage">Days since the entry that set the stage.</param>
/// <param name="Instrument">The legal instrument that an entry names, if any did up to the day.</param>
/// <param name="OpenedOn">The day from which it has been open; null while it is not.</param>
/// <param name="Place">Where it opened, if an entry says so.</param>
public sealed record CentreRow(
    RegisterRow Item, int DaysInStage, IReadOnlyList<PreparingStudy> Studies, IReadOnlyList<string> Hosts, string? Instrument, DateOnly? OpenedOn, string? Place);

/// <param name="Stage">Null for "Stage not stated".</param>
/// <param name="Total">How many stand there; the rows are the first of them.</param>
public sealed record Lane(Stage? Stage, int Total, IReadOnlyList<CentreRow> Rows);

/// <summary>The lanes in the order of the lifecycle; those without a centre are left out.</summary>
public sealed record Board(IReadOnlyList<Lane> Lanes)
{
    public int Total => Lanes.Sum(l => l.Total);
}

/// <summary>Centres, and facilities apart from them.</summary>
public sealed record CentresView(Board Centres, Board Facilities);

/// <summary>The pipeline of centres by stage, as of a day.</summary>
public sealed class CentreQuery(IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <summary>The most centres that a lane shows.</summary>
    public const int MostInLane = 20;

    public async Task<CentresView> AsOfAsync(DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = await db.BodyNamesAsync(ct);
        return new(await BoardAsync(db, Form.Centre, names, day, ct), await BoardAsync(db, Form.Facility, names, day, ct));
    }

    private async Task<Board> BoardAsync(TrackerDbContext db, Form form, IReadOnlyDictionary<string, BodyName> names, DateOnly day, CancellationToken ct)
    {
        var all = db.On(day).Where(s => s.Kind == Kind.Centre && s.Form == form);
        var counts = await all.GroupBy(s => s.Stage).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        List<(Stage? Stage, int Total, List<Span> Spans)> lanes = [];
        foreach (var stage in Lifecycle.Centre.All.Select(r => (Stage?)r.Stage).Append(null))
        {
            if (counts.Find(c => c.Key == stage) is { } found)
            {
                lanes.Add((stage, found.Count, await all.Where(s => s.Stage == stage).OrderBy(s => s.StageOn).ThenBy(s => s.Code).Take(MostInLane).ToListAsync(ct)));
            }
        }

        var ids = lanes.SelectMany(l => l.Spans).Select(s => s.ItemId).ToList();
        var codes = lanes.SelectMany(l => l.Spans).Select(s => s.Code).ToList();
        var items = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var studies = (await (
            from relation in db.HeldRelations
            join span in db.On(day) on relation.ItemId equals span.ItemId
            where codes.Contains(relation.To) && relation.Kind == RelationKind.Prepares && relation.From <= day && day < relation.Until && span.Form == Form.Study
            orderby span.Code
            select new { relation.To, Study = new PreparingStudy(span.Code, span.Title, span.Stage, span.Phase) }).ToListAsync(ct)).ToLookup(s => s.To, s => s.Study);
        return new([.. lanes.Select(l => new Lane(l.Stage, l.Total, [.. l.Spans.Select(s => RowOf(s, items[s.ItemId], [.. studies[s.Code]], names, day))]))]);
    }

    private CentreRow RowOf(Span span, Item item, IReadOnlyList<PreparingStudy> studies, IReadOnlyDictionary<string, BodyName> names, DateOnly day)
    {
        var state = item.StateOn(day)!;
        string? Said(Fact fact) => item.LiveEntries()
            .Where(e => e.On <= day)
            .Select(e => e.Update?.Facts.GetValueOrDefault(fact))
            .LastOrDefault(text => !string.IsNullOrWhiteSpace(text));
        return new(
            span.ToRow(names, day, calendar.RulesOn(day)),
            day.DayNumber - span.StageOn.DayNumber,
            studies,
            [.. state.Profile.Bodies.Where(b => b.Role == BodyRole.Host).Select(b => names.GetValueOrDefault(b.Body)?.Name ?? b.Body)],
            Said(Fact.Instrument),
            state.ReachedOn.TryGetValue(Stage.Opened, out var opened) ? opened : null,
            Said(Fact.Place));
    }
}
