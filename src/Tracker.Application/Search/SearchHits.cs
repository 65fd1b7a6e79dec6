using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Tracker.Domain.Search;

namespace Tracker.Application.Search;

/// <summary>Makes results of the texts that are shown: what they belong to is read for these alone.</summary>
internal sealed class SearchHits(TrackerDbContext db, SearchFor search, DateOnly day)
{
    private sealed record Named(string Code, string Title, string? Acronym, Kind Kind);

    private sealed record Dated(string Code, string Title, DocumentKind Kind, DateOnly DatedOn);

    private sealed record Belonging(string Code, string Name, Side Side);

    /// <summary>A text whose item, document or body is not there on the day has none.</summary>
    public async Task<Dictionary<Ranked, SearchHit>> OfAsync(IReadOnlyList<Ranked> shown, CancellationToken ct)
    {
        List<string> CodesOf(params FoundIn[] places) => [.. shown.Where(s => places.Contains(s.Place)).Select(s => s.Candidate.Code).Distinct()];
        var (itemCodes, documentCodes, bodyCodes) = (CodesOf(FoundIn.Item, FoundIn.Name, FoundIn.Note, FoundIn.Evidence), CodesOf(FoundIn.Document, FoundIn.Paragraph), CodesOf(FoundIn.Body));
        var items = itemCodes.Count == 0 ? [] : await db.On(day).Where(s => itemCodes.Contains(s.Code)).Select(s => new Named(s.Code, s.Title, s.Acronym, s.Kind)).ToDictionaryAsync(s => s.Code, ct);
        var documents = documentCodes.Count == 0 ? [] : await db.Documents.Where(d => documentCodes.Contains(d.Code)).Select(d => new Dated(d.Code, d.Title, d.Kind, d.DatedOn)).ToDictionaryAsync(d => d.Code, ct);
        var bodies = bodyCodes.Count == 0 ? [] : await db.Bodies.Where(b => bodyCodes.Contains(b.Code)).Select(b => new Belonging(b.Code, b.Name, b.Side)).ToDictionaryAsync(b => b.Code, ct);
        var texts = await TextsAsync(shown, ct);

        Dictionary<Ranked, SearchHit> hits = [];
        foreach (var one in shown)
        {
            var (code, number) = (one.Candidate.Code, one.Candidate.Number);
            var from = SearchText.FromOf(one.Candidate.Id);
            IReadOnlyList<Piece> excerpt = texts.GetValueOrDefault(one.Candidate.Id) is { Length: > 0 } text ? Excerpt.Around(text, search) : [];
            SearchHit? hit = one.Place switch
            {
                FoundIn.Document when documents.TryGetValue(code, out var document) => new(SearchType.Documents, code, null, Marked(document.Title), [], from) { DocumentKind = document.Kind },
                FoundIn.Paragraph when documents.TryGetValue(code, out var document) => new(SearchType.Paragraphs, code, number, [new(document.Title, false)], excerpt, from) { DocumentKind = document.Kind },
                FoundIn.Body when bodies.TryGetValue(code, out var body) => new(SearchType.Bodies, code, null, Marked(body.Name), [], null) { Side = body.Side },
                FoundIn.Note or FoundIn.Evidence when items.TryGetValue(code, out var item) =>
                    new(one.Place == FoundIn.Note ? SearchType.Notes : SearchType.Evidence, code, number, [new(item.Title, false)], excerpt, from) { Kind = item.Kind, Acronym = item.Acronym },
                FoundIn.Item or FoundIn.Name when items.TryGetValue(code, out var item) => new(SearchType.Items, code, null, Marked(item.Title), excerpt, null) { Kind = item.Kind, Acronym = item.Acronym },
                _ => null,
            };
            if (hit is not null)
            {
                hits.Add(one, hit);
            }
        }

        return hits;
    }

    private IReadOnlyList<Piece> Marked(string title) => Excerpt.Whole(title, search);

    /// <summary>The texts themselves, where the title does not show the words already.</summary>
    private async Task<Dictionary<long, string>> TextsAsync(IReadOnlyList<Ranked> shown, CancellationToken ct)
    {
        var ids = shown.Where(s => s.Place is FoundIn.Paragraph or FoundIn.Note or FoundIn.Evidence || (s.Place == FoundIn.Item && s.Rank.Tier > 2)).Select(s => s.Candidate.Id).ToList();
        return ids.Count == 0 ? [] : await db.SearchTexts.Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Text }).ToDictionaryAsync(t => t.Id, t => t.Text, ct);
    }
}
