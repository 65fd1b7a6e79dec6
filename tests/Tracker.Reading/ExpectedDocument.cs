using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;

namespace Tracker.Reading;

/// <summary>What somebody does with words: one speaker in one sentence, with each of their verbs.</summary>
internal sealed record ExpectedSpeech(string Speaker, IReadOnlyList<ExpectedVerb> Verbs);

/// <summary>A verb as the sentence has it, its strength, and who is asked.</summary>
internal sealed record ExpectedVerb(string Verb, Strength Strength, string? Addressee);

/// <summary>What a careful person says of one paragraph.</summary>
internal sealed class ExpectedParagraph
{
    /// <summary>As the document numbers it, or counted where each has a 1; null where it numbers none.</summary>
    public required string? Number { get; init; }

    /// <summary>The words with which it begins; where <see cref="End"/> is null, all of them.</summary>
    public required string Start { get; init; }

    /// <summary>The words with which it ends.</summary>
    public required string? End { get; init; }

    /// <summary>Lines of the layout that stand within it and are none of its words.</summary>
    public List<string> Without { get; } = [];
    public List<ExpectedSpeech> Speeches { get; } = [];

    /// <summary>"Tides Centre (TC) 2031-2035": a name with its acronym and period.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Names that may be found or not, such as those of places and people.</summary>
    public List<string> Maybe { get; } = [];
    public List<(Money Money, bool IsStatistic)> Sums { get; } = [];
    public List<(DateOnly? Earliest, DateOnly? Latest, string Words)> Dates { get; } = [];

    /// <summary>Keys of the items of <c>register.tsv</c> that it names.</summary>
    public List<string> Matches { get; } = [];
}

/// <summary>A document with what a careful person says of it: <c>NAME.txt</c> and <c>NAME.expected</c> (docs/domain.md, How well it is read).</summary>
internal sealed partial class ExpectedDocument
{
    private readonly List<string> _maybe = [];

    private ExpectedDocument(string name, string text) => (Name, Text) = (name, text);

    public string Name { get; }
    public string Text { get; }

    /// <summary>The document's own, from which "next year" is told.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>With whom: of several plans of one name and period it is theirs.</summary>
    public string Partner { get; private set; } = "";
    public List<ExpectedParagraph> Paragraphs { get; } = [];

    /// <summary>The documents of a folder, by name.</summary>
    /// <exception cref="FormatException">A line of expected answers says nothing that is known, with file and line.</exception>
    public static IReadOnlyList<ExpectedDocument> In(string folder) =>
        [.. Directory.GetFiles(folder, "*.expected").Order(StringComparer.Ordinal).Select(f => Read(Path.GetFileNameWithoutExtension(f), File.ReadAllText(Path.ChangeExtension(f, ".txt")), File.ReadAllLines(f)))];

    public static ExpectedDocument Read(string name, string text, IReadOnlyList<string> answers)
    {
        var document = new ExpectedDocument(name, text);
        foreach (var (n, line) in answers.Index())
        {
            try
            {
                document.Add(line.Trim());
            }
            catch (Exception wrong) when (wrong is FormatException or ArgumentException or IndexOutOfRangeException or InvalidOperationException)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{name}.expected, line {n + 1}: \"{line}\" cannot be read ({wrong.Message})."), wrong);
            }
        }

        document.Paragraphs.ForEach(p => p.Maybe.AddRange([.. document._maybe, .. p.Speeches.Select(s => s.Speaker), .. p.Speeches.SelectMany(s => s.Verbs).Select(v => v.Addressee ?? "")]));
        return document;
    }

    private void Add(string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        var (word, rest) = line.Split(' ', 2) is [var first, var others] ? (first, others.Trim()) : throw new FormatException("nothing stands behind its first word");
        switch (word)
        {
            case "day":
                Day = DayOf(rest);
                break;
            case "partner":
                Partner = rest;
                break;
            case "maybe":
                (Paragraphs.Count == 0 ? _maybe : Paragraphs[^1].Maybe).AddRange(rest.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                break;
            case "paragraph":
                var (number, words) = rest.Split(' ', 2) is [var n, var w] ? (n, w) : throw new FormatException("a paragraph has a number, or -, and words");
                Paragraphs.Add(new() { Number = number == "-" ? null : number, Start = words.Split('…')[0].Trim(), End = words.Split('…') is [_, var end] ? end.Trim() : null });
                break;
            case "without":
                Paragraphs[^1].Without.Add(rest);
                break;
            case "said":
                var speaker = rest[..rest.IndexOf(": ", StringComparison.Ordinal)];
                Paragraphs[^1].Speeches.Add(new(speaker, [.. VerbOf().Matches(rest[(speaker.Length + 2)..]).Select(m => new ExpectedVerb(m.Groups["verb"].Value, Enum.Parse<Strength>(m.Groups["strength"].Value), m.Groups["asked"].Success ? m.Groups["asked"].Value : null))]));
                break;
            case "name":
                Paragraphs[^1].Names.Add(rest);
                break;
            case "money" or "statistic":
                var (currency, amount) = rest.Split(' ') is [var c, var a] ? (c, a) : throw new FormatException("a sum is a currency and an amount");
                Paragraphs[^1].Sums.Add((Money.TryRead(amount, currency, out var money) ? money : throw new FormatException("no amount"), word == "statistic"));
                break;
            case "date":
                var (days, written) = rest.Split(' ', 2) is [var d, var of] ? (d, of) : (rest, "");
                var span = days.Split("..");
                Paragraphs[^1].Dates.Add((span[0].Length > 0 ? DayOf(span[0]) : null, span[^1].Length > 0 ? DayOf(span[^1]) : null, written));
                break;
            case "match":
                Paragraphs[^1].Matches.Add(rest);
                break;
            default:
                throw new FormatException($"\"{word}\" is none of its words");
        }
    }

    private static DateOnly DayOf(string written) => DateOnly.ParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"encouraged = Encouraged > the Ministers, welcomed = Supported".</summary>
    [GeneratedRegex(@"\G(?:, )?(?<verb>[^=]+?) = (?<strength>\w+)(?: > (?<asked>.+?))?(?=, [^=]+ = \w|$)")]
    private static partial Regex VerbOf();
}
