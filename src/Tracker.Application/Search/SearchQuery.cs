using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Items;
using Tracker.Domain.Search;

namespace Tracker.Application.Search;

/// <summary>Finds words in what the register said on a day: names, summaries, documents, notes, sources, bodies.</summary>
public sealed class SearchQuery(IDbContextFactory<TrackerDbContext> contexts)
{
    /// <summary>Where very many texts match, so many of each type are ranked, the newest by their day; of more, no search is slower.</summary>
    public const int MostRanked = 100;

    /// <summary>Up to so many texts of all types are all ranked, and all can be reached.</summary>
    private const int Few = 1000;

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
        var ranked = RankedBy(db, search, [.. types], day);
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

    private static Dictionary<SearchType, (List<Ranked> All, bool IsMore)> RankedBy(TrackerDbContext db, SearchFor search, List<SearchType> types, DateOnly day)
    {
        var found = types.ToDictionary(t => t, _ => new Dictionary<long, Ranked>());
        void Add(IEnumerable<Candidate> candidates)
        {
            foreach (var candidate in candidates.Where(c => SearchText.FromOf(c.Id) <= day))
            {
                var place = SearchText.InOf(candidate.Id);
                if (found.TryGetValue(TypeOf(place), out var ofType))
                {
                    ofType.TryAdd(candidate.Id, new(candidate, place, Ranking.Of(candidate.Words, place, search)));
                }
            }
        }

        // Most searches find little: all of it is ranked.
        var beginning = SearchIndex.Beginning(db, search);
        var called = search.Key.Length > 0 ? SearchIndex.Called(search.Key) : null;
        var most = int.MaxValue;
        if (SearchIndex.Either(called, beginning) is { } anything)
        {
            if (SearchIndex.AllOn(db, anything, day, Few) is { } few)
            {
                Add(few);
            }
            else
            {
                AddNewest(db, search, called, beginning, found, day, Add);
                most = MostRanked;
            }
        }

        return found.ToDictionary(f => f.Key, f => InOrder(f.Value.Values, most));
    }

    /// <summary>Where much is found: what is called so, then the newest of each type, whole words before beginnings of words.</summary>
    private static void AddNewest(
        TrackerDbContext db, SearchFor search, string? called, string? beginning, Dictionary<SearchType, Dictionary<long, Ranked>> found, DateOnly day, Action<IEnumerable<Candidate>> add)
    {
        var whole = SearchIndex.Whole(search);
        var places = found.Keys.Select(PlaceOf).ToList();
        add(SearchIndex.Answers(db, [.. called is null ? [] : new[] { new Question(null, called) }, .. places.Select(p => new Question(p, whole))], day, MostRanked + 1));
        if (beginning is not null && beginning != whole)
        {
            add(SearchIndex.Answers(db, places.Where(p => found[TypeOf(p)].Count <= MostRanked).Select(p => new Question(p, beginning)), day, MostRanked + 1));
        }

        // Of very many items those in whose names the words stand may not be among the newest.
        if (found.TryGetValue(SearchType.Items, out var items) && items.Count > MostRanked)
        {
            add(SearchIndex.Answers(db, new[] { whole, beginning }.OfType<string>().Distinct().Select(words => new Question(FoundIn.Name, words)), day, MostRanked));
        }
    }

    private static (List<Ranked> All, bool IsMore) InOrder(IEnumerable<Ranked> found, int most)
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
        return (all.Count > most ? all[..most] : all, all.Count > most);
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
