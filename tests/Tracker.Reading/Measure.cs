using System.Text.RegularExpressions;
using Tracker.Domain.Documents;

namespace Tracker.Reading;

/// <summary>Something that was expected and not found, or found and not expected.</summary>
/// <param name="Paragraph">Its number and first words.</param>
internal sealed record Miss(string Document, string Paragraph, string What, bool IsWrong, string Words);

/// <summary>How much of something was expected, found, and right.</summary>
internal sealed record Count(string What, int Expected, int Found, int Right)
{
    public double Precision => Found == 0 ? 1 : (double)Right / Found;
    public double Recall => Expected == 0 ? 1 : (double)Right / Expected;
}

/// <summary>Compares what the domain reads in documents with what a careful person reads.</summary>
internal sealed partial class Measure
{
    public static readonly string[] Everything = ["paragraphs", "speakers", "verbs", "addressees", "names", "money", "dates", "matches"];

    private readonly Dictionary<string, Count> _counts = [];
    private readonly List<Miss> _misses = [];

    /// <summary>What was measured, in the order of <see cref="Everything"/>.</summary>
    public IEnumerable<Count> Counts => Everything.Where(_counts.ContainsKey).Select(w => _counts[w]);
    public IReadOnlyList<Miss> Misses => _misses;

    /// <param name="matcher">Null where nothing finds items yet: matches are not measured then.</param>
    public static Measure Of(ExpectedDocument document, IReadOnlyList<KnownItem> register, Matcher? matcher)
    {
        var measure = new Measure();
        var found = TextReading.Read(document.Text).Where(p => p.Kind == PartKind.Paragraph).ToList();
        var right = 0;
        foreach (var expected in document.Paragraphs)
        {
            // By number and first words, or by its first words alone; what stands in it is compared in any case.
            var part = found.Find(p => p.Number == expected.Number && Begins(p, expected)) ?? found.Find(p => Begins(p, expected));
            var where = $"{expected.Number ?? "-"} “{expected.Start}”";
            if (part is not null)
            {
                found.Remove(part);
                if (part.Number == expected.Number && Ends(part, expected))
                {
                    right++;
                }
                else
                {
                    measure._misses.Add(new(document.Name, where, "paragraphs", true, $"{part.Number ?? "-"} … {part.Words[^Math.Min(part.Words.Length, 60)..]}"));
                    measure._misses.Add(new(document.Name, where, "paragraphs", false, $"{expected.Number ?? "-"} … {expected.End ?? expected.Start}"));
                }
            }
            else
            {
                measure._misses.Add(new(document.Name, where, "paragraphs", false, expected.Start));
            }

            measure.Compare(document, where, expected, part?.Words ?? "", register, matcher);
        }

        foreach (var part in found)
        {
            var where = $"{part.Number ?? "-"} “{part.Words[..Math.Min(part.Words.Length, 40)]}”";
            measure._misses.Add(new(document.Name, where, "paragraphs", true, part.Words[..Math.Min(part.Words.Length, 100)]));
            measure.Compare(document, where, new() { Number = null, Start = "", End = null }, part.Words, register, matcher);
        }

        measure._counts["paragraphs"] = new("paragraphs", document.Paragraphs.Count, right + measure._misses.Count(m => m is { What: "paragraphs", IsWrong: true }), right);
        return measure;
    }

    /// <summary>Several documents together.</summary>
    public static Measure Sum(IReadOnlyCollection<Measure> measures)
    {
        var sum = new Measure();
        foreach (var count in measures.SelectMany(m => m.Counts))
        {
            sum.Add(count);
        }

        sum._misses.AddRange(measures.SelectMany(m => m.Misses));
        return sum;
    }

