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

    /// <summary>So far back may the paragraph lie after which another counts on.</summary>
    private const int Window = 300;

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

    /// <summary>The text without layout characters, with one kind of line end.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in Composed(text).ReplaceLineEndings("\n"))
        {
            if (InsteadOf(c) is { } instead)
            {
                clean.Append(instead);
            }
            else if (c == '\n' || !char.IsControl(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    /// <summary>Layout that programs leave in a text and that says nothing: what stands for it; null for every other character.</summary>
    private static string? InsteadOf(char c) => c switch
    {
        '\t' => " ",
        '\u2028' or '\v' => "\n",
        '\u2029' or '\f' => "\n\n",
        '\u00ad' or '\u200b' or '\u2060' or '\ufeff' => "",
        (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => "",
        '\ufb00' => "ff",
        '\ufb01' => "fi",
        '\ufb02' => "fl",
        '\ufb03' => "ffi",
        '\ufb04' => "ffl",
        '\ufb05' or '\ufb06' => "st",
        _ => char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? " " : null,
    };

    /// <summary>Letters typed in parts are put together; a text that is no text (half a character) stays as it is.</summary>
    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return string.Concat(text.EnumerateRunes());
        }
    }

    private static List<Line> Split(string text)
    {
        List<Line> lines = [];
        foreach (var raw in text.Split('\n'))
        {
            lines.Add(new(lines.Count + 1, Spaces().Replace(raw, " ").Trim()));
        }

        return lines;
    }

    /// <summary>Headers and footers come again on each page but for their numbers; page numbers stand alone.</summary>
    private static void MarkFurniture(List<Line> lines)
    {
        lines.Where(l => Rule().IsMatch(l.Words)).ToList().ForEach(l => l.IsFurniture = true);
        foreach (var alike in lines.Where(l => l.Words.Length is > 0 and <= 150 && !IsEnd(l.Words)).GroupBy(l => Digits().Replace(l.Words, "#").ToUpperInvariant()))
        {
            var all = alike.ToList();
            if (all.Count >= 3 && all[0].Words.Length > 3 && !Bullet().IsMatch(all[0].Words) && all.TrueForAll(l => Neighbour(lines, l, -1) is null || Neighbour(lines, l, 1) is null || l.Words.Any(char.IsDigit)))
            {
                all.ForEach(l => l.IsFurniture = true);
            }
        }

        // Where lone numbers count the pages; a lone number before a paragraph's words has its full stop, or counts paragraphs.
        var lone = lines.Where(l => PageNumber().IsMatch(l.Words)).ToList();
        var marked = lines.Count(l => Marker().Match(l.Words) is { Success: true } m && m.Groups["rest"].Length > 0 && m.Groups["mark"].Length > 0);
        if (lone.Count > 0 && (marked >= 2 || !lone.TrueForAll(l => int.TryParse(l.Words, NumberStyles.None, CultureInfo.InvariantCulture, out _))))
        {
            lone.ForEach(l => l.IsFurniture = true);
        }
    }

    private static Line? Neighbour(List<Line> lines, Line line, int step) =>
        lines.ElementAtOrDefault(line.Number - 1 + step) is { Words.Length: > 0 } near ? near : null;

    /// <summary>Everything that may be the number of a paragraph, with its footing.</summary>
    private static List<Candidate> Candidates(List<Line> lines)
    {
        List<Candidate> found = [];
        var (before, blank) = ("", true);
        for (var n = 0; n < lines.Count; n++)
        {
            var line = lines[n];
            if (line.IsFurniture)
            {
                continue;
            }

            if (line.Words.Length == 0)
            {
                blank = true;
                continue;
            }

            var next = lines.Skip(n + 1).Take(4).FirstOrDefault(l => l.Words.Length > 0 && !l.IsFurniture)?.Words ?? "";
            if (Marker().Match(line.Words) is { Success: true } match && PathOf(match.Groups["n"].Value) is { } path)
            {
                var rest = match.Groups["rest"].Value;
                var (mark, words) = (match.Groups["mark"].Length > 0, rest.Length > 0 ? rest : next);
                if (Begins(words) && !IsDateOrSum(rest) && (mark || rest.Length > 0 || blank))
                {
                    var footing = (mark ? 2 : 0) + (blank ? 2 : 0) + (before.Length == 0 || IsEnd(before) || IsTitle(before) ? 1 : -1) + (path.Length > 1 && mark ? 0.5 : 0);
                    found.Add(new(path, n, 0, line.Words.Length - rest.Length, footing, blank || IsTitle(before)));
                }
            }

            // In the middle of a block, after the end of a sentence: only where it counts on exactly.
            foreach (Match inside in Inside().Matches(line.Words))
            {
                if (PathOf(inside.Groups["n"].Value) is { } at && !IsDateOrSum(line.Words.AsSpan(inside.Index + inside.Length)) && !SentenceReading.Abbreviation().IsMatch(EndOf(line.Words.AsSpan(0, inside.Index + 1))))
                {
                    found.Add(new(at, n, inside.Groups["n"].Index, inside.Index + inside.Length, inside.Groups["mark"].Length > 0 ? 0.4 : 0.1, false));
                }
            }

            (before, blank) = (line.Words, false);
        }

        return found;
    }

    /// <summary>The sequence of numbers with the best footing: it counts on, counts anew in a part of its own, or its number is 1 everywhere.</summary>
    private static List<Candidate> BestSequence(List<Candidate> all)
    {
        if (all.Count == 0)
        {
            return [];
        }

        // Lists that lost their numbers have "1." at each paragraph.
        var ones = all.Where(c => c.Path is [1] && c.Column == 0 && c.Footing >= 3).ToList();
        if (ones.Count >= 3 && !all.Exists(c => c.Path is [2] && c.Column == 0 && c.Footing >= 3))
        {
            return [.. ones.Select((c, n) => c with { Path = [n + 1] })];
        }

        var best = new double[all.Count];
        var from = new int[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            // A text may begin in the middle of its paragraphs, but that is a weak footing.
            (best[i], from[i]) = (all[i].Footing - (all[i].Path is [1] or [1, ..] ? 0 : 2.5), -1);
            for (var j = i - 1; j >= Math.Max(0, i - Window); j--)
            {
                if (StepFrom(all[j].Path, all[i]) is { } step && best[j] + all[i].Footing + step > best[i])
                {
                    (best[i], from[i]) = (best[j] + all[i].Footing + step, j);
                }
            }
        }

        List<Candidate> sequence = [];
        for (var i = Array.IndexOf(best, best.Max()); i >= 0; i = from[i])
        {
            sequence.Add(all[i]);
        }

        sequence.Reverse();
        return sequence.Count >= 2 ? sequence : [];
    }

    /// <summary>What it is worth that a number follows another; null where it cannot.</summary>
    private static double? StepFrom(int[] before, Candidate after)
    {
        var path = after.Path;
        if (path.Length == before.Length + 1 && path[^1] == 1 && path.AsSpan(..^1).SequenceEqual(before))
        {
            return 1; // 1.2 → 1.2.1
        }

        if (path.Length <= before.Length && path.AsSpan(..^1).SequenceEqual(before.AsSpan(..(path.Length - 1))))
        {
            var step = path[^1] - before[path.Length - 1];
            if (step == 1)
            {
                return 1;
            }

            if (step is > 1 and <= 3 && after.Column == 0)
            {
                return -1.5 * step; // A number that the text lost.
            }
        }

        return path.All(n => n == 1) && after is { Column: 0, IsSetOff: true } ? -1.5 : null; // It counts anew under a heading.
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

    /// <summary>"1.2.3" as numbers; null of what is too large for any paragraph.</summary>
    private static int[]? PathOf(string written)
    {
        var path = Array.ConvertAll(written.Split('.'), n => int.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture));
        return path.All(n => n is > 0 and < 1000) ? path : null;
    }

    private sealed class Line(int number, string words)
    {
        public int Number => number;
        public string Words => words;
        public bool IsFurniture { get; set; }
    }

    private sealed record Block(string Words, int Line);

    /// <param name="Row">Of its line, from 0.</param>
    /// <param name="Column">Where the number begins in the line.</param>
    /// <param name="End">Where the words of the paragraph begin.</param>
    /// <param name="IsSetOff">It stands below a blank line or a title.</param>
    private sealed record Candidate(int[] Path, int Row, int Column, int End, double Footing, bool IsSetOff);

    [GeneratedRegex(@" {2,}", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[0-9]+", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?:\(|\[|§ ?|(?:Para(?:graph)?|Article)\.? )?(?<n>[0-9]{1,3}(?:\.[0-9]{1,3}){0,3})(?<mark>[.,:)\]]{0,2}|(?: ?[–—]))\s*(?<rest>.*)$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Marker();

    [GeneratedRegex(@"(?<=[.!?…”""]) ?(?:\()?(?<n>[0-9]{1,3})(?<mark>[.,)]?)\s*(?=[\p{Lu}“])", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Inside();

    [GeneratedRegex(@"^(?:[-–—|] ?)?(?:\p{L}{2,10} )?[0-9]{1,4}(?: ?(?:/|of|de|từ) ?[0-9]{1,4})?(?: ?[-–—|])?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"^[-–—_=~* ]{3,}$", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Rule();

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
