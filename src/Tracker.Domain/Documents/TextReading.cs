using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Domain.Documents;

/// <summary>What a part of a text is.</summary>
public enum PartKind
{
    /// <summary>Numbered or counted: what is quoted and cited.</summary>
    Paragraph,

    /// <summary>A line above paragraphs that is none.</summary>
    Heading,

    /// <summary>Head, tail, page furniture: not part of what the document says.</summary>
    Outside,
}

/// <summary>A part of a text, in the order of the text.</summary>
/// <param name="Number">As the text numbers it: "7", in annexed plans "1.2.3"; null where the text numbers none.</param>
/// <param name="Words">In one line, but for the items of its lists; the document's own, without what only its layout needed.</param>
/// <param name="Line">The first line of the text that it comes from, from 1.</param>
/// <param name="Before">What stands between the words of the part before it and its own: spaces, and its number as it is written; null where that is a space.</param>
public sealed record TextPart(PartKind Kind, string? Number, string Words, int Line, string? Before = null);

/// <summary>
/// Finds the paragraphs of a communiqué in plain text, whatever its layout did to them (docs/domain.md, Paragraphs).
/// </summary>
/// <remarks>
/// Pure, and the same text is read in the same way. Numbers are trusted where they count on, not where they
/// stand: of everything that looks like the number of a paragraph, the sequence with the best footing is taken.
/// </remarks>
public static partial class TextReading
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MostCharacters = 2_000_000;

    private const int LongestHeading = 110;

    /// <summary>Reads a text.</summary>
    /// <exception cref="RefusedException">The text is empty or longer than <see cref="MostCharacters"/>.</exception>
    public static IReadOnlyList<TextPart> Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new RefusedException("text.empty", "There is no text. Paste the words of the document, or choose another file.", "Text");
        }

        if (text.Length > MostCharacters)
        {
            throw new RefusedException("text.too-long", string.Create(CultureInfo.InvariantCulture, $"The text has {text.Length:N0} characters; at most {MostCharacters:N0} can be read at once."), "Text");
        }

        var lines = Split(Clean(text));
        MarkFurniture(lines);
        var starts = BestSequence(Candidates(lines));
        return starts.Count == 0 ? Unnumbered(lines) : Numbered(lines, starts);
    }

    private static List<TextPart> Numbered(List<Line> lines, List<Candidate> starts)
    {
        List<TextPart> parts = [];
        Add(parts, PartKind.Outside, Blocks(lines, 0, 0, starts[0].Row, starts[0].Column));
        for (var n = 0; n < starts.Count; n++)
        {
            var start = starts[n];
            var isLast = n == starts.Count - 1;
            var blocks = isLast ? Blocks(lines, start.Row, start.End, lines.Count, 0) : Blocks(lines, start.Row, start.End, starts[n + 1].Row, starts[n + 1].Column);
            if (blocks.Count == 0)
            {
                continue;
            }

            // What belongs to the paragraph: its first block, what goes on with its sentence, lists, and further blocks of sentences; headings of what comes next do not.
            var own = blocks.Count;
            while (own > 1 && IsHeading(blocks[own - 1]))
            {
                own--;
            }

            if (isLast)
            {
                own = 1;
                while (own < blocks.Count && (Bullet().IsMatch(blocks[own].Words) || (IsEnd(blocks[own].Words) && !IsHeading(blocks[own]) && !Chrome().IsMatch(blocks[own].Words))))
                {
                    own++;
                }
            }

            parts.Add(new(PartKind.Paragraph, string.Join('.', start.Path), string.Join('\n', blocks.Take(own).Select(b => b.Words)), start.Row + 1, $" {lines[start.Row].Words[start.Column..start.End].Trim()} "));
            Add(parts, isLast ? PartKind.Outside : PartKind.Heading, [.. blocks.Skip(own)]);
        }

        return parts;
    }

    /// <summary>Without numbers each block of whole sentences is a paragraph; short lines are headings, and what stands around them is outside.</summary>
    private static List<TextPart> Unnumbered(List<Line> lines)
    {
        var blocks = Blocks(lines, 0, 0, lines.Count, 0);
        var said = blocks.Select(b => IsEnd(b.Words) && !Chrome().IsMatch(b.Words) && b.Words.Count(c => c == ' ') >= 6).ToList();
        var (first, last) = (said.IndexOf(true), said.LastIndexOf(true));
        List<TextPart> parts = [];
        for (var n = 0; n < blocks.Count; n++)
        {
            var kind = n < first || n > last || first < 0 ? PartKind.Outside : said[n] || Bullet().IsMatch(blocks[n].Words) || !IsHeading(blocks[n]) ? PartKind.Paragraph : PartKind.Heading;

            // The items of a list belong to the paragraph above it.
            var list = kind == PartKind.Paragraph ? blocks.Skip(n + 1).TakeWhile(b => Bullet().IsMatch(b.Words)).Take(last - n).Count() : 0;
            parts.Add(new(kind, null, string.Join('\n', blocks.Skip(n).Take(list + 1).Select(b => b.Words)), blocks[n].Line));
            n += list;
        }

        return parts;
    }

    private static void Add(List<TextPart> parts, PartKind kind, List<Block> blocks) =>
        parts.AddRange(blocks.Select(b => new TextPart(kind, null, b.Words, b.Line)));

    /// <summary>The blocks between two places: lines put together over page breaks, line breaks and blank lines within a sentence.</summary>
    private static List<Block> Blocks(List<Line> lines, int fromRow, int fromColumn, int toRow, int toColumn)
    {
        List<(StringBuilder Words, int Line)> blocks = [];
        var (last, open) = ("", false);
        for (var row = fromRow; row <= toRow && row < lines.Count; row++)
        {
            var line = lines[row];
            var words = row == toRow ? line.Words[..Math.Min(toColumn, line.Words.Length)] : line.Words;
            words = (row == fromRow ? words[Math.Min(fromColumn, words.Length)..] : words).Trim();
            if (line.IsFurniture)
            {
                continue;
            }

            if (words.Length == 0)
            {
                open = false;
                continue;
            }

            // Lines in capitals above words that begin anew are a title, also without a blank line between them.
            if (blocks.Count > 0 && !Bullet().IsMatch(words) && (open ? !(blocks[^1].Words.Length < 60 && IsTitle(last) && IsUpper(last) && Begins(words)) : GoesOn(last, words)))
            {
                var isHyphenated = last.Length > 1 && last[^1] == '-' && char.IsLetter(last[^2]) && char.IsLower(words[0]);
                blocks[^1].Words.Append(isHyphenated ? "" : " ").Append(words);
            }
            else
            {
                blocks.Add((new(words), row + 1));
            }

            (last, open) = (words, true);
        }

        return blocks.ConvertAll(b => new Block(b.Words.ToString(), b.Line));
    }

    /// <summary>Whether a sentence goes on after a blank line: it has not ended, and what follows is no beginning.</summary>
    private static bool GoesOn(string before, string after) =>
        !IsEnd(before) && (char.IsLower(after[0]) || InBrackets().IsMatch(after) || before[^1] is ',' or '-' || Joint().IsMatch(EndOf(before)));

    private static bool IsHeading(Block block) => block.Words.Length <= LongestHeading && IsTitle(block.Words) && !Bullet().IsMatch(block.Words);

    /// <summary>A line that ends no sentence and begins like a title.</summary>
    private static bool IsTitle(string words) => words.Length <= LongestHeading && !IsEnd(words) && words[^1] is not (',' or ';' or '-') && !char.IsLower(words[0]);

    private static bool IsUpper(string words) => words.Any(char.IsUpper) && !words.Any(char.IsLower);

    /// <summary>Whether words end a sentence, or lead to a list.</summary>
    private static bool IsEnd(string words) => End().IsMatch(EndOf(words)) && !SentenceReading.Abbreviation().IsMatch(EndOf(words));

    /// <summary>The last characters, which are all that an end is told by.</summary>
    private static ReadOnlySpan<char> EndOf(ReadOnlySpan<char> words) => words[Math.Max(0, words.Length - 24)..];

    /// <summary>Whether a paragraph may begin so: not in the middle of a sentence.</summary>
    internal static bool Begins(string words) => words.Length > 0 && Beginning().IsMatch(words);

    /// <summary>Whether what stands behind a number makes it a day or a sum: "May 2031", "million".</summary>
    internal static bool IsDateOrSum(ReadOnlySpan<char> rest) => DateOrSum().IsMatch(rest);

    private sealed record Block(string Words, int Line);

    [GeneratedRegex(@"^(?:\(|\[|§ ?|(?:Para(?:graph)?|Article)\.? )?(?<n>[0-9]{1,3}(?:\.[0-9]{1,3}){0,3})(?<mark>[.,:)\]]{0,2}|(?: ?[–—]))\s*(?<rest>.*)$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Marker();

    [GeneratedRegex(@"^(?:[•●○▪■◦‣·*∙–—-]|\(?(?:[a-z]|[ivx]{1,4})[).])\s+[^\s–—-]", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"[.!?:…。！？](?:[”""’»)\]]|\[[0-9]{1,2}\]|[0-9])*$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex End();

    [GeneratedRegex(@"^[(\[“‘""'«]{0,2}[\p{Lu}\p{Lo}\p{Lt}]", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?:,? [0-9]|$)|(?:USD|US\$|EUR|KRW|Million|Billion|Percent|Years?|Months?|Days?)\b|[%$€₩])", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex DateOrSum();

    /// <summary>"(5) years": a bracket with which no paragraph begins.</summary>
    [GeneratedRegex(@"^\([^)]{1,40}\),? \p{Ll}", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"\b(?:and|or|of|the|to|in|for|with|by|on|at|as|from|including|we|that|which)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Joint();

    [GeneratedRegex(@"https?://|www\.|@\w+\.|\+[0-9]{2}|\.(?:pdf|docx?)\b|©|cookie|copyright|all rights reserved", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Chrome();
}
