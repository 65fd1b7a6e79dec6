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
public sealed class CentreQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar)
{
    /// <summary>The most centres that a lane shows.</summary>
    public const int MostInLane = 10;

    /// <summary>Both boards, their centres read at once.</summary>
    public async Task<CentresView> AsOfAsync(DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var centres = await census.FindAsync(db, day, (ref f) => f.Kind == Kind.Centre, ct);
        var lanes = Lanes(centres, Form.Centre).Concat(Lanes(centres, Form.Facility)).ToList();
        var codes = lanes.SelectMany(l => l.Codes).ToList();
        var names = await db.BodyNamesAsync(ct);
        var spans = await db.On(day).Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, ct);
        var items = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => codes.Contains(i.Code)).ToDictionaryAsync(i => i.Code, ct);
        var studies = (await (
            from relation in db.HeldRelations
            join span in db.On(day) on relation.ItemId equals span.ItemId
            where codes.Contains(relation.To) && relation.Kind == RelationKind.Prepares && relation.From <= day && day < relation.Until && span.Form == Form.Study
            orderby span.Code
            select new { relation.To, Study = new PreparingStudy(span.Code, span.Title, span.Stage, span.Phase) }).ToListAsync(ct)).ToLookup(s => s.To, s => s.Study);
        Board BoardOf(Form form) => new(
        [
            .. lanes.Where(l => l.Form == form).Select(l => new Lane(
                l.Stage, l.Total, [.. l.Codes.Where(spans.ContainsKey).Select(code => RowOf(spans[code], items[code], [.. studies[code]], names, day))])),
        ]);
        return new(BoardOf(Form.Centre), BoardOf(Form.Facility));
    }

    /// <summary>The stages at which something stands, in the order of the lifecycle, each with those that stand there longest.</summary>
    private static IEnumerable<(Form Form, Stage? Stage, int Total, List<string> Codes)> Lanes(List<Found> centres, Form form)
    {
        var byStage = centres.Where(c => c.Facets.Form == form).ToLookup(c => c.Facets.Stage);
        return
            from stage in Lifecycle.Centre.All.Select(r => (Stage?)r.Stage).Append(null)
            where byStage.Contains(stage)
            select (form, stage, byStage[stage].Count(), byStage[stage].OrderBy(c => c.Facets.StageOn).Take(MostInLane).Select(c => c.Item.Code).ToList());
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
