using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Documents;

/// <summary>A document in the list.</summary>
/// <param name="Items">Items that it names, as of the day.</param>
public sealed record DocumentRow(string Code, string Title, DocumentKind Kind, DateOnly DatedOn, DateOnly? PublishedOn, string Issuer, string? Address, int Items);

/// <param name="Kinds">How many documents there are of each kind, whatever the list is narrowed to.</param>
public sealed record DocumentsView(IReadOnlyList<DocumentRow> Rows, int Total, int Page, int PageCount, IReadOnlyDictionary<DocumentKind, int> Kinds);

/// <summary>An item that a paragraph names, with how it does.</summary>
/// <param name="IsFirst">The document is the one with which the item entered the register.</param>
public sealed record NamedItem(
    string Code, string Title, string? Acronym, Nature Nature, Stage? Stage, Stage? Held, Phase? Phase,
    string Speaker, string Verb, Strength Strength, string? Addressee, string? State, bool IsFirst);

/// <summary>A body that a paragraph names, with how it does.</summary>
public sealed record NamedBody(string Code, string Name, string Speaker, string Verb, Strength Strength);

/// <param name="Number">Null for what the document names outside its numbered paragraphs.</param>
/// <param name="Gist">What it says in our words.</param>
/// <param name="Text">The document's own words where they are in the system.</param>
/// <param name="Label">The number that the document gives it, where its numbers are not one row.</param>
public sealed record ParagraphView(int? Number, string? Gist, string? Text, IReadOnlyList<NamedItem> Items, IReadOnlyList<NamedBody> Bodies, string? Label = null);

/// <summary>Who did something, and when.</summary>
/// <param name="At">UTC.</param>
public sealed record DoneBy(string ByName, DateTime At);

/// <summary>A document beside what it names, as of a day.</summary>
/// <param name="Items">Distinct items that it names.</param>
/// <param name="First">Those among them that entered the register with it.</param>
/// <param name="IsCut">More is named than the page shows.</param>
/// <param name="Series">Null where it belongs to none.</param>
/// <param name="Brought">Who brought it in; null where the register began with it.</param>
/// <param name="Attached">Who attached text to it later, the latest first; at most <see cref="DocumentQuery.MostAttached"/>.</param>
public sealed record DocumentView(
    string Code, string Title, DocumentKind Kind, DateOnly DatedOn, DateOnly? PublishedOn, string Issuer, string? Address,
    IReadOnlyList<ParagraphView> Paragraphs, int Items, int First, bool IsCut, DocumentInSeries? Series, DoneBy? Brought, IReadOnlyList<DoneBy> Attached);

/// <summary>A document beside the one before it in its series, as of a day.</summary>
/// <param name="Previous">The latest of an earlier day that names an item; null where there is none, or where this one names none.</param>
/// <param name="PassedOver">Documents of the series between the two that name nothing; without a previous one, all that are earlier.</param>
/// <param name="Counts">How many items there are of each sort.</param>
/// <param name="Rows">The first items of each sort.</param>
/// <param name="Later">Documents of the series with a later day that name items.</param>
/// <param name="SilentSince">Items that this one names and none of those later.</param>
public sealed record DocumentInSeries(
    string Name, NamedDocument? Previous, IReadOnlyList<DocumentPlace> PassedOver, IReadOnlyDictionary<Repetition, int> Counts,
    ILookup<Repetition, ComparedRow> Rows, IReadOnlyList<DocumentPlace> Later, int SilentSince)
{
    /// <summary>Items of each sort that the page of a document shows; the comparison has all.</summary>
    public const int MostRows = 8;
}

/// <summary>The documents of the register and what they name.</summary>
public sealed class DocumentQuery(IDbContextFactory<TrackerDbContext> contexts, Census census)
{
    /// <summary>The most mentions that the page of a document shows.</summary>
    public const int MostMentions = 1000;

    /// <summary>So many of those who attached text are named.</summary>
    public const int MostAttached = 5;

    private const int PageSize = 50;

