using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Documents;

/// <summary>A document as a trail names it.</summary>
public sealed record NamedDocument(string Code, string Title, DocumentKind Kind, DateOnly DatedOn, string? Series)
{
    public DocumentPlace Place => new(Code, DatedOn, Series);
}

/// <summary>A mention with the document's words there.</summary>
/// <param name="Words">Null where the document's text is not in the system.</param>
/// <param name="Gist">The paragraph in our own words; null where the document has no paragraphs here.</param>
public sealed record SaidThere(Mention Mention, QuotedWords? Words, string? Gist);

/// <summary>What one document says of the item.</summary>
/// <param name="Said">The first mentions, in the order of the paragraphs.</param>
public sealed record SaidInDocument(NamedDocument Document, TrailStep Step, IReadOnlyList<SaidThere> Said);

/// <summary>A page of how documents named an item, as of a day.</summary>
/// <param name="Documents">The newest first.</param>
/// <param name="Total">All documents that name it.</param>
/// <param name="SilentSince">For each series that is silent now the last document that named the item, and those that came later.</param>
public sealed record ItemTrail(
    IReadOnlyList<SaidInDocument> Documents, int Total, int Page, int PageCount, IReadOnlyList<(NamedDocument Last, IReadOnlyList<DocumentPlace> Later)> SilentSince)
{
    /// <summary>Documents of a page.</summary>
    public const int PageSize = 5;

    /// <summary>The most mentions of one document that are shown; the document has all.</summary>
    public const int MostMentions = 6;

    /// <param name="page">From 1, the newest; one out of range reads as the last.</param>
    internal static async Task<ItemTrail> ReadAsync(TrackerDbContext db, ItemState state, DateOnly day, int page, CancellationToken ct)
    {
        var profile = state.Profile;
        var codes = profile.Mentions.Select(m => m.Document).Distinct().ToList();
        var documents = await db.Documents
            .Where(d => codes.Contains(d.Code) && d.DatedOn <= day)
            .Select(d => new NamedDocument(d.Code, d.Title, d.Kind, d.DatedOn, d.Series))
            .ToDictionaryAsync(d => d.Code, ct);
        var series = await db.SeriesOrderAsync([.. documents.Values.Select(d => d.Series).OfType<string>().Distinct()], day, ct);
        var trail = Trail.Of(profile.Mentions.Where(m => documents.ContainsKey(m.Document)).Select(m => (documents[m.Document].Place, m)), series);
        var pages = Math.Max(1, (trail.Steps.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        List<TrailStep> shown = [.. trail.Steps.Reverse().Skip((page - 1) * PageSize).Take(PageSize)];
        var words = await ParagraphsAsync(db, [.. shown.Select(s => s.Document.Code)], ct);
        return new(
            [.. shown.Select(s => new SaidInDocument(documents[s.Document.Code], s, Said(words[s.Document.Code], s.Mentions.Take(MostMentions), profile.Title, profile.Acronym)))],
            trail.Steps.Count, page, pages,
            [.. trail.SilentSince.Select(d => (documents[d.Code], series.After(d)))]);
    }

    /// <summary>The paragraphs of some documents by number; texts are read as often as they are asked for, once each.</summary>
    internal static async Task<Dictionary<string, ParagraphsOf>> ParagraphsAsync(TrackerDbContext db, IReadOnlyList<string> codes, CancellationToken ct) =>
        await db.Documents.AsNoTracking().Where(d => codes.Contains(d.Code)).Select(d => new { d.Code, d.Paragraphs }).ToDictionaryAsync(d => d.Code, d => new ParagraphsOf(d.Paragraphs), ct);

    internal static IReadOnlyList<SaidThere> Said(ParagraphsOf paragraphs, IEnumerable<Mention> mentions, string title, string? acronym) =>
        [.. mentions.Select(m => new SaidThere(m, paragraphs.WordingOf(m)?.Of(m, title, acronym), paragraphs.GistOf(m)))];
}

/// <summary>The paragraphs of a document, each read at most once for its words.</summary>
internal sealed class ParagraphsOf(IReadOnlyList<Paragraph> paragraphs)
{
    private readonly Dictionary<int, Paragraph> _byNumber = paragraphs.ToDictionary(p => p.Number);
    private readonly Dictionary<int, Wording> _read = [];

    public string? GistOf(Mention mention) => mention.Paragraph is { } number ? _byNumber.GetValueOrDefault(number)?.Gist : null;

    public Wording? WordingOf(Mention mention)
    {
        if (mention.Paragraph is not { } number || _byNumber.GetValueOrDefault(number)?.Text is not { Length: > 0 } text)
        {
            return null;
        }

        return _read.TryGetValue(number, out var read) ? read : _read[number] = new(text);
    }
}
