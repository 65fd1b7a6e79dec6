using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Items;
using Tracker.Domain.Search;

namespace Tracker.Application.Search;

/// <summary>Finds words in what the register said on a day: names, summaries, documents, notes, sources, bodies.</summary>
public sealed class SearchQuery(IDbContextFactory<TrackerDbContext> contexts)
{
    /// <summary>So many of each type are ranked, the newest by their day; of more, no search is slower.</summary>
    public const int MostRanked = 100;

    /// <summary>Results on a page of one type.</summary>
    public const int PageSize = 20;

    /// <summary>The best results of each type, as many as are asked for of each.</summary>
    public async Task<SearchView> FindAsync(string? typed, DateOnly day, int mostOfEach, CancellationToken ct = default) =>
        await FindAsync(typed, day, Enum.GetValues<SearchType>(), 1, mostOfEach, ct);

    /// <summary>A page of the results of one type; one out of range reads as the last.</summary>
    public async Task<SearchView> PageAsync(string? typed, DateOnly day, SearchType type, int page, CancellationToken ct = default) =>
        await FindAsync(typed, day, [type], page, PageSize, ct);

    private async Task<SearchView> FindAsync(string? typed, DateOnly day, IReadOnlyList<SearchType> types, int page, int size, CancellationToken ct)
    {
        var search = SearchFor.Read(typed);
        if (search.IsNothing)
        {
            return new(typed ?? "", day, true, []);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var ranked = await RankedAsync(db, search, types, day, ct);
        List<(SearchType Type, List<Ranked> Shown, int Count, bool IsMore, int Page, int Pages)> groups = [];
        foreach (var type in types)
        {
            var (all, isMore) = ranked[type];
            if (all.Count > 0)
            {
                var pages = Math.Max(1, (all.Count + size - 1) / size);
                var at = Math.Clamp(page, 1, pages);
                groups.Add((type, [.. all.Skip((at - 1) * size).Take(size)], all.Count, isMore, at, pages));
            }
        }

        var hits = await new SearchHits(db, search, day).OfAsync([.. groups.SelectMany(g => g.Shown)], ct);
        return new(typed ?? "", day, false, [.. groups.Select(g => new SearchGroup(g.Type, [.. g.Shown.Where(hits.ContainsKey).Select(r => hits[r])], g.Count, g.IsMore, g.Page, g.Pages))]);
    }

    private static async Task<Dictionary<SearchType, (List<Ranked> All, bool IsMore)>> RankedAsync(TrackerDbContext db, SearchFor search, IReadOnlyList<SearchType> types, DateOnly day, CancellationToken ct)
    {
        var found = types.ToDictionary(t => t, _ => new Dictionary<long, Ranked>());
        void Add(List<Candidate> candidates, bool calledSo = false)
        {
            foreach (var candidate in candidates)
            {
                var place = SearchText.InOf(candidate.Id);
                if (found.TryGetValue(TypeOf(place), out var ofType))
                {
                    ofType.TryAdd(candidate.Id, new(candidate, place, calledSo ? new(Ranking.CalledSo, 0) : Ranking.Of(candidate.Words, Ranking.NamesIn(candidate, place), search)));
                }
            }
        }

        // What is called so comes first; then whole words; where they don't fill a type, beginnings of words.
        Add(await SearchIndex.CalledAsync(db, search.Key, day, MostRanked, ct), calledSo: true);
        var places = types.Select(PlaceOf).ToList();
        Add(await SearchIndex.FindAsync(db, search, beginnings: false, places, day, MostRanked + 1, ct));
        if (search.Phrases.Any(p => p.IsBeginning))
        {
            Add(await SearchIndex.FindAsync(db, search, beginnings: true, [.. places.Where(p => found[TypeOf(p)].Count <= MostRanked)], day, MostRanked + 1, ct));
        }

        // Of very many items those called so are looked up by themselves: they may not be among the newest.
        if (found.TryGetValue(SearchType.Items, out var items) && items.Count > MostRanked)
        {
            Add(await SearchIndex.FindAsync(db, search, beginnings: false, [FoundIn.Name], day, MostRanked, ct));
            Add(await SearchIndex.FindAsync(db, search, beginnings: true, [FoundIn.Name], day, MostRanked, ct));
        }

        return found.ToDictionary(f => f.Key, f => InOrder(f.Value.Values));
    }

    private static (List<Ranked> All, bool IsMore) InOrder(IEnumerable<Ranked> found)
    {
        List<Ranked> all =
        [
            .. found
                .OrderBy(r => r.Rank.Tier)
                .ThenByDescending(r => r.Rank.Score)
                .ThenByDescending(r => SearchText.FromOf(r.Candidate.Id))
                .ThenBy(r => r.Candidate.Code, StringComparer.Ordinal)
                .ThenBy(r => r.Candidate.Number)
                .DistinctBy(r => (r.Candidate.Code, r.Candidate.Number)),
        ];
        return (all.Count > MostRanked ? all[..MostRanked] : all, all.Count > MostRanked);
    }

    private static FoundIn PlaceOf(SearchType type) => type switch
    {
        SearchType.Items => FoundIn.Item,
        SearchType.Documents => FoundIn.Document,
        SearchType.Paragraphs => FoundIn.Paragraph,
        SearchType.Notes => FoundIn.Note,
        SearchType.Evidence => FoundIn.Evidence,
        _ => FoundIn.Body,
    };

    private static SearchType TypeOf(FoundIn place) => place switch
    {
        FoundIn.Item or FoundIn.Name => SearchType.Items,
        FoundIn.Document => SearchType.Documents,
        FoundIn.Paragraph => SearchType.Paragraphs,
        FoundIn.Note => SearchType.Notes,
        FoundIn.Evidence => SearchType.Evidence,
        _ => SearchType.Bodies,
    };
}

/// <summary>A text that matches, with how well it does.</summary>
internal sealed record Ranked(Candidate Candidate, FoundIn Place, Rank Rank);
