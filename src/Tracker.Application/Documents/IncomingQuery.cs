using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Documents;

/// <summary>A document on its way, in the list.</summary>
/// <param name="SavedAt">UTC.</param>
public sealed record IncomingRow(Guid Id, string Code, string Title, string? AttachTo, string ByName, DateTime SavedAt, int Decided);

/// <summary>A proposal beside what it may be, and what was decided.</summary>
/// <param name="Matches">Proposals of the same document first, with "#" and their key for a code; then items.</param>
/// <param name="Wanted">The new item as it would be now.</param>
/// <param name="Body">The body of the register that it names; null where it names none.</param>
public sealed record ProposalRow(Proposal Proposal, IReadOnlyList<ItemMatch> Matches, ItemWanted Wanted, string? Body, Decision? Decision)
{
    public string Key => Proposal.Key;
}

/// <summary>A document on its way, read, proposed and matched.</summary>
/// <param name="Parts">After what a person put right.</param>
/// <param name="Paragraphs">As the document will have them.</param>
/// <param name="Lacking">Of a document that gets its text: numbers of its paragraphs that the text has not.</param>
/// <param name="Strange">Of a document that gets its text: numbers of the text that it has not.</param>
public sealed record IncomingView(
    Guid Id, int Version, IncomingAbout About, string? AttachTo, string? AttachTitle, IReadOnlyList<TextPart> Parts, IReadOnlyList<Paragraph> Paragraphs,
    int Edits, IReadOnlyList<ProposalRow> Proposals, IReadOnlyList<string> Remarks, IReadOnlyList<BodyChoice> Bodies, IReadOnlyList<int> Lacking, IReadOnlyList<int> Strange);

/// <summary>Documents on their way into the register.</summary>
public sealed class IncomingQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar, TimeProvider clock) : IDisposable
{
    /// <summary>So long what items are called is kept while nobody reviews.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private Called? _called;
    private ITimer? _end;

