using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Bodies;

/// <summary>A body in the list.</summary>
/// <param name="Leads">Items that it leads, as of the day.</param>
/// <param name="Open">Deliverables among them that are not started or under way.</param>
/// <param name="Stale">Those among the open ones without a recent report.</param>
/// <param name="Others">Items in which it has another part.</param>
public sealed record BodyRow(string Code, string Name, Side Side, BodyKind Kind, string? Under, int Leads, int Open, int Stale, int Others);

/// <summary>An item in which the body has a part.</summary>
public sealed record ItemOfBody(BodyRole Role, RegisterRow Row);

/// <summary>A paragraph that names the body.</summary>
public sealed record BodyNaming(string Document, string Title, DateOnly On, BodyMention Mention);

/// <summary>One body, as of a day.</summary>
/// <param name="Row">Its counts, those of bodies under it not included.</param>
/// <param name="Led">What it leads, the oldest report first.</param>
/// <param name="Others">Items in which it has another part.</param>
public sealed record BodyView(
    BodyRow Row, string? UnderName, IReadOnlyList<string> OtherNames, IReadOnlyList<BodyName> Below,
    IReadOnlyList<RegisterRow> Led, IReadOnlyList<ItemOfBody> Others, IReadOnlyList<BodyNaming> Namings);

/// <summary>The bodies of the register, what they lead, and how fresh their reports are.</summary>
public sealed class BodyQuery(IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <summary>The most rows that each list of a body shows.</summary>
    public const int MostRows = 50;

    /// <summary>All bodies, side by side, by name.</summary>
    public async Task<IReadOnlyList<BodyRow>> AllAsync(DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var bodies = await db.Bodies.AsNoTracking().ToListAsync(ct);
        var counts = await CountsAsync(db, null, day, ct);
        return [.. bodies.OrderBy(b => b.Side).ThenBy(b => b.Name, StringComparer.OrdinalIgnoreCase).Select(b => RowOf(b, counts))];
    }

    /// <summary>Null where there is no such body.</summary>
    public async Task<BodyView?> AsOfAsync(string code, DateOnly day, CancellationToken ct = default)
    {
        if (!Codes.IsCode(code))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var bodies = await db.Bodies.AsNoTracking().OrderBy(b => b.Name).ToDictionaryAsync(b => b.Code, ct);
        if (!bodies.TryGetValue(code, out var body))
        {
            return null;
        }

        var names = bodies.ToDictionary(b => b.Key, b => new BodyName(b.Value.Code, b.Value.Name, b.Value.Side));
        var rules = calendar.RulesOn(day);
        var parts = db.HeldBodies.Where(h => h.Body == code && h.From <= day && day < h.Until);
        var led = await (
            from part in parts
            join span in db.On(day) on part.ItemId equals span.ItemId
            where part.Role == BodyRole.Lead
            orderby span.LastReportedOn, span.Code
            select span).Take(MostRows).ToListAsync(ct);
        var others = await (
            from part in parts
            join span in db.On(day) on part.ItemId equals span.ItemId
            where part.Role != BodyRole.Lead
            orderby part.Role, span.Code
            select new { part.Role, Span = span }).AsNoTracking().Take(MostRows).ToListAsync(ct);
        // Bodies are named within a column of JSON; a code has no sign that would mean something in a pattern.
        var documents = await db.Documents
            .FromSql($"SELECT * FROM \"Documents\" WHERE \"BodyMentions\" LIKE {$"%\"body\":\"{code}\"%"}")
            .AsNoTracking()
            .Where(d => d.DatedOn <= day)
            .OrderByDescending(d => d.DatedOn).ThenBy(d => d.Code)
            .Take(MostRows)
            .ToListAsync(ct);
        return new(
            RowOf(body, await CountsAsync(db, code, day, ct)),
            body.Under is { } under ? names.GetValueOrDefault(under)?.Name : null,
            body.OtherNames,
            [.. bodies.Values.Where(b => b.Under == code).Select(b => names[b.Code])],
            [.. led.Select(s => s.ToRow(names, day, rules))],
            [.. others.Select(o => new ItemOfBody(o.Role, o.Span.ToRow(names, day, rules)))],
            [.. documents.SelectMany(d => d.BodyMentions.Where(m => m.Body == code).Select(m => new BodyNaming(d.Code, d.Title, d.DatedOn, m))).Take(MostRows)]);
    }

    private static BodyRow RowOf(Body body, IReadOnlyDictionary<string, Counts> counts) =>
        counts.GetValueOrDefault(body.Code) is { } count
            ? new(body.Code, body.Name, body.Side, body.Kind, body.Under, count.Leads, count.Open, count.Stale, count.Others)
            : new(body.Code, body.Name, body.Side, body.Kind, body.Under, 0, 0, 0, 0);

    /// <summary>The figures of each body, in one pass over its parts.</summary>
    private async Task<Dictionary<string, Counts>> CountsAsync(TrackerDbContext db, string? code, DateOnly day, CancellationToken ct)
    {
        var recent = calendar.RulesOn(day).RecentFrom(day);
        var parts = db.HeldBodies.Where(h => h.From <= day && day < h.Until && (code == null || h.Body == code));
        var groups = await (
            from part in parts
            join span in db.On(day) on part.ItemId equals span.ItemId
            group span by new
            {
                part.Body,
                IsLead = part.Role == BodyRole.Lead,
                IsOpen = span.Standing == Standing.NotStarted || span.Standing == Standing.UnderWay,
                IsStale = span.LastReportedOn < recent,
            }
            into spans
            select new { spans.Key, Count = spans.Select(s => s.ItemId).Distinct().Count() }).ToListAsync(ct);
        return groups.GroupBy(g => g.Key.Body).ToDictionary(
            g => g.Key,
            g => new Counts(
                g.Where(x => x.Key.IsLead).Sum(x => x.Count),
                g.Where(x => x.Key is { IsLead: true, IsOpen: true }).Sum(x => x.Count),
                g.Where(x => x.Key is { IsLead: true, IsOpen: true, IsStale: true }).Sum(x => x.Count),
                g.Where(x => !x.Key.IsLead).Sum(x => x.Count)));
    }

    private sealed record Counts(int Leads, int Open, int Stale, int Others);
}
