namespace Tracker.Papers;

/// <summary>How wide the columns of a table become.</summary>
internal static class Widths
{
    private const int RowsLookedAt = 300;
    private const int LongestWord = 13;

    /// <summary>
    /// The widths that a table asks for, of <paramref name="total"/>, but none so narrow that a day, a number, a heading or
    /// an ordinary word would be cut.
    /// </summary>
    /// <param name="character">The width of an ordinary character.</param>
    /// <param name="padding">What a column needs beside its text.</param>
    public static double[] Of(IReadOnlyList<Column> columns, IEnumerable<Row> rows, double total, double character, double padding)
    {
        var least = columns.Select(c => WordOf(c.Heading) * 1.08).ToArray();
        foreach (var row in rows.Take(RowsLookedAt))
        {
            for (var n = 0; n < Math.Min(columns.Count, row.Cells.Count); n++)
            {
                least[n] = Math.Max(least[n], row.Cells[n] is Text text ? WordOf(text.InWords) : Math.Min(row.Cells[n].InWords.Length, 20) * 1.05);
            }
        }

        for (var n = 0; n < least.Length; n++)
        {
            least[n] = (least[n] + (columns[n].IsRight ? 2 : 0)) * character + padding;
        }

        // Too many columns for that: then all suffer alike.
        var excess = least.Sum() / total;
        if (excess > 1)
        {
            return [.. least.Select(l => l / excess)];
        }

        var widths = new double[columns.Count];
        var narrow = new bool[columns.Count];
        for (var again = true; again;)
        {
            again = false;
            var room = total - Enumerable.Range(0, columns.Count).Where(n => narrow[n]).Sum(n => least[n]);
            var shares = Enumerable.Range(0, columns.Count).Where(n => !narrow[n]).Sum(n => ShareOf(columns[n]));
            for (var n = 0; n < columns.Count; n++)
            {
                widths[n] = narrow[n] ? least[n] : ShareOf(columns[n]) / shares * room;
                if (!narrow[n] && widths[n] < least[n])
                {
                    narrow[n] = again = true;
                }
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

    /// <summary>How many lines a text needs in a column of so many characters, broken between words.</summary>
    public static int LinesOf(string text, double width)
    {
        var lines = 0;
        foreach (var part in text.AsSpan().Split('\n'))
        {
            var used = 0.0;
            lines++;
            foreach (var word in text.AsSpan()[part].Split(' '))
            {
                var length = LengthOf(text.AsSpan()[part][word]);
                if (used > 0 && used + 1 + length > width)
                {
                    lines++;
                    used = 0;
                }

                used += used > 0 ? 1 + length : length;
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

    /// <summary>The longest word, up to a length beyond which a word may be cut.</summary>
    private static double WordOf(string text)
    {
        var longest = 0.0;
        foreach (var part in text.AsSpan(0, Math.Min(text.Length, 400)).SplitAny(" \n-/"))
        {
            longest = Math.Max(longest, LengthOf(text.AsSpan()[part]) is <= LongestWord and var length ? length : LongestWord);
        }

        return longest;
    }
}
