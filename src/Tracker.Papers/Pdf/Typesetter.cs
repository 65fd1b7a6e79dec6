using System.Text;

namespace Tracker.Papers.Pdf;

/// <summary>A glyph as it is set: from which font, how wide in points, of which run, and whether a line may end after it.</summary>
internal readonly record struct Glyph(byte Font, ushort Id, float Width, short Run, bool IsSpace, bool MayEnd, bool EndsLine, bool IsHyphen = false);

/// <summary>Text set into lines of a width; each line is a range of the glyphs.</summary>
internal sealed record SetText(IReadOnlyList<Run> Runs, List<Glyph> Glyphs, List<(int From, int To, float Width)> Lines, float Size)
{
    public float LineHeight => Size * 1.34f;
    public float Height => Lines.Count * LineHeight;
}

/// <summary>Turns text into glyphs of our fonts and breaks it into lines. One per file: it keeps which glyphs the file needs.</summary>
internal sealed class Typesetter
{
    /// <summary>Drawn where no font has a glyph: "□".</summary>
    public const int Replacement = 0x25a1;

    /// <summary>The fonts in the order in which PDF calls them F0 to F4.</summary>
    public static readonly Lazy<TrueTypeFont[]> Fonts = new(() =>
        [new("Inter-Regular"), new("Inter-SemiBold"), new("NotoSansSymbols2-Regular"), new("NanumGothic-Regular"), new("NanumGothic-Bold")]);

    // Letters first; for shapes and dingbats the symbols first, so that ○ ◐ ● are of one size.
    private static readonly byte[][] Letters = [[0, 2, 3], [1, 2, 4]];
    private static readonly byte[][] Shapes = [[2, 0, 3], [2, 1, 4]];

    private readonly Dictionary<int, (byte Font, ushort Glyph)>[] _known = [[], []];

    /// <summary>For each font the glyphs in use and what they stand for.</summary>
    public SortedDictionary<ushort, int>[] Used { get; } = [[], [], [], [], []];

    public SetText Set(IReadOnlyList<Run> runs, float size, float width)
    {
        var text = new SetText(runs, [], [], size);
        for (var n = 0; n < runs.Count; n++)
        {
            AddGlyphs(text, (short)Math.Min(n, short.MaxValue), size);
        }

        BreakLines(text, width);
        return text;
    }

    /// <summary>The first lines of a text; dots take the place of its last letter.</summary>
    public SetText Cut(SetText text, int lines)
    {
        var (from, to, width) = text.Lines[lines - 1];
        List<Glyph> glyphs = [.. text.Glyphs];
        if (to > from && Set([new Run("…", text.Runs[0].Emphasis)], text.Size, 1_000).Glyphs is [var dots])
        {
            glyphs[to - 1] = dots;
            width += dots.Width - text.Glyphs[to - 1].Width;
        }

        return text with { Glyphs = glyphs, Lines = [.. text.Lines.Take(lines - 1), (from, to, width)] };
    }

    /// <summary>The characters of a text that no font has a glyph for.</summary>
    public static IEnumerable<Rune> MissingIn(string text)
    {
        foreach (var rune in Composed(text).EnumerateRunes())
        {
            if (!IsUnseen(rune.Value) && rune.Value is not ('\n' or '\t') && Find(rune.Value, bold: false).Glyph == 0)
            {
                yield return rune;
            }
        }
    }

    /// <summary>Vietnamese and Hangul in single characters, however they were typed.</summary>
    private static string Composed(string text)
    {
        var clean = Writing.Clean(text);
        return clean.AsSpan().IndexOfAnyExceptInRange('\0', '\u02ff') < 0 ? clean : clean.Normalize(NormalizationForm.FormC);
    }

    /// <summary>Marks of direction, joiners, selectors and soft hyphens have no shape of their own.</summary>
    private static bool IsUnseen(int c) => c is 0xad or 0x61c or (>= 0x200b and <= 0x200f) or (>= 0x202a and <= 0x202e) or (>= 0x2060 and <= 0x206f) or (>= 0xfe00 and <= 0xfe0f) or 0xfeff or (>= 0xe0000 and <= 0xe0fff);

    private static (byte Font, ushort Glyph) Find(int character, bool bold)
    {
        character = character switch { '\t' or 0x202f or 0x2009 or 0x3000 => ' ', 0x2011 => 0x2010, _ => character };
        var order = (character is (>= 0x25a0 and <= 0x25ff) or (>= 0x2700 and <= 0x27bf) ? Shapes : Letters)[bold ? 1 : 0];
        foreach (var font in order)
        {
            if (Fonts.Value[font].GlyphOf(character) is not 0 and var glyph)
            {
                return (font, glyph);
            }
        }

        return (order[0], 0);
    }

    private void AddGlyphs(SetText text, short run, float size)
    {
        var bold = text.Runs[run].Emphasis.HasFlag(Emphasis.Bold);
        var known = _known[bold ? 1 : 0];
        foreach (var rune in Composed(text.Runs[run].Text).EnumerateRunes())
        {
            var c = rune.Value;
            if (c == '\n')
            {
                text.Glyphs.Add(new(0, 0, 0, run, IsSpace: true, MayEnd: true, EndsLine: true));
                continue;
            }

            if (IsUnseen(c))
            {
                continue;
            }

            if (!known.TryGetValue(c, out var found))
            {
                found = Find(c, bold);
                if (found.Glyph == 0)
                {
                    c = Replacement;
                    found = Find(c, bold);
                }

                known[rune.Value] = found;
                Used[found.Font].TryAdd(found.Glyph, c);
            }

            // "COVID-19" and "2020-11-12" stay whole.
            if (c is >= '0' and <= '9' && text.Glyphs.Count > 0 && text.Glyphs[^1] is { IsHyphen: true } hyphen)
            {
                text.Glyphs[^1] = hyphen with { MayEnd = false };
            }

            var isSpace = c is ' ' or '\t' or 0x3000;
            text.Glyphs.Add(new(found.Font, found.Glyph, Fonts.Value[found.Font].WidthOf(found.Glyph) * size / 1000, run, isSpace, isSpace || c is '-' or '/' or '–' or '—' or '_' or '?' or '&', EndsLine: false, IsHyphen: c == '-'));
        }
    }

    private static void BreakLines(SetText text, float width)
    {
        var glyphs = text.Glyphs;
        var from = 0;
        while (from < glyphs.Count)
        {
            var (used, last, to) = (0f, -1, from);
            while (to < glyphs.Count && !glyphs[to].EndsLine && (used + glyphs[to].Width <= width || glyphs[to].IsSpace || to == from))
            {
                used += glyphs[to].Width;
                if (glyphs[to].MayEnd)
                {
                    last = to;
                }

                to++;
            }

            // A word that is longer than the line is cut where the line ends.
            var next = to == glyphs.Count ? to : glyphs[to].EndsLine ? to + 1 : last >= from ? last + 1 : to;
            var end = Math.Min(next, to);
            while (end > from && glyphs[end - 1].IsSpace)
            {
                end--;
            }

            var length = 0f;
            for (var n = from; n < end; n++)
            {
                length += glyphs[n].Width;
            }

            text.Lines.Add((from, end, length));
            from = next;
        }

        if (text.Lines.Count == 0)
        {
            text.Lines.Add((0, 0, 0));
        }
    }
}
