using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Domain.Documents;

/// <summary>What somebody does with words in one sentence: several verbs of one speaker are several of these.</summary>
/// <param name="Speaker">As the sentence names them: "We", "ASEAN Leaders"; empty where nobody speaks.</param>
/// <param name="Verb">As the sentence has it, without adverbs; empty where nobody speaks.</param>
/// <param name="Addressee">Who is asked; null where nobody is.</param>
/// <param name="Words">What is said of what: from behind the verb to the next one, or to the end of the sentence.</param>
/// <param name="Start">Where <paramref name="Words"/> with its verb begins in the paragraph, in characters.</param>
/// <param name="End">Behind its last character.</param>
public sealed record Utterance(string Speaker, string Verb, Strength Strength, string? Addressee, string Words, int Start, int End);

/// <summary>Finds who says what in a paragraph, and how strongly (docs/domain.md, Who says what); the verbs are in <c>Rules/verbs.tsv</c>.</summary>
public static partial class SentenceReading
{
    private static readonly IReadOnlyList<(string Phrase, Strength Strength)> _verbs =
        [.. RuleTable.Rows("verbs").Select(r => (r[0], Enum.Parse<Strength>(r[1]))).OrderByDescending(v => v.Item1.Count(c => c == ' ')).ThenByDescending(v => v.Item1.Length)];

    private static readonly string _anyVerb = string.Join('|', _verbs.Select((v, n) => $"(?<v{n.ToString(CultureInfo.InvariantCulture)}>{PatternOf(v.Phrase)})"));

    private const string Adverbs = @"(?:(?:also|further|furthermore|strongly|warmly|highly|deeply|sincerely|fully|once|again|jointly|particularly|especially|likewise)\s+){0,2}";

    /// <summary>A name, or a few words that begin with a capital letter: "We", "The ROK", "ASEAN Member States", "Both sides".</summary>
    private const string Speaker = @"(?<speaker>(?:[Ww]e|[Tt]hey|[Bb]oth sides|[Tt]he two sides|(?:(?:[Tt]he|All|[Bb]oth)\s+)?\p{Lu}[\p{L}\p{N}.’'&-]*(?:\s+(?:of|and|the|from|for)(?=\s+(?:the\s+)?\p{Lu})|\s+(?:the\s+)?\p{Lu}[\p{L}\p{N}.’'&-]*|\s+\(\p{Lu}[^()]{0,40}\)){0,9}))";

