using Tracker.Application.Storage;
using Tracker.Domain.Search;

namespace Tracker.Application.Search;

/// <summary>How well a text answers a search (docs/domain.md, Search).</summary>
/// <param name="Tier">The lower the better: see <see cref="Ranking"/>.</param>
/// <param name="Score">Within a tier, the higher the better.</param>
internal readonly record struct Rank(int Tier, double Score);

/// <summary>
/// Ranks the texts that match: what is called so as a whole; whole words in the names, then beginnings of words there;
/// whole words anywhere, then beginnings. Among those the formula of BM25 decides: more often, and in a shorter text.
/// </summary>
/// <remarks>
/// BM25 also weighs words by how rare they are. All words must be found, so that this would change little, and to know it
/// the index would have to count every text that has a frequent word.
/// </remarks>
internal static class Ranking
{
    /// <summary>How soon a word that stands there more often counts no more, and how much a long text counts less.</summary>
    private const double Saturation = 1.2, ByLength = 0.75;

    /// <summary>In characters, as most texts are.</summary>
    private const double UsualLength = 120;

    /// <summary>What the beginning of a word counts beside the whole word.</summary>
    private const double OfBeginning = 0.5;

    public static Rank Of(string words, FoundIn place, SearchFor search)
    {
        var names = NamesIn(words, place);
        var score = 0.0;
        bool wholeInNames = true, beginInNames = true, whole = true;
        var length = Saturation * (1 - ByLength + (ByLength * words.Length / UsualLength));
        foreach (var phrase in search.Phrases)
        {
            var (exact, beginnings, first, firstExact) = Count(words, phrase);
            var times = exact + (beginnings * OfBeginning);
            score += times * (Saturation + 1) / (times + length);
            whole &= exact > 0;
            wholeInNames &= exact > 0 && firstExact < names;
            beginInNames &= first < names;
        }

        return new(names > 0 && search.Key.Length > 0 && Count(words, new(search.Key, false)).Exact > 0 ? 0 : wholeInNames ? 1 : beginInNames ? 2 : whole ? 3 : 4, score);
    }

    /// <summary>How much of the words, from their beginning, are names: of an item all but the summary.</summary>
    private static int NamesIn(string words, FoundIn place) => place switch
    {
        FoundIn.Paragraph or FoundIn.Note or FoundIn.Evidence => 0,
        FoundIn.Item when words.IndexOf(Findable.AfterNames, StringComparison.Ordinal) is >= 0 and var end => end,
        _ => int.MaxValue,
    };

    private static (int Exact, int Beginnings, int First, int FirstExact) Count(string words, Phrase phrase)
    {
        var (exact, beginnings, first, firstExact) = (0, 0, int.MaxValue, int.MaxValue);
        for (var at = words.IndexOf(phrase.Words, StringComparison.Ordinal); at >= 0; at = words.IndexOf(phrase.Words, at + 1, StringComparison.Ordinal))
        {
            var end = at + phrase.Words.Length;
            if (at > 0 && words[at - 1] != ' ')
            {
                continue;
            }

            if (end == words.Length || words[end] == ' ')
            {
                exact++;
                firstExact = Math.Min(firstExact, at);
            }
            else if (phrase.IsBeginning)
            {
                beginnings++;
            }
            else
            {
                continue;
            }

            first = Math.Min(first, at);
        }

        return (exact, beginnings, first, firstExact);
    }
}
