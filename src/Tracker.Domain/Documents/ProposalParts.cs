using System.Text.RegularExpressions;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Domain.Documents;

/// <summary>What somebody says, and the parts of it that may each be something of their own.</summary>
public static partial class ProposalReading
{
    /// <summary>A part of what is said, with the names in it.</summary>
    private sealed record Part(string Words)
    {
        private IReadOnlyList<(RelationKind Kind, NameRead Name)>? _relations;

        public List<NameRead> Names { get; } = [.. NameReading.Names(Words).Where(n => !IsStranger(n)).Take(MostNames)];

        /// <summary>How the part says that things stand to what it names.</summary>
        public IReadOnlyList<(RelationKind Kind, NameRead Name)> Relations =>
            _relations ??= [.. from name in Names where name.Head is not null let kind = RelationOf(WordsBefore(Words, name)) where kind is not null select (kind.Value, name)];
    }

    /// <summary>What is said, and what is the same for all that it proposes: told once, however much that is.</summary>
    private sealed record Context(int Paragraph, Saying Saying, DateOnly Day, Dictionary<string, Proposal> Defined, IReadOnlyDictionary<string, (Kind Kind, Form Form)>? Acronyms)
    {
        private readonly Dictionary<string, (Area, Pillar, DateRead?, Money?)> _facts = [];
        private (Area, Pillar)? _area;
        private bool? _isProposal;
        private bool? _isOfBothPartners;
        private string? _proposer;

        public Utterance Said => Saying.Said;

        public bool IsProposal => _isProposal ??= OwnProposal().IsMatch(Said.Words) || OwnProposal().IsMatch(Said.Verb);

        public bool IsOfBothPartners => _isOfBothPartners ??= OfBothPartners().IsMatch(Said.Words);

        /// <summary>Who proposes, where something is proposed.</summary>
        public string Proposer => _proposer ??= ByWhom().Match(Said.Words) is { Success: true } by ? (by.Groups["a"].Success ? by.Groups["a"] : by.Groups["b"]).Value : Said.Speaker;

        /// <summary>What one part says of all that it proposes.</summary>
        public (Area Area, Pillar Pillar, DateRead? Deadline, Money? Sum) FactsOf(string part)
        {
            if (!_facts.TryGetValue(part, out var facts))
            {
                var (area, pillar) = AreaOf(part) ?? (_area ??= AreaOf(Said.Words) ?? (Area.PoliticalDialogue, Pillar.CrossPillar));
                _facts[part] = facts = (
                    area,
                    pillar,
                    FactReading.Dates(part, Day).FirstOrDefault(d => d.Latest >= Day && d.Earliest != d.Latest && !char.IsDigit(d.Words[0])),
                    FactReading.Sums(part).FirstOrDefault(s => !s.IsStatistic)?.Money);
            }

            return facts;
        }

        private static (Area, Pillar)? AreaOf(string words) =>
            _areas.Select(a => (a.Area, a.Pillar, Count: a.Words.Count(words))).MaxBy(a => a.Count) is { Count: > 0 } most ? (most.Area, most.Pillar) : null;
    }

    /// <summary>The parts of what is said that may each be something of their own.</summary>
    private static IEnumerable<(string Joint, string Words)> Parts(string words)
    {
        string? last = null;
        foreach (var (joint, part) in Split(words))
        {
            // "Ease the flow of goods, as well as the movement of people".
            var begun = _action.Match(part);
            yield return (joint, !begun.Success && last is not null && AsWell().IsMatch(joint) ? $"{last} {part}" : part);
            last = begun.Success ? Spaces().Replace(begun.Groups["form"].Value, " ") : last;
        }
    }

    private static IEnumerable<(string Joint, string Words)> Split(string words)
    {
        var rest = Lead().Replace(words.Trim(), "");
        rest = Aside().Replace(rest, "");
        var (start, last, open, counted) = (0, "", 0, 0);
        foreach (Match joint in _joint.Matches(rest))
        {
            // Nothing is split within brackets, between adjectives, or where one object follows two actions.
            foreach (var c in rest.AsSpan(counted..joint.Index))
            {
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
            }

            counted = joint.Index;
            var before = rest[start..joint.Index];
            if (open > 0 || _onlyBefore.IsMatch($"{before} ") || Unfinished(before))
            {
                continue;
            }

            foreach (var part in Listed(before))
            {
                yield return (last, part);
            }

            (start, last, open, counted) = (joint.Index + joint.Length, joint.Value, 0, joint.Index + joint.Length);
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
    private static IEnumerable<string> Listed(string part)
    {
        var trimmed = Trimmed(part);
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

    /// <summary>Without what stands between words at its beginning and end.</summary>
    private static string Trimmed(string words)
    {
        static bool IsBetween(char c) => char.IsWhiteSpace(c) || c is ',' or ';' or ':' or '.' or '–' or '-';
        var (start, end) = (0, words.Length);
        while (start < end && IsBetween(words[start]))
        {
            start++;
        }

        while (start < end && IsBetween(words[end - 1]))
        {
            end--;
        }

        return words[start..end];
    }
}
