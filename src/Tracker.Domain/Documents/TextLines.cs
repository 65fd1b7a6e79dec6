using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Domain.Documents;

/// <summary>The lines of a text, without what only its layout needed, and which of them come again on each page.</summary>
public static partial class TextReading
{
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

    private sealed class Line(int number, string words)
    {
        public int Number => number;
        public string Words => words;
        public bool IsFurniture { get; set; }
    }

    [GeneratedRegex(@" {2,}", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[0-9]+", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?:[-–—|] ?)?(?:\p{L}{2,10} )?[0-9]{1,4}(?: ?(?:/|of|de|từ) ?[0-9]{1,4})?(?: ?[-–—|])?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"^[-–—_=~* ]{3,}$", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Rule();
}