    /// <summary>All of them, the latest saved first; there are never more than <see cref="BringDocument.MostAtOnce"/>.</summary>
    public async Task<IReadOnlyList<IncomingRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.IncomingDocuments.AsNoTracking().OrderByDescending(d => d.SavedAt).Select(d => new { d.Id, d.About, d.AttachTo, d.ByName, d.SavedAt, d.Decisions }).ToListAsync(ct);
        return [.. rows.Select(r => new IncomingRow(r.Id, r.AttachTo ?? r.About.Code ?? "", r.About.Title ?? "", r.AttachTo, r.ByName, r.SavedAt, r.Decisions.Count))];
    }

    /// <summary>Null where it is not on its way any more.</summary>
    public async Task<IncomingView?> ReviewAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.IncomingDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } incoming)
        {
            return null;
        }

        var parts = incoming.PartsNow;
        var paragraphs = PartEdits.Numbered(parts);
        if (incoming.AttachTo is { } to)
        {
            var known = await db.Documents.AsNoTracking().Where(d => d.Code == to).Select(d => new { d.Title, d.Paragraphs }).SingleOrDefaultAsync(ct);
            var (has, brings) = (known?.Paragraphs.Select(p => p.Number).ToList() ?? [], paragraphs.Select(p => p.Number).ToList());
            return new(
                incoming.Id, incoming.Version, incoming.About, to, known?.Title, parts, paragraphs, incoming.Edits.Count, [], incoming.Remarks, [],
                [.. has.Except(brings)], [.. brings.Except(has)]);
        }

        var dated = incoming.About.ToDocument(calendar.Today).DatedOn;
        var proposals = ProposalReading.Read([.. paragraphs.Select(p => p.Text!)], dated, await AcronymsAsync(db, ct), out var unread);
        var bodies = await BodiesByNameAsync(db, ct);
        var called = await CalledAsync(db, ct);
        var choices = await db.Bodies.AsNoTracking().OrderBy(b => b.Side).ThenBy(b => b.Name).Select(b => new BodyChoice(b.Code, b.Name, b.Side)).ToListAsync(ct);
        return new(
            incoming.Id, incoming.Version, incoming.About, null, null, parts, paragraphs, incoming.Edits.Count,
            RowsOf(proposals, incoming.Decisions, called, bodies, ct),
            unread.Count == 0 ? incoming.Remarks : [.. incoming.Remarks, Endless(unread, paragraphs)], choices, [], []);
    }

    private static List<ProposalRow> RowsOf(IReadOnlyList<Proposal> proposals, IReadOnlyList<Decision> decisions, Called called, Dictionary<string, string> bodies, CancellationToken ct)
    {
        var decided = decisions.DistinctBy(d => d.Proposal).ToDictionary(d => d.Proposal);
        HashSet<string> given = [.. decisions.Select(d => d.Item?.Code).OfType<string>()];
        Dictionary<string, Proposal> before = new(StringComparer.OrdinalIgnoreCase);
        List<ProposalRow> rows = [];
        foreach (var proposal in proposals)
        {
            ct.ThrowIfCancellationRequested();
            List<ItemMatch> matches = [];
            if (before.TryGetValue(proposal.Title, out var same))
            {
                matches.Add(new($"{Decision.OfThisDocument}{same.Key}", same.Title, MatchReason.Name, same.Title, 1));
            }
            else
            {
                before[proposal.Title] = proposal;
            }

            matches.AddRange(called.Matching.Of(proposal));
            var decision = decided.GetValueOrDefault(proposal.Key);
            var wanted = Confirmation.WantedOf(proposal, decision, name => bodies.GetValueOrDefault(name));
            rows.Add(new(
                proposal,
                matches,
                decision?.Item is null ? wanted with { Code = FreeOf(wanted.Code, called.Codes, given, decision is null or { Kind: DecisionKind.NewItem or DecisionKind.PartOf }) } : wanted,
                bodies.GetValueOrDefault(proposal.Title) ?? (proposal.Acronym is { } acronym ? bodies.GetValueOrDefault(acronym) : null),
                decision));
        }

        return rows;
    }

    /// <summary>Says of which paragraphs nothing is proposed, for they cannot be read in time.</summary>
    internal static string Endless(IReadOnlyList<int> unread, IReadOnlyList<Paragraph> paragraphs) =>
        $"What these paragraphs propose cannot be read in time: {string.Join(", ", unread.Take(10).Select(n => paragraphs[n].Label ?? paragraphs[n].Number.ToString(CultureInfo.InvariantCulture)))}{(unread.Count > 10 ? $" and {unread.Count - 10} more" : "")}. Split or leave out what repeats in them, or load the page again.";

    /// <summary>A code that no item has or had, nor any proposal before: "PORTS", "PORTS-2".</summary>
    /// <param name="isGiven">No proposal behind it gets that code.</param>
    private static string FreeOf(string code, HashSet<string> codes, HashSet<string> given, bool isGiven)
    {
        for (var n = 2; codes.Contains(code) || given.Contains(code); n++)
        {
            var number = $"-{n.ToString(CultureInfo.InvariantCulture)}";
            code = $"{(n == 2 ? code : code[..code.LastIndexOf('-')])}";
            code = $"{(code.Length + number.Length > Codes.MaximumLength ? code[..(Codes.MaximumLength - number.Length)].TrimEnd('-') : code)}{number}";
        }

        if (isGiven)
        {
            given.Add(code);
        }

        return code;
    }

    /// <summary>Codes of bodies by all that they are called.</summary>
    internal static async Task<Dictionary<string, string>> BodiesByNameAsync(TrackerDbContext db, CancellationToken ct)
    {
        Dictionary<string, string> codes = new(StringComparer.OrdinalIgnoreCase);
        foreach (var body in await db.Bodies.AsNoTracking().ToListAsync(ct))
        {
            foreach (var name in body.OtherNames.Append(body.Name).Append(body.Code))
            {
                codes.TryAdd(name, body.Code);
                codes.TryAdd($"the {name}", body.Code);
            }
        }

        return codes;
    }

    /// <summary>Acronyms of items that are in the register, with what they are; of several items the newest has it.</summary>
    internal static async Task<Dictionary<string, (Kind Kind, Form Form)>> AcronymsAsync(TrackerDbContext db, CancellationToken ct)
    {
        var rows = await db.Spans.AsNoTracking().Where(s => s.Acronym != null)
            .GroupBy(s => new { s.Acronym, s.Code, s.Kind, s.Form })
            .Select(g => new { g.Key.Acronym, g.Key.Code, g.Key.Kind, g.Key.Form, From = g.Max(s => s.From) })
            .OrderBy(r => r.Acronym).ThenByDescending(r => r.From).ThenBy(r => r.Code)
            .ToListAsync(ct);
        return rows.DistinctBy(r => r.Acronym).ToDictionary(r => r.Acronym!, r => (r.Kind, r.Form));
    }

    /// <summary>What all items are called today, for matching; kept for a while, since each paragraph that is put right asks for it again.</summary>
    private async Task<Called> CalledAsync(TrackerDbContext db, CancellationToken ct)
    {
        // Read before the names: what is recorded meanwhile gives the next question other items, and the names are read again.
        var (items, today) = (await census.ReadAsync(db, ct), calendar.Today);
        lock (_gate)
        {
            if (_called is { } kept && kept.Items == items && kept.Day == today)
            {
                _end?.Change(Life, Timeout.InfiniteTimeSpan);
                return kept;
            }
        }

        var called = new Called(items, today, new(await KnownAsync(db, ct)), await db.Items.Select(i => i.Code).ToHashSetAsync(ct));
        lock (_gate)
        {
            _called = called;
            _end ??= clock.CreateTimer(_ => Forget(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _end.Change(Life, Timeout.InfiniteTimeSpan);
        }

        return called;
    }

    private void Forget()
    {
        lock (_gate)
        {
            _called = null;
        }
    }

    public void Dispose() => _end?.Dispose();

    /// <summary>What all items are called today.</summary>
    private async Task<List<KnownItem>> KnownAsync(TrackerDbContext db, CancellationToken ct)
    {
        var today = calendar.Today;

        // A text holds the code, the acronym, the title, other names, the number and the summary, a line each.
        var texts = await db.HeldTexts.AsNoTracking().Where(t => t.From <= today && today < t.Until).Select(t => new { t.ItemId, t.Words }).ToListAsync(ct);
        var others = texts.ToLookup(t => t.ItemId, t => t.Words.Split('\n'));
        var items = await db.On(today).Select(s => new { s.ItemId, s.Code, s.Title, s.Acronym, s.Kind, s.PeriodFirst, s.PeriodLast }).ToListAsync(ct);
        return [.. items.Select(i => new KnownItem(
            i.Code, i.Title, i.Acronym, [.. others[i.ItemId].SelectMany(o => o.Skip(3).SkipLast(2)).Where(n => n.Length is > 1 and < 300)], i.Kind,
            i.PeriodFirst is { } first && i.PeriodLast is { } last ? new Period("", first, last) : null))];
    }

    /// <param name="Items">With any entry of the register they are others.</param>
    /// <param name="Codes">All that were ever given, those of withdrawn items included.</param>
    private sealed record Called(ItemFacets[] Items, DateOnly Day, Matching Matching, HashSet<string> Codes);
}