    private void Compare(ExpectedDocument document, string where, ExpectedParagraph expected, string words, IReadOnlyList<KnownItem> register, Matcher? matcher)
    {
        var sentences = SentenceReading.Sentences(words).Select(s => words[s.Start..s.End]).ToList();
        var said = sentences.ConvertAll(s => SentenceReading.Read(s).Where(u => u.Speaker.Length > 0).ToList());
        void Both<T>(string what, IEnumerable<T> wanted, IEnumerable<T> got, Func<T, T, bool> same, Func<T, string> shown) => Count(document.Name, where, what, [.. wanted], [.. got], same, shown);

        Both("speakers", expected.Speeches.Select(s => s.Speaker), said.SelectMany(SpeakersOf), (a, b) => Folded(a) == Folded(b), s => s);
        var verbs = said.SelectMany(s => s).Select(u => new ExpectedVerb(u.Verb, u.Strength, u.Addressee)).ToList();
        Both("verbs", expected.Speeches.SelectMany(s => s.Verbs), verbs, (a, b) => a.Strength == b.Strength && SameVerb(a.Verb, b.Verb), v => $"{v.Verb} = {v.Strength}");
        Both("addressees", expected.Speeches.SelectMany(s => s.Verbs).Select(v => v.Addressee).OfType<string>(), verbs.Select(v => v.Addressee).OfType<string>(), (a, b) => Folded(a) == Folded(b), a => a);

        var names = sentences.SelectMany(NameReading.Names).Select(n => n.Name + (n.Acronym is { } a ? $" ({a})" : "") + (n.From is { } from ? $" {from}-{n.Until}" : "")).DistinctBy(Folded).ToList();
        var wanted = expected.Names.DistinctBy(Folded).ToList();
        names.RemoveAll(n => !wanted.Exists(w => Folded(w) == Folded(n)) && expected.Maybe.Exists(m => Bare(m).Contains(Bare(n), StringComparison.Ordinal)));
        Both("names", wanted, names, (a, b) => Folded(a) == Folded(b), n => n);

        Both("money", expected.Sums, sentences.SelectMany(FactReading.Sums).Select(s => (s.Money, s.IsStatistic)), (a, b) => a == b, s => (s.IsStatistic ? "statistic " : "") + s.Money.InWords);
        Both("dates", expected.Dates, sentences.SelectMany(s => FactReading.Dates(s, document.Day)).Select(d => (d.Earliest, d.Latest, d.Words)), (a, b) => (a.Earliest, a.Latest) == (b.Earliest, b.Latest), d => $"{d.Earliest:yyyy-MM-dd}..{d.Latest:yyyy-MM-dd} “{d.Words}”");
        if (matcher is not null)
        {
            Both("matches", expected.Matches.Distinct(), matcher(words, document, register).Distinct(), (a, b) => a == b, k => k);
        }
    }

    private void Count<T>(string document, string where, string what, List<T> expected, List<T> found, Func<T, T, bool> same, Func<T, string> shown)
    {
        var (wanted, wrong) = (expected.Count, found.ToList());
        var missing = expected.Where(e => wrong.FindIndex(f => same(e, f)) is var at && (at < 0 || !Took(wrong, at))).ToList();
        _misses.AddRange(wrong.Select(w => new Miss(document, where, what, true, shown(w))));
        _misses.AddRange(missing.Select(m => new Miss(document, where, what, false, shown(m))));
        Add(new(what, wanted, found.Count, found.Count - wrong.Count));
    }

    private static bool Took<T>(List<T> list, int at)
    {
        list.RemoveAt(at);
        return true;
    }

    private void Add(Count more) =>
        _counts[more.What] = _counts.TryGetValue(more.What, out var so) ? new(so.What, so.Expected + more.Expected, so.Found + more.Found, so.Right + more.Right) : more;

    /// <summary>Who speaks in a sentence, in turn.</summary>
    private static IEnumerable<string> SpeakersOf(List<Utterance> sentence) =>
        sentence.Where((u, n) => n == 0 || Folded(u.Speaker) != Folded(sentence[n - 1].Speaker)).Select(u => u.Speaker);

    /// <summary>"Looked forward" is "looked forward to": where a phrase ends is no matter, its strength is.</summary>
    private static bool SameVerb(string a, string b) => $"{Folded(a)} ".StartsWith($"{Folded(b)} ", StringComparison.Ordinal) || $"{Folded(b)} ".StartsWith($"{Folded(a)} ", StringComparison.Ordinal);

    private static bool Begins(TextPart part, ExpectedParagraph expected) =>
        expected.End is null ? Folded(part.Words) == Folded(expected.Start) : Folded(part.Words).StartsWith(Folded(expected.Start), StringComparison.Ordinal);

    private static bool Ends(TextPart part, ExpectedParagraph expected) =>
        (expected.End is null || Folded(part.Words).EndsWith(Folded(expected.End), StringComparison.Ordinal)) && expected.Without.TrueForAll(w => !Folded(part.Words).Contains(Folded(w), StringComparison.Ordinal));

    /// <summary>For comparing: one kind of space and quotation mark, no "the" before it, small letters.</summary>
    private static string Folded(string words) =>
        Article().Replace(Spaces().Replace(TextReading.Clean(words), " ").Trim().Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Replace('–', '-').ToLowerInvariant(), "");

    /// <summary>Its words and nothing between them, for asking whether one stands in another.</summary>
    private static string Bare(string words) => $" {string.Join(' ', Words().Matches(Folded(words)).Select(m => m.Value))} ";

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("^the ")]
    private static partial Regex Article();
}
