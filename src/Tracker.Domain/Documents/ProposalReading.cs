using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Domain.Documents;

/// <summary>
/// Proposes items from the sentences of a document (docs/domain.md, Proposals): what it names, and what is to be done. Its
/// tables are <c>Rules/actions.tsv</c>, <c>events.tsv</c>, <c>things.tsv</c>, <c>heads.tsv</c>, <c>strangers.tsv</c> and <c>areas.tsv</c>.
/// </summary>
/// <remarks>Pure: the same text is proposed in the same way. More is proposed than a register wants; what is missing costs more than what is too much.</remarks>
public static partial class ProposalReading
{
    private const int LongestTitle = 300;

    /// <summary>A part of a sentence that names more is no sentence of a document.</summary>
    private const int MostNames = 100;

    private static readonly List<(string Begin, string[] Forms, Nature Nature)> _actions =
        [.. RuleTable.Rows("actions").Select(r => (r[0], r[1].Split('/'), Enum.Parse<Nature>(r[2])))];

    private static readonly Dictionary<string, (string Begin, Nature Nature)> _formsOfActions =
        _actions.SelectMany(a => a.Forms.Select(f => (Form: f, a.Begin, a.Nature))).ToDictionary(f => f.Form, f => (f.Begin, f.Nature), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, (Kind Kind, Form Form)?> _heads = RuleTable.Rows("heads").DistinctBy(r => r[0]).ToDictionary(
        r => r[0], r => r[1] == "-" ? ((Kind, Form)?)null : (Enum.Parse<Kind>(r[1]), Enum.Parse<Form>(r[2])), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, (Kind Kind, Form Form)> _things =
        RuleTable.Rows("things").ToDictionary(r => r[0], r => (Enum.Parse<Kind>(r[1]), Enum.Parse<Form>(r[2])), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> _together = [.. RuleTable.Rows("together").Select(r => r[0])];

    private static readonly List<(Area Area, Pillar Pillar, Regex Words)> _areas =
        [.. RuleTable.Rows("areas").Select(r => (Enum.Parse<Area>(r[0]), Enum.Parse<Pillar>(r[1]), Of($@"\b(?:{string.Join('|', r[2].Split('/').Select(w => w.EndsWith('-') ? Regex.Escape(w[..^1]) + @"[\p{L}-]*" : Regex.Escape(w) + @"\b"))})")))];

    private const string Adverbs = @"(?:(?:further|effectively|actively|jointly|fully|strongly|closely|continuously|more|to|better|also|substantially)\s+){0,3}";

    /// <summary>What stands before the noun of an action: "the ROK’s continued", "closer", "active".</summary>
    private const string Before = @"(?:(?:the|an?|our|their|its|all|more|closer|further|greater|joint|active|continued|continuing|continuous|enhanced|increased|effective|full|early|expeditious|substantive|successful|international|strong|practical|comprehensive|concrete|deeper|robust|timely|smooth|and|on-going|ongoing|concerted|\p{Lu}[\p{L}-]*[’']s?)\s+){0,6}";

    private static readonly string _anyAction = string.Join('|', _formsOfActions.Keys.OrderByDescending(f => f.Length).Select(f => Regex.Escape(f).Replace(@"\ ", @"\s+", StringComparison.Ordinal)));

    private static readonly Regex _action = Of($@"^(?:{Adverbs}|{Before})(?<form>{_anyAction})\b\s*(?<rest>.*)$", RegexOptions.Singleline);

    private static readonly Regex _onlyBefore = Of($"^{Before}$");

    private static readonly Regex _joint = Of($@"[;:]\s+|,?\s+\b(?:including(?:\s+those)?(?:\s+(?:through|by|in|under))?|as\s+well\s+as|in\s+order\s+to|with\s+the\s+(?:purpose|aim|view)\s+(?:of|to)|aimed\s+at|(?:and\s+)?through|by(?=\s+\p{{Ll}}+ing\b)|which\s+(?:aims?|seeks?)\s+to|that\s+(?:aims?|seeks?)\s+to|to(?=\s+further\s+(?-i:{_anyAction})\b)|in\s+(?=promoting|increasing|developing|narrowing|mitigating|supporting|strengthening|enhancing|building|advancing))\s+|,?\s+and\s+(?:to\s+)?(?=(?:{Adverbs}|{Before})(?-i:{_anyAction})\b)|,\s+(?:to\s+)?(?=(?:{Adverbs}|{Before})(?-i:{_anyAction})\b)");

    private static readonly Regex _event = Of($@"\b(?<event>{string.Join('|', RuleTable.Rows("events").Select(r => r[0]).OrderByDescending(e => e.Length).Select(e => Regex.Escape(e).Replace(@"\ ", @"\s+", StringComparison.Ordinal)))})\s+(?:(?:the|an?|its|their|our|new|first|second|third|proposed|planned|future|next|joint)\s+|[“”‘’""]){{0,4}}$");

    private static readonly Regex _thing = Of($@"^(?<before>(?:(?:the|an?|our|their|its|first|new|joint|more|future|planned|proposed|additional|\p{{Lu}}[\p{{L}}-]*(?:[’']s?)?)\s+|(?!on\b|of\b|for\b|and\b|in\b|to\b|with\b|at\b|by\b|from\b|under\b)\p{{Ll}}[\p{{L}}-]+\s+){{0,6}}?)(?<thing>{string.Join('|', _things.Keys.OrderByDescending(t => t.Length).Select(t => Regex.Escape(t).Replace(@"\ ", @"\s+", StringComparison.Ordinal)))})\b(?<rest>.*)$", RegexOptions.Singleline);

    /// <summary>What the paragraphs of a document propose, in its order.</summary>
    /// <param name="paragraphs">The words of each.</param>
    /// <param name="day">Of the document.</param>
    /// <param name="acronyms">Of items that the register knows: the text may use them without saying what they are.</param>
    public static IReadOnlyList<Proposal> Read(IReadOnlyList<string> paragraphs, DateOnly day, IReadOnlyDictionary<string, (Kind Kind, Form Form)>? acronyms = null)
    {
        List<Proposal> proposals = [];
        Dictionary<string, Proposal> defined = [];
        Dictionary<string, int> keys = [];
        for (var n = 0; n < paragraphs.Count; n++)
        {
            HashSet<string> here = [];
            Utterance? leading = null;
            var sentences = SentenceReading.Sentences(paragraphs[n]);
            foreach (var alone in InTime(() => SentenceReading.Read(paragraphs[n])))
            {
                // What a list holds is said by who leads to it: "They agreed to: (a) …".
                var said = alone.Verb.Length == 0 && leading is not null ? leading with { Words = Bullet().Replace(alone.Words, ""), Addressee = null, Start = alone.Start, End = alone.End } : alone;
                leading = alone.Verb.Length > 0 ? LeadsOn().IsMatch(alone.Words) ? alone : null : leading;
                var sentence = SentenceOf(sentences, said);
                foreach (var proposal in InTime(() => Of(n, said, sentence, day, defined, acronyms)))
                {
                    if (here.Add($"{proposal.Title}|{said.Verb}|{proposal.Start}"))
                    {
                        var words = HashOf(paragraphs[n][sentence.Start..sentence.End]);
                        proposals.Add(proposal with { Key = $"{words}-{keys[words] = keys.GetValueOrDefault(words) + 1}" });
                    }
                }
            }
        }

        return proposals;
    }

    /// <summary>Nothing, where words were made to be read without end.</summary>
    private static List<T> InTime<T>(Func<IEnumerable<T>> read)
    {
        try
        {
            return [.. read()];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    /// <summary>What stays the same while other paragraphs are put right: the sentence's own words.</summary>
    private static string HashOf(string sentence) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sentence)))[..12];

    private static (int Start, int End) SentenceOf(IReadOnlyList<(int Start, int End)> sentences, Utterance said) =>
        sentences.FirstOrDefault(s => s.Start <= said.Start && said.Start < s.End, (said.Start, said.End));

    private static IEnumerable<Proposal> Of(int paragraph, Utterance said, (int Start, int End) sentence, DateOnly day, Dictionary<string, Proposal> defined, IReadOnlyDictionary<string, (Kind Kind, Form Form)>? acronyms)
    {
        var context = new Context(paragraph, said, sentence, day, defined, acronyms);

        // Where nobody speaks, as in the lines of a plan, only what is named or begins with something to be done is proposed.
        if (said.Verb.Length == 0)
        {
            var line = Bullet().Replace(said.Words, "");
            foreach (var proposal in OfSegment(context, line, "", isFirst: false))
            {
                yield return proposal;
            }

            yield break;
        }

        var isFirst = true;
        var words = said.Addressee is { } asked ? said.Words[(said.Words.IndexOf(asked, StringComparison.Ordinal) + asked.Length)..] : said.Words;
        string? last = null;
        foreach (var (joint, segment) in Segments(words))
        {
            // "Ease the flow of goods, as well as the movement of people".
            var begun = _action.Match(segment);
            var whole = !begun.Success && last is not null && AsWell().IsMatch(joint) ? $"{last} {segment}" : segment;
            foreach (var proposal in OfSegment(context, whole, joint, isFirst))
            {
                yield return proposal;
            }

            last = begun.Success ? Spaces().Replace(begun.Groups["form"].Value, " ") : last;
            isFirst = false;
        }
    }

    private sealed record Context(int Paragraph, Utterance Said, (int Start, int End) Sentence, DateOnly Day, Dictionary<string, Proposal> Defined, IReadOnlyDictionary<string, (Kind Kind, Form Form)>? Acronyms)
    {
        private readonly Dictionary<string, (Area, Pillar, DateRead?, Money?)> _facts = [];

        /// <summary>What is the same for all that one part of the sentence proposes.</summary>
        public (Area Area, Pillar Pillar, DateRead? Deadline, Money? Sum) FactsOf(string segment)
        {
            if (!_facts.TryGetValue(segment, out var facts))
            {
                var (area, pillar) = AreaOf(segment, Said.Words);
                _facts[segment] = facts = (
                    area,
                    pillar,
                    FactReading.Dates(segment, Day).FirstOrDefault(d => d.Latest >= Day && d.Earliest != d.Latest && !char.IsDigit(d.Words[0])),
                    FactReading.Sums(segment).FirstOrDefault(s => !s.IsStatistic)?.Money);
            }

            return facts;
        }
    }

    /// <summary>The parts of what is said that may each be something of their own.</summary>
    private static IEnumerable<(string Joint, string Words)> Segments(string words)
    {
        var rest = Lead().Replace(words.Trim(), "");
        rest = Aside().Replace(rest, "");
        var (start, last) = (0, "");
        foreach (Match joint in _joint.Matches(rest))
        {
            // Nothing is split within brackets, between adjectives, or where one object follows two actions.
            var before = rest[start..joint.Index];
            if (before.Count(c => c == '(') > before.Count(c => c == ')') || _onlyBefore.IsMatch($"{before} ") || Unfinished(before))
            {
                continue;
            }

            foreach (var part in Listed(before))
            {
                yield return (last, part);
            }

            (start, last) = (joint.Index + joint.Length, joint.Value);
        }

        foreach (var part in Listed(rest[start..]))
        {
            yield return (last, part);
        }
    }

    /// <summary>"The efficiency of" and "the promotion": what they are of stands behind the next action.</summary>
    private static bool Unfinished(string before) =>
        Preposition().IsMatch(before) || (LastWord().Match(before) is { Success: true } last && _formsOfActions.ContainsKey($"{last.Value} of"));

    /// <summary>"Cooperation on trade, tourism and ports" is three; of two things with "and" nobody knows.</summary>
    private static IEnumerable<string> Listed(string segment)
    {
        var trimmed = Ends().Replace(segment, "");
        if (trimmed.Length == 0)
        {
            yield break;
        }

        if (List().Match(trimmed) is { Success: true } list && Comma().Split(list.Groups["list"].Value).Count(o => !Word().Matches(o).Any(w => _together.Contains(w.Value))) > 1 && !NameReading.Names(list.Groups["list"].Value).Any(n => n.Name.Contains(',')))
        {
            foreach (var one in Comma().Split(list.Groups["list"].Value).Where(o => o.Trim().Length > 0))
            {
                yield return $"{list.Groups["head"].Value}{one.Trim()}";
            }
        }
        else
        {
            yield return trimmed;
        }
    }

    private static IEnumerable<Proposal> OfSegment(Context context, string segment, string joint, bool isFirst)
    {
        var names = NameReading.Names(segment).Where(n => !IsStranger(n)).Take(MostNames).ToList();
        var action = _action.Match(segment);
        var hasNamed = false;
        foreach (var name in names)
        {
            if (Named(context, segment, name, names) is { } named)
            {
                hasNamed = true;
                yield return named;
            }
        }

        var things = Things(context, segment, names).ToList();
        foreach (var thing in things)
        {
            yield return thing;
        }

        if (action.Success)
        {
            var (begin, nature) = ActionOf(action);
            var isSaid = things.Count > 0 || (hasNamed && (nature == Nature.Deliverable || OnlyOfThat().IsMatch(action.Groups["rest"].Value)));
            if (isSaid && hasNamed && AndImplementation().Match(segment) is { Success: true } implemented)
            {
                yield return Commitment(context, segment, $"Implement {implemented.Groups["rest"].Value}", Nature.Continuing, names);
            }

            if (!isSaid && action.Groups["rest"].Value.Trim().Length > 2)
            {
                yield return Commitment(context, segment, TitleOf(action), NatureOf(context, nature), names);
            }
        }
        else if (hasNamed && isFirst && things.Count == 0 && IsAboutMore(segment, names[0]))
        {
            yield return Commitment(context, segment, Article().Replace(segment, ""), context.Said.Strength == Strength.Acknowledged ? Nature.Position : Nature.Continuing, names);
        }
        else if (!isFirst && names.Count == 0 && things.Count == 0 && (Means().IsMatch(segment) || (Including().IsMatch(joint) && segment.Contains(' ', StringComparison.Ordinal))))
        {
            yield return Commitment(context, segment, Article().Replace(segment, ""), context.Said.Strength == Strength.Acknowledged ? Nature.Position : Nature.Continuing, names);
        }
        else if (isFirst && !hasNamed && things.Count == 0 && Letters().Count(segment) > 5 && !Courtesy().IsMatch(segment))
        {
            yield return Commitment(context, segment, Article().Replace(segment, ""), context.Said.Strength == Strength.Acknowledged ? Nature.Position : Nature.Continuing, names);
        }
    }

    /// <summary>"The principle of the Policy" is more than the policy, "the progress of the establishment of the Centre" is not more than the centre.</summary>
    private static bool IsAboutMore(string segment, NameRead name)
    {
        var before = Ends().Replace(OfThe().Replace(Article().Replace(Strip().Replace(segment[..Math.Min(name.Start, segment.Length)], ""), ""), ""), "");
        before = _event.Replace($"{before} ", "");
        return Letters().Count(before) > 6 && !Happening().IsMatch(before) && !_onlyBefore.IsMatch($"{before.Trim()} ") && !AtAPlace().IsMatch(before);
    }

    private static (string Begin, Nature Nature) ActionOf(Match action) => _formsOfActions[Spaces().Replace(action.Groups["form"].Value, " ")];

    /// <summary>"Further cooperation in trade" is "Cooperate in trade", "assistance to promote trade" is "Promote trade".</summary>
    private static string TitleOf(Match action)
    {
        var (form, rest) = (action.Groups["form"].Value, action.Groups["rest"].Value);
        var toDo = form.EndsWith(" to", StringComparison.OrdinalIgnoreCase) ? rest : rest.StartsWith("to ", StringComparison.OrdinalIgnoreCase) ? rest[3..] : "";
        if (_action.Match(toDo) is { Success: true } inner)
        {
            return TitleOf(inner);
        }

        var begin = ActionOf(action).Begin;
        return begin.EndsWith('~')
            ? $"{begin[..^1]}{(form.Contains(' ', StringComparison.Ordinal) ? $"{form[(form.LastIndexOf(' ') + 1)..]} " : "")}{rest}"
            : $"{begin} {WithoutOf().Replace(rest, "")}";
    }

    private static Nature NatureOf(Context context, Nature nature) =>
        IsProposal(context) ? Nature.Proposal
        : nature == Nature.Continuing && context.Said.Strength == Strength.Acknowledged && !Joint().IsMatch(context.Said.Words) && Importance().IsMatch(context.Said.Verb) ? Nature.Position
        : nature;

    private static bool IsProposal(Context context) => OwnProposal().IsMatch(context.Said.Words) || OwnProposal().IsMatch(context.Said.Verb);

    private static Regex Of(string pattern, RegexOptions options = RegexOptions.None) => new(pattern, options | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(2));
}
