using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tracker.Application.Documents.Reading;

/// <summary>The automatic numbers of a Word document, counted as Word counts them: "1.", "1.2.3", "(a)", "•".</summary>
internal sealed partial class WordNumbers
{
    private const int Levels = 9;

    private sealed record Level(int Start, string Format, string Text, string Suffix, bool IsLegal, int? RestartAfter);

    private sealed record Styled(string? Num, int? Level, string? BasedOn, bool IsHidden);

    /// <summary>Of each list as it is used: the list it is made of, with its levels where it has its own, and where it begins anew.</summary>
    private sealed record Used(string Abstract, Dictionary<int, Level> Levels, Dictionary<int, int> Starts);

    private readonly Dictionary<string, Dictionary<int, Level>> _abstract = [];
    private readonly Dictionary<string, Used> _used = [];
    private readonly Dictionary<string, Styled> _styles = [];
    private readonly Dictionary<string, int?[]> _counters = [];
    private readonly HashSet<string> _begun = [];

    public WordNumbers(IEnumerable<XElement> numbering, IEnumerable<XElement> styles)
    {
        Dictionary<string, string> linked = [], links = [];
        foreach (var element in numbering)
        {
            var id = Value(element, element.Name == "num" ? "numId" : "abstractNumId", isAttribute: true) ?? "";
            if (element.Name == "abstractNum")
            {
                _abstract[id] = LevelsOf(element.Elements("lvl"));
                if (Value(element, "styleLink") is { } link)
                {
                    linked[link] = id;
                }

                if (Value(element, "numStyleLink") is { } to)
                {
                    links[id] = to;
                }
            }
            else if (element.Name == "num")
            {
                var overrides = element.Elements("lvlOverride").ToList();
                Dictionary<int, int> starts = [];
                foreach (var o in overrides)
                {
                    if (Number(Value(o, "startOverride")) is { } start)
                    {
                        starts[LevelOf(o)] = start;
                    }
                }

                _used[id] = new(Value(element, "abstractNumId") ?? "", LevelsOf(overrides.Elements("lvl")), starts);
            }
        }

        foreach (var (from, style) in links)
        {
            if (linked.TryGetValue(style, out var to) && _abstract.TryGetValue(to, out var levels))
            {
                _abstract[from] = levels;
            }
        }

        foreach (var style in styles.Where(s => s.Name == "style"))
        {
            var numbers = style.Element("pPr")?.Element("numPr");
            _styles[(string?)style.Attribute("styleId") ?? ""] = new(Value(numbers, "numId"), Number(Value(numbers, "ilvl")), Value(style, "basedOn"), IsOn(style.Element("rPr")?.Element("vanish")));
        }
    }

    /// <summary>Whether a style hides what is written in it.</summary>
    public bool IsHidden(string? style) => Chain(style).FirstOrDefault(s => s.IsHidden) is not null;

    /// <summary>The number of the next paragraph with these properties, with the space behind it; empty where it has none.</summary>
    public string Next(XElement? properties)
    {
        var own = properties?.Element("numPr");
        var inherited = Chain(Value(properties, "pStyle")).ToList();
        var num = Value(own, "numId") ?? inherited.FirstOrDefault(s => s.Num is not null)?.Num;
        var level = Math.Clamp(Number(Value(own, "ilvl")) ?? inherited.FirstOrDefault(s => s.Level is not null)?.Level ?? 0, 0, Levels - 1);
        if (num is null or "0" || !_used.TryGetValue(num, out var used) || At(used, level) is not { } at)
        {
            return "";
        }

        if (!_counters.TryGetValue(used.Abstract, out var counters))
        {
            _counters[used.Abstract] = counters = new int?[Levels];
        }

        if (_begun.Add(num))
        {
            foreach (var (which, start) in used.Starts.Where(s => s.Key is >= 0 and < Levels))
            {
                counters[which] = start - 1;
            }
        }

        counters[level] = (counters[level] ?? at.Start - 1) + 1;
        for (var below = level + 1; below < Levels; below++)
        {
            if (At(used, below)?.RestartAfter is not { } after || (after > 0 && level < after))
            {
                counters[below] = null;
            }
        }

        for (var above = 0; above < level; above++)
        {
            counters[above] ??= At(used, above)?.Start ?? 1;
        }

        if (at.Format == "bullet")
        {
            return "• ";
        }

        var text = Place().Replace(at.Text, m => At(used, m.Value[1] - '1') is { } of && m.Value[1] - '1' <= level ? Written(counters[m.Value[1] - '1'] ?? of.Start, at.IsLegal ? "decimal" : of.Format) : "");
        return text.Length == 0 ? "" : at.Suffix == "nothing" ? text : text + " ";
    }

    private Level? At(Used used, int level) =>
        used.Levels.GetValueOrDefault(level) ?? _abstract.GetValueOrDefault(used.Abstract)?.GetValueOrDefault(level);

    /// <summary>A style and those that it is based on; a circle ends.</summary>
    private IEnumerable<Styled> Chain(string? style)
    {
        for (var steps = 0; steps < 20 && style is not null && _styles.TryGetValue(style, out var found); steps++)
        {
            yield return found;
            style = found.BasedOn;
        }
    }

    private static Dictionary<int, Level> LevelsOf(IEnumerable<XElement> levels)
    {
        Dictionary<int, Level> found = [];
        foreach (var level in levels)
        {
            found[LevelOf(level)] = new(Number(Value(level, "start")) ?? 0, Value(level, "numFmt") ?? "decimal", Value(level, "lvlText") ?? "", Value(level, "suff") ?? "tab", IsOn(level.Element("isLgl")), Number(Value(level, "lvlRestart")));
        }

        return found;
    }

    private static string Written(int n, string format) => format switch
    {
        "none" => "",
        "lowerLetter" => Letters(n, 'a'),
        "upperLetter" => Letters(n, 'A'),
        "lowerRoman" => Roman(n).ToLowerInvariant(),
        "upperRoman" => Roman(n),
        "decimalZero" => n.ToString("00", CultureInfo.InvariantCulture),
        _ => n.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>"a" to "z", then "aa": the letter once more for each round.</summary>
    private static string Letters(int n, char first) => n < 1 || n > 26 * 10 ? n.ToString(CultureInfo.InvariantCulture) : new((char)(first + (n - 1) % 26), (n - 1) / 26 + 1);

    public static string Roman(int n)
    {
        if (n is < 1 or > 3999)
        {
            return n.ToString(CultureInfo.InvariantCulture);
        }

        var written = new StringBuilder();
        foreach (var (value, sign) in new[] { (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I") })
        {
            for (; n >= value; n -= value)
            {
                written.Append(sign);
            }
        }

        return written.ToString();
    }

    private static int LevelOf(XElement element) => Number((string?)element.Attribute("ilvl")) ?? 0;

    /// <summary>The value of a child, or of an attribute.</summary>
    internal static string? Value(XElement? element, string name, bool isAttribute = false) =>
        isAttribute ? (string?)element?.Attribute(name) : (string?)element?.Element(name)?.Attribute("val");

    private static int? Number(string? written) => int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && Math.Abs((long)n) < 1_000_000 ? n : null;

    /// <summary>A switch of Word: on where it is there, unless it says that it is off.</summary>
    internal static bool IsOn(XElement? element) => element is not null && (string?)element.Attribute("val") is not ("0" or "false" or "off");

    [GeneratedRegex("%[1-9]")]
    private static partial Regex Place();
}
