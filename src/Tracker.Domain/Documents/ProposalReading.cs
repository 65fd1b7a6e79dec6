using System.Text.RegularExpressions;
using Tracker.Domain.Items;

namespace Tracker.Domain.Documents;

/// <summary>
/// Proposes items from the sentences of a document (docs/domain.md, Proposals): what it names, and what is to be done. Its
/// tables are <c>Rules/actions.tsv</c>, <c>events.tsv</c>, <c>things.tsv</c>, <c>heads.tsv</c>,
/// <c>strangers.tsv</c>, <c>together.tsv</c> and <c>areas.tsv</c>.
/// </summary>
/// <remarks>Pure: the same text is proposed in the same way. More is proposed than a register wants; what is missing costs more than what is too much.</remarks>
public static partial class ProposalReading
{
    private const int LongestTitle = 300;

    /// <summary>A part of a sentence that names more is no sentence of a document.</summary>
    private const int MostNames = 100;

    /// <summary>So many actions may stand in one another before a title begins: "support assistance to promote".</summary>
    private const int MostActions = 5;

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
    public static IReadOnlyList<Proposal> Read(IReadOnlyList<string> paragraphs, DateOnly day, IReadOnlyDictionary<string, (Kind Kind, Form Form)>? acronyms = null) =>
        Read(paragraphs, day, acronyms, out _);

    /// <summary>What the paragraphs of a document propose, in its order.</summary>
    /// <param name="unread">Places, from 0, of paragraphs that could not be read in time and propose nothing.</param>
    /// <inheritdoc cref="Read(IReadOnlyList{string}, DateOnly, IReadOnlyDictionary{string, ValueTuple{Kind, Form}})"/>
    public static IReadOnlyList<Proposal> Read(IReadOnlyList<string> paragraphs, DateOnly day, IReadOnlyDictionary<string, (Kind Kind, Form Form)>? acronyms, out IReadOnlyList<int> unread)
    {
        List<Proposal> proposals = [];
        List<int> endless = [];
        Dictionary<string, Proposal> defined = [];
        for (var n = 0; n < paragraphs.Count; n++)
        {
            try
            {
                HashSet<(string, string, string?, int)> here = [];
                List<Proposal> proposed = [];
                foreach (var saying in SentenceReading.Sayings(paragraphs[n]))
                {
                    proposed.AddRange(Of(new(n, saying, day, defined, acronyms)).Where(p => here.Add((p.Title, p.Verb, p.Period?.Text, p.Start))));
                }

                proposals.AddRange(proposed);
            }
            catch (RegexMatchTimeoutException)
            {
                endless.Add(n);
            }
        }

        unread = endless;
        return ProposalKeys.Of(proposals, paragraphs);
    }

    private static IEnumerable<Proposal> Of(Context context)
    {
        var said = context.Said;

        // Where nobody speaks, as in the lines of a plan, only what is named or begins with something to be done is proposed.
        if (said.Verb.Length == 0)
        {
            return OfPart(context, new(SentenceReading.Bullet().Replace(said.Words, "")), "", isFirst: false);
        }

        // Who is asked stands before what they are asked for, or before the list of it.
        var words = said.Addressee is { } asked && context.Saying.Lead is null && said.Words.IndexOf(asked, StringComparison.Ordinal) is >= 0 and var at ? said.Words[(at + asked.Length)..] : said.Words;
        return Parts(words).SelectMany((part, n) => OfPart(context, new(part.Words), part.Joint, n == 0));
    }

    private static IEnumerable<Proposal> OfPart(Context context, Part part, string joint, bool isFirst)
    {
        var action = _action.Match(part.Words);
        var hasNamed = false;
        foreach (var named in part.Names.Select(n => Named(context, part, n)).OfType<Proposal>())
        {
            hasNamed = true;
            yield return named;
        }

        var thing = Thing(context, part);
        if (thing is not null)
        {
            yield return thing;
        }

        if (action.Success)
        {
            var (begin, nature) = ActionOf(action);
            var isSaid = thing is not null || (hasNamed && (nature == Nature.Deliverable || OnlyOfThat().IsMatch(action.Groups["rest"].Value)));
            if (isSaid && hasNamed && AndImplementation().Match(part.Words) is { Success: true } implemented)
            {
                yield return Commitment(context, part, $"Implement {implemented.Groups["rest"].Value}", Nature.Continuing);
            }

            if (!isSaid && action.Groups["rest"].Value.Trim().Length > 2)
            {
                yield return Commitment(context, part, TitleOf(action), NatureOf(context, nature));
            }

            yield break;
        }

        var isMore = isFirst
            ? thing is null && (hasNamed ? IsAboutMore(part) : Letters().Count(part.Words) > 5 && !Courtesy().IsMatch(part.Words))
            : part.Names.Count == 0 && thing is null && (Means().IsMatch(part.Words) || (Including().IsMatch(joint) && part.Words.Contains(' ', StringComparison.Ordinal)));
        if (isMore)
        {
            yield return Commitment(context, part, Article().Replace(part.Words, ""), context.IsProposal ? Nature.Proposal : context.Said.Strength == Strength.Acknowledged ? Nature.Position : Nature.Continuing);
        }
    }

    /// <summary>"The principle of the Policy" is more than the policy, "the progress of the establishment of the Centre" is not more than the centre.</summary>
    private static bool IsAboutMore(Part part)
    {
        var before = Trimmed(OfThe().Replace(Article().Replace(Strip().Replace(part.Words[..Math.Min(part.Names[0].Start, part.Words.Length)], ""), ""), ""));
        before = _event.Replace($"{before} ", "");
        return Letters().Count(before) > 6 && !Happening().IsMatch(before) && !_onlyBefore.IsMatch($"{before.Trim()} ") && !AtAPlace().IsMatch(before);
    }

    private static (string Begin, Nature Nature) ActionOf(Match action) => _formsOfActions[Spaces().Replace(action.Groups["form"].Value, " ")];

    /// <summary>"Further cooperation in trade" is "Cooperate in trade", "assistance to promote trade" is "Promote trade".</summary>
    private static string TitleOf(Match action)
    {
        for (var within = 0; ; within++)
        {
            var (form, rest) = (action.Groups["form"].Value, action.Groups["rest"].Value);
            var toDo = form.EndsWith(" to", StringComparison.OrdinalIgnoreCase) ? rest : rest.StartsWith("to ", StringComparison.OrdinalIgnoreCase) ? rest[3..] : "";
            if (within < MostActions && _action.Match(toDo) is { Success: true } inner)
            {
                action = inner;
                continue;
            }

            var begin = ActionOf(action).Begin;
            return begin.EndsWith('~')
                ? $"{begin[..^1]}{(form.Contains(' ', StringComparison.Ordinal) ? $"{form[(form.LastIndexOf(' ') + 1)..]} " : "")}{rest}"
                : $"{begin} {WithoutOf().Replace(rest, "")}";
        }
    }

    private static Nature NatureOf(Context context, Nature nature) =>
        context.IsProposal ? Nature.Proposal
        : nature == Nature.Continuing && context.Said.Strength == Strength.Acknowledged && !context.IsOfBothPartners && Importance().IsMatch(context.Said.Verb) ? Nature.Position
        : nature;

    private static Regex Of(string pattern, RegexOptions options = RegexOptions.None) => new(pattern, options | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(2));
}
