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

/// <summary>An utterance in its paragraph.</summary>
/// <param name="Start">Where its sentence begins, in characters.</param>
/// <param name="End">Behind the last character of its sentence.</param>
/// <param name="Lead">Of what a list holds: the sentence that leads to the list; null elsewhere.</param>
public sealed record Saying(Utterance Said, int Start, int End, (int Start, int End)? Lead);

/// <summary>Finds who says what in a paragraph, and how strongly (docs/domain.md, Who says what); the verbs are in <c>Rules/verbs.tsv</c>.</summary>
public static partial class SentenceReading
{
    private static readonly IReadOnlyList<(string Phrase, Strength Strength)> _verbs =
        [.. RuleTable.Rows("verbs").Select(r => (r[0], Enum.Parse<Strength>(r[1]))).OrderByDescending(v => v.Item1.Count(c => c == ' ')).ThenByDescending(v => v.Item1.Length)];

    private static readonly string _anyVerb = string.Join('|', _verbs.Select((v, n) => $"(?<v{n.ToString(CultureInfo.InvariantCulture)}>{PatternOf(v.Phrase)})"));

    private const string Adverbs = @"(?:(?:also|further|furthermore|strongly|warmly|highly|deeply|sincerely|fully|once|again|jointly|particularly|especially|likewise)\s+){0,2}";

    /// <summary>A name, or a few words that begin with a capital letter: "We", "The ROK", "ASEAN Member States", "Both sides".</summary>
    private const string Speaker = @"(?<speaker>(?:[Ww]e|[Tt]hey|[Bb]oth sides|[Tt]he two sides|(?:(?:[Tt]he|All|[Bb]oth)\s+)?\p{Lu}[\p{L}\p{N}.’'&-]*(?:\s+(?:of|and|the|from|for)(?=\s+(?:the\s+)?\p{Lu})|\s+(?:the\s+)?\p{Lu}[\p{L}\p{N}.’'&-]*|\s+\(\p{Lu}[^()]{0,40}\)){0,9}))";

    private static readonly Regex _first = new($@"^(?:[^.]{{0,160}}?,\s+)?{Speaker}\s+{Adverbs}(?<verb>{_anyVerb})\b", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(ReadingTime.Most));

    private static readonly Regex _further = new($@"(?:,|;|\band|\bwhile|\bas\s+well\s+as)\s+(?:{Speaker}\s+)?{Adverbs}(?<verb>{_anyVerb})\b", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(ReadingTime.Most));

    /// <summary>A sentence of more characters is no sentence of a document; it is parted between two of its words, and each part is read alone.</summary>
    public const int LongestSentence = 4000;

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

