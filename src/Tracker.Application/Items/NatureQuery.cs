using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>Where a document names an item, and who speaks there.</summary>
/// <param name="Title">Of the document.</param>
public sealed record Naming(string Document, string Title, DateOnly On, int? Paragraph, string Speaker, string Verb);

/// <summary>What the list of one nature says of an item beside its row in the register.</summary>
/// <param name="Of">Who proposed it, or whose it is; null where the register does not say.</param>
/// <param name="Since">The first day on which it was of that nature.</param>
/// <param name="Latest">The latest document that names it; null where none does.</param>
public sealed record NatureRow(BodyName? Of, DateOnly Since, Naming? Latest);

/// <summary>What a page of one nature says beside its rows.</summary>
/// <param name="Quiet">How many items of the whole list have no activity that is recent: <see cref="Figure.NoActivity"/>.</param>
/// <param name="RecentFrom">From this day on, an activity is recent.</param>
/// <param name="Rows">By code.</param>
public sealed record NatureView(Nature Nature, int Quiet, DateOnly RecentFrom, IReadOnlyDictionary<string, NatureRow> Rows);

/// <summary>Continuing cooperation, positions, proposals and references: each listed by what matters for it.</summary>
public sealed class NatureQuery(IDbContextFactory<TrackerDbContext> contexts, RegisterQuery register, Calendar calendar)
{
    /// <summary>What belongs beside a page of the register whose items are all of one nature.</summary>
    /// <param name="filter">What the register was narrowed to.</param>
    /// <param name="codes">The items of the page; at most <see cref="RegisterFilter.PageSize"/>.</param>
    public async Task<NatureView> OfAsync(Nature nature, RegisterFilter filter, IReadOnlyList<string> codes, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rules = calendar.RulesOn(day);
        var quiet = nature == Nature.Continuing
            ? await register.CountAsync(filter, day, Figure.NoActivity, ct)
            : 0;
        var since = await db.Spans.AsNoTracking()
            .Where(s => codes.Contains(s.Code) && s.Nature == nature && s.From <= day)
            .GroupBy(s => s.Code)
            .Select(g => new { g.Key, From = g.Min(s => s.From) })
            .ToDictionaryAsync(g => g.Key, g => g.From, ct);
        var bodies = nature == Nature.Continuing ? [] : await BodiesAsync(db, nature, codes, day, ct);
        var namings = nature == Nature.Continuing ? [] : await NamingsAsync(db, codes, day, ct);
        return new(
            nature,
            quiet,
            rules.RecentFrom(day),
            codes.ToDictionary(c => c, c => new NatureRow(bodies.GetValueOrDefault(c), since.GetValueOrDefault(c, day), namings.GetValueOrDefault(c))));
    }

    /// <summary>No list narrows by them, so that they stand in the journals alone; a page has few.</summary>
    private static async Task<Dictionary<string, BodyName>> BodiesAsync(TrackerDbContext db, Nature nature, IReadOnlyList<string> codes, DateOnly day, CancellationToken ct)
    {
        var items = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => codes.Contains(i.Code)).OrderBy(i => i.Code).ToListAsync(ct);
        var names = await db.BodyNamesAsync(ct);
        Dictionary<string, BodyName> found = [];
        foreach (var item in items)
        {
            var profile = item.StateOn(day)?.Profile;
            if ((nature == Nature.Reference ? profile?.Owner : profile?.Proposer) is { Length: > 0 } body)
            {
                found[item.Code] = names.GetValueOrDefault(body) ?? new(body, body, Side.ThirdParty);
            }
        }

        return found;
    }

    private static async Task<Dictionary<string, Naming>> NamingsAsync(TrackerDbContext db, IReadOnlyList<string> codes, DateOnly day, CancellationToken ct)
    {
        var found = await (
            from mention in db.HeldMentions
            join span in db.On(day) on mention.ItemId equals span.ItemId
            join document in db.Documents on mention.Document equals document.Code
            where codes.Contains(span.Code) && mention.From <= day && day < mention.Until
            group new { mention.Document, document.Title, document.DatedOn, mention.Paragraph, mention.Speaker, mention.Verb } by span.Code into namings
            select new
            {
                namings.Key,
                Latest = namings.OrderByDescending(n => n.DatedOn).ThenBy(n => n.Document).ThenBy(n => n.Paragraph).ThenBy(n => n.Speaker).ThenBy(n => n.Verb).First(),
            }).ToListAsync(ct);
        return found.ToDictionary(f => f.Key, f => new Naming(f.Latest.Document, f.Latest.Title, f.Latest.DatedOn, f.Latest.Paragraph, f.Latest.Speaker, f.Latest.Verb));
    }
}