    private static readonly Regex _first = new($@"^(?:[^.]{{0,160}}?,\s+)?{Speaker}\s+{Adverbs}(?<verb>{_anyVerb})\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex _further = new($@"(?:,|;|\band|\bwhile|\bas\s+well\s+as)\s+(?:{Speaker}\s+)?{Adverbs}(?<verb>{_anyVerb})\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The sentences of a paragraph, each from where it begins to behind its end.</summary>
    public static IReadOnlyList<(int Start, int End)> Sentences(string paragraph)
    {
        List<(int, int)> sentences = [];
        var start = 0;
        foreach (Match end in SentenceEnd().Matches(paragraph))
        {
            // The last characters tell an abbreviation.
            if (!Abbreviation().IsMatch(paragraph.AsSpan(Math.Max(start, end.Index - 12), end.Index + 1 - Math.Max(start, end.Index - 12))))
            {
                sentences.Add((start, end.Index + end.Length));
                start = end.Index + end.Length;
            }
        }

        if (paragraph[start..].Trim().Length > 0)
        {
            sentences.Add((start, paragraph.Length));
        }

        // What lies between a full stop and the end of its line is no sentence.
        return [.. sentences.Where(s => !string.IsNullOrWhiteSpace(paragraph[s.Item1..s.Item2])).Select(s => (s.Item1 + paragraph[s.Item1..s.Item2].TakeWhile(char.IsWhiteSpace).Count(), s.Item1 + paragraph[s.Item1..s.Item2].TrimEnd().Length))];
    }

    /// <summary>What is said in a paragraph, in its order; a sentence in which nobody speaks is one without speaker and verb.</summary>
    public static IReadOnlyList<Utterance> Read(string paragraph)
    {
        List<Utterance> said = [];
        foreach (var (start, end) in Sentences(paragraph))
        {
            var sentence = paragraph[start..end];
            if (_first.Match(sentence) is not { Success: true } first)
            {
                said.Add(new("", "", Strength.Acknowledged, null, sentence, start, end));
                continue;
            }

            List<(Match Match, string Speaker)> verbs = [(first, Once(first.Groups["speaker"].Value))];
            for (var next = _further.Match(sentence, first.Index + first.Length); next.Success; next = _further.Match(sentence, next.Index + next.Length))
            {
                // "To support" and "adopted at" are no verbs of the speaker.
                if (IsPast(next.Groups["verb"].Value) == IsPast(first.Groups["verb"].Value) && !Participle().IsMatch(sentence.AsSpan(next.Index + next.Length)))
                {
                    verbs.Add((next, next.Groups["speaker"].Success ? Once(next.Groups["speaker"].Value) : verbs[^1].Speaker));
                }
            }

            for (var n = 0; n < verbs.Count; n++)
            {
                var verb = verbs[n].Match.Groups["verb"];
                var until = n + 1 < verbs.Count ? verbs[n + 1].Match.Index : sentence.Length;
                var words = sentence[(verb.Index + verb.Length)..until].Trim();
                var strength = _verbs[Enumerable.Range(0, _verbs.Count).First(v => verbs[n].Match.Groups[$"v{v.ToString(CultureInfo.InvariantCulture)}"].Success)].Strength;
                var asked = strength == Strength.Encouraged && (Asked().Match(words) is { Success: true } name ? name : AsksSomebody().IsMatch(verb.Value) ? AskedInSmallLetters().Match(words) : Match.Empty) is { Success: true } who ? who.Groups["who"].Value : null;
                said.Add(new(verbs[n].Speaker, Once(verb.Value), strength, asked, words, start + verb.Index, start + until));
            }
        }

        return said;
    }

    private static bool IsPast(string verb) => PastTense().IsMatch(verb);

    private static string Once(string words) => Spaces().Replace(words, " ");

    private static string PatternOf(string phrase) =>
        string.Join(@"\s+", phrase.Split(' ').Select(w => w == "~" ? @"[\p{L}-]+" : w.Contains('/') ? $"(?:{string.Join('|', w.Split('/').Select(Regex.Escape))})" : Regex.Escape(w)));

    [GeneratedRegex(@"[.!?](?:[”""’)\]]{0,2})(?=\s+[\p{Lu}\p{Lo}“‘""(\d]|\s*\n|\s*$)|\n", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    /// <summary>Words with a full stop that end no sentence; so the sentences of a paragraph and its blocks are told alike.</summary>
    [GeneratedRegex(@"(?:\b(?:H\.E|U\.S|U\.K|U\.N|e\.g|i\.e|No|Nos|Mr|Mrs|Ms|Dr|St|vs|cf|Art|para|paras|Vol|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|\b\p{Lu}\.)$", RegexOptions.CultureInvariant)]
    internal static partial Regex Abbreviation();

    [GeneratedRegex(@"^(?<who>(?:the |all )?\p{Lu}[\p{L}’'-]*(?:\s+(?:of|and|the|for)?\s*\p{Lu}[\p{L}’'-]*){0,7}|all (?:parties|stakeholders|countries)(?: concerned)?|both sides|relevant (?:bodies|ministries|agencies)) to\b", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    /// <summary>Verbs behind which stands who is asked, however they are called; "encouraged" and "called for" may have a thing there.</summary>
    [GeneratedRegex(@"^(?:urge|call(?:s|ed)?\s+(?:up)?on|invite|request|task|direct|instruct|ask|mandate|entrust)", RegexOptions.CultureInvariant)]
    private static partial Regex AsksSomebody();

    [GeneratedRegex(@"^(?<who>(?:the|all|our|its|their|both|relevant)\s+(?:[^\s,;.]+\s+){0,7}?[^\s,;.]+|them|it)\s+(?:to|with)\b", RegexOptions.CultureInvariant)]
    private static partial Regex AskedInSmallLetters();

    [GeneratedRegex(@"^(?:\p{L}+ed|took|undertook|was|were|would)\b", RegexOptions.CultureInvariant)]
    private static partial Regex PastTense();

    [GeneratedRegex(@"^\s+(?:at|by|during|under)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Participle();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