        return [.. sentences.SelectMany(s => Parted(paragraph, s.Item1, s.Item2))];
    }

    /// <summary>One sentence without the white space around it, in parts where it is too long; none where it has no words, as between a full stop and the end of its line.</summary>
    private static IEnumerable<(int Start, int End)> Parted(string paragraph, int start, int end)
    {
        while (true)
        {
            while (start < end && char.IsWhiteSpace(paragraph[start]))
            {
                start++;
            }

            while (start < end && char.IsWhiteSpace(paragraph[end - 1]))
            {
                end--;
            }

            if (start == end)
            {
                yield break;
            }

            if (end - start <= LongestSentence)
            {
                yield return (start, end);
                yield break;
            }

            var space = paragraph.LastIndexOf(' ', start + LongestSentence, LongestSentence);
            var cut = space > start ? space : char.IsLowSurrogate(paragraph[start + LongestSentence]) ? start + LongestSentence - 1 : start + LongestSentence;
            yield return (start, paragraph.AsSpan(start, cut - start).TrimEnd().Length + start);
            start = cut;
        }
    }

    /// <summary>What is said in a paragraph, in its order; a sentence in which nobody speaks is one without speaker and verb.</summary>
    public static IReadOnlyList<Utterance> Read(string paragraph) => [.. Sentences(paragraph).SelectMany(s => Read(paragraph, s.Start, s.End))];

    /// <summary>What is said in a paragraph, with its sentences; what a list holds is said by who leads to it: "They agreed to: (a) …".</summary>
    public static IEnumerable<Saying> Sayings(string paragraph)
    {
        (Utterance Said, int Start, int End)? leading = null;
        foreach (var (start, end) in Sentences(paragraph))
        {
            foreach (var said in Read(paragraph, start, end))
            {
                if (said.Verb.Length > 0)
                {
                    leading = LeadsOn().IsMatch(said.Words) ? (said, start, end) : null;
                    yield return new(said, start, end, null);
                }
                else if (leading is { } lead && (Bullet().IsMatch(said.Words) || char.IsLower(said.Words[0])))
                {
                    yield return new(lead.Said with { Words = Bullet().Replace(said.Words, ""), Start = said.Start, End = said.End }, start, end, (lead.Start, lead.End));
                }
                else
                {
                    leading = null;
                    yield return new(said, start, end, null);
                }
            }
        }
    }

    private static List<Utterance> Read(string paragraph, int start, int end)
    {
        List<Utterance> said = [];
        var sentence = paragraph[start..end];
        if (_first.Match(sentence) is not { Success: true } first)
        {
            return [new("", "", Strength.Acknowledged, null, sentence, start, end)];
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

        return said;
    }

    [GeneratedRegex(@"^\s*(?:\(?(?:[a-z]|[ivx]{1,4}|[0-9]{1,2})[).]|[•●▪–—*-])\s+", RegexOptions.CultureInvariant, ReadingTime.Most)]
    internal static partial Regex Bullet();

    [GeneratedRegex(@":\s*$", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex LeadsOn();

    private static bool IsPast(string verb) => PastTense().IsMatch(verb);

    private static string Once(string words) => Spaces().Replace(words, " ");

    private static string PatternOf(string phrase) =>
        string.Join(@"\s+", phrase.Split(' ').Select(w => w == "~" ? @"[\p{L}-]+" : w.Contains('/') ? $"(?:{string.Join('|', w.Split('/').Select(Regex.Escape))})" : Regex.Escape(w)));

    [GeneratedRegex(@"[.!?](?:[”""’)\]]{0,2})(?=\s+[\p{Lu}\p{Lo}“‘""(0-9]|\s*\n|\s*$)|\n", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex SentenceEnd();

    /// <summary>Words with a full stop that end no sentence; so the sentences of a paragraph and its blocks are told alike.</summary>
    [GeneratedRegex(@"(?:\b(?:H\.E|U\.S|U\.K|U\.N|e\.g|i\.e|No|Nos|Mr|Mrs|Ms|Dr|St|vs|cf|Art|para|paras|Vol|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|\b\p{Lu}\.)$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    internal static partial Regex Abbreviation();

    [GeneratedRegex(@"^(?<who>(?:the |all )?\p{Lu}[\p{L}’'-]*(?:\s+(?:(?:of|and|the|for)\s+)?\p{Lu}[\p{L}’'-]*){0,7}|all (?:parties|stakeholders|countries)(?: concerned)?|both sides|relevant (?:bodies|ministries|agencies)) to\b", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Asked();

    /// <summary>Verbs behind which stands who is asked, however they are called; "encouraged" and "called for" may have a thing there.</summary>
    [GeneratedRegex(@"^(?:urge|call(?:s|ed)?\s+(?:up)?on|invite|request|task|direct|instruct|ask|mandate|entrust)", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex AsksSomebody();

    [GeneratedRegex(@"^(?<who>(?:the|all|our|its|their|both|relevant)\s+(?:[^\s,;.]+\s+){0,7}?[^\s,;.]+|them|it)\s+(?:to|with)\b", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex AskedInSmallLetters();

    [GeneratedRegex(@"^(?:\p{L}+ed|took|undertook|was|were|would)\b", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex PastTense();

    [GeneratedRegex(@"^\s+(?:at|by|during|under)\b", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Participle();

    [GeneratedRegex(@"\s+", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Spaces();
}
