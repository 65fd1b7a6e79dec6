using System.Runtime.InteropServices;
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
public sealed class BodyQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar)
{
    /// <summary>The most rows that each list of a body shows.</summary>
    public const int MostRows = 50;

    /// <summary>All bodies, side by side, by name.</summary>
    public async Task<IReadOnlyList<BodyRow>> AllAsync(DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var bodies = await db.Bodies.AsNoTracking().ToListAsync(ct);
        return await RowsAsync(db, [.. bodies.OrderBy(b => b.Side).ThenBy(b => b.Name, StringComparer.OrdinalIgnoreCase)], day, ct);
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
            (await RowsAsync(db, [body], day, ct))[0],
            body.Under is { } under ? names.GetValueOrDefault(under)?.Name : null,
            body.OtherNames,
            [.. bodies.Values.Where(b => b.Under == code).Select(b => names[b.Code])],
            [.. led.Select(s => s.ToRow(names, day, rules))],
            [.. others.Select(o => new ItemOfBody(o.Role, o.Span.ToRow(names, day, rules)))],
            [.. documents.SelectMany(d => d.BodyMentions.Where(m => m.Body == code).Select(m => new BodyNaming(d.Code, d.Title, d.DatedOn, m))).Take(MostRows)]);
    }

    private async Task<List<BodyRow>> RowsAsync(TrackerDbContext db, IReadOnlyCollection<Body> bodies, DateOnly day, CancellationToken ct)
    {
        var codes = bodies.Select(b => b.Code).ToHashSet();
        var counts = await CountsAsync(db, codes, day, ct);
        var others = await OthersAsync(db, codes, day, ct);
        return
        [
            .. from body in bodies
               let count = counts.GetValueOrDefault(body.Code)
               select new BodyRow(body.Code, body.Name, body.Side, body.Kind, body.Under, count.Leads, count.Open, count.Stale, others.GetValueOrDefault(body.Code)),
        ];
    }

    /// <summary>The figures of each body, or of one: what it leads from the census, its other parts from storage.</summary>
    private async Task<Dictionary<string, Counts>> CountsAsync(TrackerDbContext db, IReadOnlyCollection<string> codes, DateOnly day, CancellationToken ct)
    {
        var recent = calendar.RulesOn(day).RecentFrom(day);
        Dictionary<string, Counts> byLeads = [];
        foreach (var item in await census.ReadAsync(db, ct))
        {
            var place = item.On(day);
            if (place < 0 || !item.Spans[place].HasLead)
            {
                continue;
            }

            ref var facets = ref item.Spans[place];
            var isOpen = facets.Standing is Standing.NotStarted or Standing.UnderWay;
            ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(byLeads, facets.Leads, out _);
            counts = new(counts.Leads + 1, counts.Open + (isOpen ? 1 : 0), counts.Stale + (isOpen && facets.LastReportedOn < recent ? 1 : 0));
        }

        return byLeads
            .SelectMany(l => l.Key.Split(", ").Where(codes.Contains).Select(code => (Code: code, l.Value)))
            .GroupBy(l => l.Code, l => l.Value)
            .ToDictionary(g => g.Key, g => new Counts(g.Sum(c => c.Leads), g.Sum(c => c.Open), g.Sum(c => c.Stale)));
    }

    /// <summary>In how many items each body has another part than the lead.</summary>
    private static Task<Dictionary<string, int>> OthersAsync(TrackerDbContext db, IReadOnlyCollection<string> codes, DateOnly day, CancellationToken ct)
    {
        var roles = Enum.GetValues<BodyRole>().Where(r => r != BodyRole.Lead).ToList();
        return db.HeldBodies
            .Where(h => codes.Contains(h.Body) && roles.Contains(h.Role) && h.From <= day && day < h.Until)
            .GroupBy(h => h.Body)
            .Select(g => new { g.Key, Count = g.Select(h => h.ItemId).Distinct().Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    private readonly record struct Counts(int Leads, int Open, int Stale);
}