    /// <summary>A page of the list: kind by kind, in each the newest first.</summary>
    public async Task<DocumentsView> PageAsync(DocumentKind? kind, int page, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var until = db.Documents.AsNoTracking().Where(d => d.DatedOn <= day);
        var kinds = await until.GroupBy(d => d.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var total = kind is { } only ? kinds.GetValueOrDefault(only) : kinds.Values.Sum();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);

        // Kinds are stored by name, so the order of their list is the database's; it is given here by hand.
        var rows = await (kind is { } chosen ? until.Where(d => d.Kind == chosen) : until)
            .OrderBy(d => d.Kind == DocumentKind.Statement ? 0 : d.Kind == DocumentKind.JointDeclaration ? 1 : d.Kind == DocumentKind.Plan ? 2 : d.Kind == DocumentKind.OfficialPage ? 3 : d.Kind == DocumentKind.Database ? 4 : 5)
            .ThenByDescending(d => d.DatedOn)
            .ThenBy(d => d.Code)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .Select(d => new { d.Code, d.Title, d.Kind, d.DatedOn, d.PublishedOn, d.Issuer, d.Address })
            .ToListAsync(ct);
        var codes = rows.ConvertAll(r => r.Code);
        var items = await db.HeldMentions
            .Where(m => codes.Contains(m.Document) && m.From <= day && day < m.Until)
            .GroupBy(m => m.Document)
            .Select(g => new { g.Key, Count = g.Select(m => m.ItemId).Distinct().Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new([.. rows.Select(r => new DocumentRow(r.Code, r.Title, r.Kind, r.DatedOn, r.PublishedOn, r.Issuer, r.Address, items.GetValueOrDefault(r.Code)))], total, page, pages, kinds);
    }

    /// <summary>Null where there is no such document.</summary>
    public async Task<DocumentView?> AsOfAsync(string code, DateOnly day, CancellationToken ct = default)
    {
        if (!Codes.IsCode(code))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Code == code, ct) is not { } document)
        {
            return null;
        }

        var mentions = await (
            from mention in db.HeldMentions
            join span in db.On(day) on mention.ItemId equals span.ItemId
            where mention.Document == code && mention.From <= day && day < mention.Until
            orderby mention.Paragraph, span.Code
            select new { Mention = mention, span.Code, span.Title, span.Acronym, span.Nature, span.Stage, span.Held, span.Phase }).AsNoTracking().Take(MostMentions + 1).ToListAsync(ct);
        var ids = mentions.Select(m => m.Mention.ItemId).Distinct().ToList();
        var opened = await db.Spans.Where(s => ids.Contains(s.ItemId)).GroupBy(s => s.ItemId).Select(g => new { g.Key, On = g.Min(s => s.From) }).ToDictionaryAsync(g => g.Key, g => g.On, ct);
        var named = mentions.Take(MostMentions).ToLookup(
            m => m.Mention.Paragraph,
            m => new NamedItem(
                m.Code, m.Title, m.Acronym, m.Nature, m.Stage, m.Held, m.Phase,
                m.Mention.Speaker, m.Mention.Verb, m.Mention.Strength, m.Mention.Addressee, m.Mention.State,
                opened[m.Mention.ItemId] == m.Mention.From));
        var names = await db.BodyNamesAsync(ct);
        var bodies = document.BodyMentions.ToLookup(m => m.Paragraph, m => new NamedBody(m.Body, names.GetValueOrDefault(m.Body)?.Name ?? m.Body, m.Speaker, m.Verb, m.Strength));
        List<ParagraphView> paragraphs = [.. document.Paragraphs.OrderBy(p => p.Number).Select(p => new ParagraphView(p.Number, p.Gist, p.Text, [.. named[p.Number]], [.. bodies[p.Number]], p.Label))];
        if (named[null].Any())
        {
            paragraphs.Add(new(null, null, null, [.. named[null]], []));
        }

        return new(
            document.Code, document.Title, document.Kind, document.DatedOn, document.PublishedOn, document.Issuer, document.Address,
            paragraphs, ids.Count, mentions.Where(m => opened[m.Mention.ItemId] == m.Mention.From).Select(m => m.Mention.ItemId).Distinct().Count(),
            mentions.Count > MostMentions,
            await InSeriesAsync(db, document.Place, ids.Count > 0, day, ct),
            document is { ByName: { } name, RecordedAt: { } recorded } ? new(name, recorded) : null,
            [.. document.Attached.Reverse().Take(MostAttached).Select(a => new DoneBy(a.ByName, a.At))]);
    }

    private async Task<DocumentInSeries?> InSeriesAsync(TrackerDbContext db, DocumentPlace document, bool speaks, DateOnly day, CancellationToken ct)
    {
        if (document.Series is not { } name || document.DatedOn > day)
        {
            return null;
        }

        var series = await db.SeriesOrderAsync([name], day, ct);
        var previous = speaks ? series.PreviousOf(document) : null;
        var named = previous is null ? null : await db.Documents.AsNoTracking().Where(d => d.Code == previous.Code).Select(d => new NamedDocument(d.Code, d.Title, d.Kind, d.DatedOn, d.Series)).SingleAsync(ct);
        var earlier = await db.Documents.AsNoTracking()
            .Where(d => d.Series == name && d.DatedOn < document.DatedOn && (previous == null || d.DatedOn > previous.DatedOn))
            .OrderByDescending(d => d.DatedOn).ThenBy(d => d.Code)
            .Take(DocumentInSeries.MostRows)
            .Select(d => new DocumentPlace(d.Code, d.DatedOn, d.Series))
            .ToListAsync(ct);
        var compared = previous is null ? [] : await db.ComparedAsync(previous, document, day, ct);
        var shown = compared.GroupBy(c => c.Repetition).SelectMany(g => g.Take(DocumentInSeries.MostRows)).ToList();
        var spans = await db.SpansOfAsync(shown, day, ct);
        var later = series.After(document);
        var silent = speaks && later.Count > 0 ? (await census.SilencesAsync(db, await census.ReadAsync(db, ct), day, ct)).Since(document.Code) : 0;
        return new(
            name, named, speaks ? earlier : [], compared.CountBy(c => c.Repetition).ToDictionary(),
            shown.ToLookup(c => c.Repetition, c => spans[c.Item].ToRow(c, Beside(c.Before), Beside(c.After))), later, silent);
    }

    /// <summary>How a list names what is said: by the verb alone, without the words.</summary>
    private static IReadOnlyList<SaidThere> Beside(IReadOnlyList<Mention> mentions) => [.. mentions.Take(1).Select(m => new SaidThere(m, null, null))];
}
