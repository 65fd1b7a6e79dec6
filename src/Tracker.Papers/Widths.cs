namespace Tracker.Papers;

/// <summary>How wide the columns of a table become.</summary>
internal static class Widths
{
    private const int RowsLookedAt = 300;
    private const int LongestWord = 20;

    /// <summary>The widths of Calibri from space to "~", in hundredths of its size.</summary>
    private static readonly byte[] Calibri =
    [
        23, 33, 40, 50, 51, 71, 68, 22, 30, 30, 50, 50, 25, 31, 25, 39, 51, 51, 51, 51, 51, 51, 51, 51, 51, 51, 27, 27, 50, 50, 50, 46,
        89, 58, 54, 53, 62, 49, 46, 63, 62, 25, 32, 52, 42, 85, 65, 66, 52, 67, 54, 46, 49, 64, 57, 89, 52, 49, 47, 31, 39, 31, 50, 50,
        29, 48, 53, 42, 53, 50, 31, 47, 53, 23, 24, 45, 23, 80, 53, 53, 53, 53, 35, 39, 33, 53, 45, 71, 43, 45, 40, 31, 46, 31, 50,
    ];

    /// <summary>
    /// The widths that a table asks for, of <paramref name="total"/>, but none so narrow that a day, a number, a heading or
    /// an ordinary word would be cut. A column that is mostly empty, or whose texts are short, leaves its room to the others.
    /// </summary>
    /// <param name="character">The width of an ordinary character.</param>
    /// <param name="padding">What a column needs beside its text.</param>
    public static double[] Of(IReadOnlyList<Column> columns, IEnumerable<Row> rows, double total, double character, double padding)
    {
        var least = columns.Select(c => WordOf(c.Heading) * 1.08).ToArray();
        var longest = columns.Select(c => c.Heading.Length * 1.08).ToArray();
        var filled = new int[columns.Count];
        var seen = 0;
        foreach (var row in rows.Take(RowsLookedAt))
        {
            seen++;
            for (var n = 0; n < Math.Min(columns.Count, row.Cells.Count); n++)
            {
                filled[n] += row.Cells[n] is Nothing ? 0 : 1;
                longest[n] = Math.Max(longest[n], LineOf(row.Cells[n].InWords));
                least[n] = Math.Max(least[n], row.Cells[n] is Text text ? WordOf(text.InWords) : Math.Min(row.Cells[n].InWords.Length, 20) * 1.05);
            }
        }

        var asked = new double[columns.Count];
        for (var n = 0; n < least.Length; n++)
        {
            asked[n] = ShareOf(columns[n]) * (seen == 0 ? 1 : 0.65 + (0.35 * filled[n] / seen));
            longest[n] = (Math.Max(longest[n], least[n]) + (columns[n].IsRight ? 2 : 0)) * character * 1.05 + padding;
            least[n] = (least[n] + (columns[n].IsRight ? 2 : 0)) * character + padding;
        }

        // Too many columns for that: then all suffer alike.
        var excess = least.Sum() / total;
        if (excess > 1)
        {
            return [.. least.Select(l => l / excess)];
        }

        // Whoever would get less than it needs, or more than it can use, gets just that; the others share the rest.
        var widths = new double[columns.Count];
        var settled = new bool[columns.Count];
        for (var again = true; again;)
        {
            again = false;
            var open = Enumerable.Range(0, columns.Count).Where(n => !settled[n]).ToList();
            var room = total - Enumerable.Range(0, columns.Count).Where(n => settled[n]).Sum(n => widths[n]);
            var shares = open.Sum(n => asked[n]);
            foreach (var n in open)
            {
                widths[n] = asked[n] / shares * room;
            }

            var tooNarrow = open.Where(n => widths[n] < least[n]).ToList();
            foreach (var n in tooNarrow.Count > 0 ? tooNarrow : open.Where(n => widths[n] > longest[n] * 1.0001))
            {
                (widths[n], settled[n], again) = (tooNarrow.Count > 0 ? least[n] : longest[n], true, true);
            }
        }

        // All texts are short: the table is as wide as its page all the same.
        var spare = total - widths.Sum();
        if (spare > 0)
        {
            var shares = columns.Sum(ShareOf);
            for (var n = 0; n < widths.Length; n++)
            {
                widths[n] += spare * ShareOf(columns[n]) / shares;
            }
        }

        return widths;
    }

    /// <summary>How many ordinary characters wide a text is; those of East Asia take nearly two.</summary>
    public static double LengthOf(ReadOnlySpan<char> text)
    {
        var length = 0.0;
        foreach (var c in text)
        {
            length += c < '\u1100' || char.IsLowSurrogate(c) ? 1 : 1.8;
        }

        return length;
    }

    /// <summary>How wide a text is in Calibri, in hundredths of its size; a letter that the table does not have counts as a wide one.</summary>
    public static double CalibriOf(ReadOnlySpan<char> text)
    {
        var length = 0.0;
        foreach (var c in text)
        {
            length += c is >= ' ' and <= '~' ? Calibri[c - ' '] : c >= '\u1100' && !char.IsLowSurrogate(c) ? 100 : 60;
        }

        return length;
    }

    /// <summary>How many lines a text needs in a column that is <paramref name="width"/> hundredths of Calibri's size wide, broken between words.</summary>
    public static int LinesOf(string text, double width)
    {
        const double Space = 23;
        var lines = 0;
        foreach (var part in text.AsSpan().Split('\n'))
        {
            var used = 0.0;
            lines++;
            foreach (var word in text.AsSpan()[part].Split(' '))
            {
                var length = CalibriOf(text.AsSpan()[part][word]);
                if (used > 0 && used + Space + length > width)
                {
                    lines++;
                    used = 0;
                }

                used += used > 0 ? Space + length : length;
                if (used > width)
                {
                    var more = (int)Math.Ceiling(used / width) - 1;
                    lines += more;
                    used -= more * width;
                }
            }
        }

        return lines;
    }

    private static double ShareOf(Column column) => double.IsFinite(column.Width) ? Math.Clamp(column.Width, 0.01, 1000) : 1;

    /// <summary>The longest line of a text.</summary>
    private static double LineOf(string text)
    {
        var longest = 0.0;
        foreach (var line in text.AsSpan().Split('\n'))
        {
            longest = Math.Max(longest, LengthOf(text.AsSpan()[line]));
        }

        return longest;
    }

    /// <summary>The longest word, up to a length beyond which a word may be cut.</summary>
    private static double WordOf(string text)
    {
        var (longest, from) = (0.0, 0);
        var looked = text.AsSpan(0, Math.Min(text.Length, 400));
        for (var at = 0; at <= looked.Length; at++)
        {
            // "2015-2020" and "CS-21" stay in one piece.
            if (at == looked.Length || looked[at] is ' ' or '\n' or '/' || (looked[at] == '-' && !(at + 1 < looked.Length && char.IsAsciiDigit(looked[at + 1]))))
            {
                longest = Math.Max(longest, Math.Min(LengthOf(looked[from..at]), LongestWord));
                from = at + 1;
            }
        }

        return longest;
    }
}
