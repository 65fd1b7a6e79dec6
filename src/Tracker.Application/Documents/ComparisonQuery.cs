using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Documents;

/// <summary>An item in two documents, with where it stands on the day.</summary>
/// <param name="Left">What the one document says of it, the first mentions; empty where it does not.</param>
/// <param name="MoreLeft">Further mentions there.</param>
public sealed record ComparedRow(
    string Code, string Title, string? Acronym, Stage? Stage, Stage? Held, Phase? Phase, Repetition Repetition, WordComparison? Words,
    IReadOnlyList<SaidThere> Left, IReadOnlyList<SaidThere> Right, int MoreLeft, int MoreRight);

/// <summary>Two documents side by side, as of a day.</summary>
/// <param name="Left">Null where there is no such document; one dated later than the day is there and names nothing.</param>
/// <param name="Counts">How many items there are of each sort, whatever the list is narrowed to; new, stronger and silent are said of the right one.</param>
/// <param name="ItemsLeft">Items that the left one names.</param>
public sealed record ComparisonView(
    NamedDocument? Left, NamedDocument? Right, IReadOnlyDictionary<Repetition, int> Counts, int ItemsLeft, int ItemsRight,
    IReadOnlyList<ComparedRow> Rows, int Total, int Page, int PageCount);

/// <summary>Any two documents item by item.</summary>
public sealed class ComparisonQuery(IDbContextFactory<TrackerDbContext> contexts)
{
    /// <summary>Items of a page.</summary>
    public const int PageSize = 25;

    /// <summary>The documents that are offered; an address may name any.</summary>
    public const int MostChoices = 300;

    /// <summary>The most mentions of an item that each side shows.</summary>
    public const int MostMentions = 3;

    /// <summary>The documents that name an item on a day, the newest first.</summary>
    public async Task<IReadOnlyList<NamedDocument>> ChoicesAsync(DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Documents.AsNoTracking()
            .Where(d => d.DatedOn <= day && db.HeldMentions.Any(m => m.Document == d.Code && m.From <= day && day < m.Until))
            .OrderByDescending(d => d.DatedOn).ThenBy(d => d.Code)
            .Take(MostChoices)
            .Select(d => new NamedDocument(d.Code, d.Title, d.Kind, d.DatedOn, d.Series))
            .ToListAsync(ct);
    }

    /// <param name="only">Items of one sort alone; null for all, the repeated ones first.</param>
    /// <param name="page">From 1; one out of range reads as the last.</param>
    public async Task<ComparisonView> OfAsync(string? left, string? right, Repetition? only, int page, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        string[] codes = [.. new[] { left, right }.Where(Codes.IsCode)!];
        var documents = await db.Documents.AsNoTracking()
            .Where(d => codes.Contains(d.Code))
            .Select(d => new NamedDocument(d.Code, d.Title, d.Kind, d.DatedOn, d.Series))
            .ToDictionaryAsync(d => d.Code, ct);
        var (one, other) = (left is null ? null : documents.GetValueOrDefault(left), right is null ? null : documents.GetValueOrDefault(right));
        var compared = one is null || other is null || one == other ? [] : await db.ComparedAsync(one.Place, other.Place, day, ct);
        var listed = only is { } sort ? compared.Where(c => c.Repetition == sort).ToList() : compared;
        var pages = Math.Max(1, (listed.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var shown = listed.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var paragraphs = shown.Count == 0 ? [] : await ItemTrail.ParagraphsAsync(db, codes, ct);
        var spans = await db.SpansOfAsync(shown, day, ct);
        return new(
            one, other, compared.CountBy(c => c.Repetition).ToDictionary(), compared.Count(c => c.Before.Count > 0), compared.Count(c => c.After.Count > 0),
            [
                .. shown.Select(c => spans[c.Item].ToRow(
                    c,
                    ItemTrail.Said(paragraphs[one!.Code], c.Before.Take(MostMentions), spans[c.Item].Title, spans[c.Item].Acronym),
                    ItemTrail.Said(paragraphs[other!.Code], c.After.Take(MostMentions), spans[c.Item].Title, spans[c.Item].Acronym))),
            ],
            listed.Count, page, pages);
    }
}

/// <summary>One function for two documents: the page that compares them and the page of a document read by it.</summary>
internal static class ComparisonReading
{
    /// <summary>What the two do with each item that either names on a day, in the order of <see cref="Repetition"/>, then by code.</summary>
    /// <remarks>A document names nothing before its day.</remarks>
    public static async Task<IReadOnlyList<ComparedItem<string>>> ComparedAsync(this TrackerDbContext db, DocumentPlace before, DocumentPlace after, DateOnly day, CancellationToken ct)
    {
        string[] there = [.. new[] { before, after }.Where(d => d.DatedOn <= day).Select(d => d.Code)];
        var mentions = await (
            from mention in db.MentionsOn(day)
            join span in db.On(day) on mention.ItemId equals span.ItemId
            where there.Contains(mention.Document)
            orderby span.Code, mention.Paragraph
            select new { span.Code, Mention = mention }).ToListAsync(ct);
        return DocumentComparison.Of(
            mentions.Where(m => m.Mention.Document == before.Code).Select(m => (m.Code, m.Mention.Mention())),
            mentions.Where(m => m.Mention.Document == after.Code).Select(m => (m.Code, m.Mention.Mention())));
    }

    /// <summary>Where the items stand.</summary>
    public static async Task<Dictionary<string, Span>> SpansOfAsync(this TrackerDbContext db, IEnumerable<ComparedItem<string>> compared, DateOnly day, CancellationToken ct)
    {
        var codes = compared.Select(c => c.Item).ToList();
        return codes.Count == 0 ? [] : await db.On(day).Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, ct);
    }

    public static ComparedRow ToRow(this Span span, ComparedItem<string> compared, IReadOnlyList<SaidThere> left, IReadOnlyList<SaidThere> right) => new(
        span.Code, span.Title, span.Acronym, span.Stage, span.Held, span.Phase, compared.Repetition, compared.Words,
        left, right, compared.Before.Count - left.Count, compared.After.Count - right.Count);
}
