using Tracker.Domain.Search;

namespace Tracker.Application.Search;

/// <summary>Words that stand one after the other, folded (<see cref="Findable.Fold"/>).</summary>
/// <param name="IsBeginning">The last of them may be the beginning of a longer word.</param>
public sealed record Phrase(string Words, bool IsBeginning);

/// <summary>What a person typed, as it is searched for: every phrase must be found (docs/domain.md, Search).</summary>
public sealed record SearchFor(IReadOnlyList<Phrase> Phrases, string Key)
{
    /// <summary>In characters; what is longer is cut.</summary>
    public const int MaximumLength = 200;

    /// <summary>What follows is left out.</summary>
    public const int MostWords = 10;

    private const string Quotes = "\"“”„«»＂";

    /// <summary>Nothing that could be searched for was typed.</summary>
    public bool IsNothing => Phrases.Count == 0;

    /// <summary>Reads any text; whatever is neither letter nor digit stands between words, and a quotation that is still open counts as one.</summary>
    /// <example>"invest" finds "investment"; "\"joint study\"" finds these two words beside one another; "2021-2025" is read as if it were quoted.</example>
    public static SearchFor Read(string? typed)
    {
        var text = typed ?? "";
        text = text.Length > MaximumLength ? text[..MaximumLength] : text;
        List<Phrase> phrases = [];
        var left = MostWords;
        void Add(string part, bool isBeginning)
        {
            var words = Findable.Fold(part).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var taken = words.Take(left).ToList();
            left -= taken.Count;
            if (taken.Count > 0)
            {
                phrases.Add(new(string.Join(' ', taken), isBeginning && taken.Count == words.Length && MayBegin(taken[^1])));
            }
        }

        var parts = text.Split(Quotes.ToCharArray());
        for (var n = 0; n < parts.Length; n++)
        {
            if (n % 2 == 1)
            {
                Add(parts[n], isBeginning: n == parts.Length - 1);
                continue;
            }

            foreach (var word in parts[n].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                Add(word, isBeginning: true);
            }
        }

        return new([.. phrases.Distinct()], Findable.KeyOf(text));
    }

    /// <summary>One letter of an alphabet begins too many words; one of a script that writes syllables does not.</summary>
    private static bool MayBegin(string word) => word.Length > 1 || word[0] >= '\u0E01';
}
