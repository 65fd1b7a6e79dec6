using System.Text;
using Tracker.Domain.Search;

namespace Tracker.Application.Search;

/// <summary>Shows in a text as it reads where the words of a search stand.</summary>
internal static class Excerpt
{
    /// <summary>In characters; a text of at most so many is shown whole.</summary>
    private const int Length = 180;

    /// <summary>Characters before the first hit.</summary>
    private const int Before = 50;

    /// <summary>The whole text in pieces.</summary>
    public static IReadOnlyList<Piece> Whole(string text, SearchFor words) => Cut(text, 0, text.Length, HitsIn(text, words, text.Length));

    /// <summary>The text around the first hit; its beginning where there is none.</summary>
    public static IReadOnlyList<Piece> Around(string text, SearchFor words)
    {
        text = OneLine(text);
        if (text.Length <= Length)
        {
            return Whole(text, words);
        }

        var hits = HitsIn(text, words, Length - Before);
        var first = hits.Count == 0 ? 0 : hits[0].Start;
        var start = first <= Before ? 0 : WordAfter(text, first - Before, first);
        var end = start + Length >= text.Length ? text.Length : WordBefore(text, start + Length, hits.Count == 0 ? start : hits[0].End);
        IReadOnlyList<Piece> pieces = Cut(text, start, end, hits);
        return [.. start > 0 ? [new Piece("… ", false)] : Array.Empty<Piece>(), .. pieces, .. end < text.Length ? [new Piece(" …", false)] : Array.Empty<Piece>()];
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The beginning of a word at a place or after it, but before another.</summary>
    private static int WordAfter(string text, int from, int before)
    {
        var space = text.IndexOf(' ', from, before - from);
        return space < 0 ? Whole(text, from) : space + 1;
    }

    /// <summary>The end of a word at a place or before it, but after another.</summary>
    private static int WordBefore(string text, int until, int after)
    {
        var space = until <= after ? -1 : text.LastIndexOf(' ', until, until - after);
        return space <= after ? Whole(text, Math.Max(until, after)) : space;
    }

    /// <summary>No character is cut in half.</summary>
    private static int Whole(string text, int place) => place < text.Length && char.IsLowSurrogate(text[place]) ? place - 1 : place;

    private static List<Piece> Cut(string text, int start, int end, IReadOnlyList<(int Start, int End)> hits)
    {
        List<Piece> pieces = [];
        var at = start;
        foreach (var hit in hits.Where(h => h.Start >= start && h.End <= end))
        {
            if (hit.Start > at)
            {
                pieces.Add(new(text[at..hit.Start], false));
            }

            pieces.Add(new(text[hit.Start..hit.End], true));
            at = hit.End;
        }

        if (end > at)
        {
            pieces.Add(new(text[at..end], false));
        }

        return pieces;
    }

    /// <summary>Where the phrases stand, without overlaps, up to so many characters after the first of them.</summary>
    private static List<(int Start, int End)> HitsIn(string text, SearchFor search, int after)
    {
        var phrases = search.Phrases.Select(p => (Words: p.Words.Split(' '), p.IsBeginning)).ToList();
        var longest = phrases.Count == 0 ? 0 : phrases.Max(p => p.Words.Length);
        List<(int Start, int End)> hits = [];
        List<(int Start, int End, string Word)> last = [];
        foreach (var (start, end) in WordsIn(text))
        {
            if (hits.Count > 0 && start > hits[0].Start + after)
            {
                break;
            }

            // Folding may leave nothing of a word, or make two of it.
            foreach (var word in Findable.Fold(text[start..end]).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                last.Add((start, end, word));
                if (last.Count > longest)
                {
                    last.RemoveAt(0);
                }

                foreach (var (words, isBeginning) in phrases)
                {
                    if (Ends(last, words, isBeginning) && (hits.Count == 0 || hits[^1].End <= last[^words.Length].Start))
                    {
                        hits.Add((last[^words.Length].Start, end));
                        break;
                    }
                }
            }
        }

        return hits;
    }

    private static bool Ends(List<(int Start, int End, string Word)> last, string[] words, bool isBeginning)
    {
        if (last.Count < words.Length)
        {
            return false;
        }

        for (var n = 1; n <= words.Length; n++)
        {
            var (word, wanted) = (last[^n].Word, words[^n]);
            if (!(n == 1 && isBeginning ? word.StartsWith(wanted, StringComparison.Ordinal) : word == wanted))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Runs of letters, digits and the marks on them.</summary>
    private static IEnumerable<(int Start, int End)> WordsIn(string text)
    {
        var start = -1;
        for (var at = 0; at < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var isOfWord = Findable.IsOfWord(rune) || (start >= 0 && Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark);
            if (isOfWord && start < 0)
            {
                start = at;
            }
            else if (!isOfWord && start >= 0)
            {
                yield return (start, at);
                start = -1;
            }

            at += length;
        }

        if (start >= 0)
        {
            yield return (start, text.Length);
        }
    }
}
