using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Domain.Documents;

/// <summary>Puts proposals and what was decided about them together (docs/domain.md, Confirming).</summary>
public sealed class Confirmation
{
    private readonly string _document;
    private readonly IReadOnlyList<Paragraph> _paragraphs;
    private readonly IReadOnlyList<Proposal> _proposals;
    private readonly Func<string, string?> _bodies;
    private readonly Dictionary<string, Decision> _decided;
    private readonly Dictionary<string, (Proposal Proposal, Decision Decision)> _byKey;
    private readonly List<(Proposal Proposal, Decision Decision)> _parts;
    private readonly Dictionary<string, string> _codes;
    private readonly ILookup<string, string> _called;
    private readonly List<Refusal> _refusals = [];

    private Confirmation(string document, IReadOnlyList<Paragraph> paragraphs, IReadOnlyList<Proposal> proposals, IReadOnlyList<Decision> decisions, Func<string, string?> bodies)
    {
        (_document, _paragraphs, _proposals, _bodies) = (document, paragraphs, proposals, bodies);
        _decided = decisions.DistinctBy(d => d.Proposal).ToDictionary(d => d.Proposal);
        _byKey = proposals.Where(p => _decided.ContainsKey(p.Key)).ToDictionary(p => p.Key, p => (p, _decided[p.Key]));
        _parts = [.. _byKey.Values.Where(v => v.Decision.Kind is DecisionKind.NewItem or DecisionKind.PartOf)];
        _codes = _parts.ToDictionary(v => Decision.OfThisDocument + v.Proposal.Key, v => WantedOf(v.Proposal, v.Decision, bodies).Code);
        _called = _byKey.Values.Where(v => v.Proposal.IsNamed)
            .SelectMany(v => v.Proposal.OtherNames.Append(v.Proposal.Title).Append(v.Proposal.Acronym).OfType<string>().Distinct().Select(name => (Name: name, v.Proposal.Key)))
            .ToLookup(n => n.Name, n => n.Key);
    }

    /// <param name="paragraphs">As <see cref="PartEdits.Numbered"/> gives them, in the order in which they were read.</param>
    /// <param name="decisions">Those of what is proposed no more count for nothing.</param>
    /// <param name="bodies">Code of the body that a name stands for; null where there is none.</param>
    /// <exception cref="RefusedException">Something is not decided, or rests on what is nothing; every reason at once, its field the key of the proposal.</exception>
    public static Brought Of(string document, IReadOnlyList<Paragraph> paragraphs, IReadOnlyList<Proposal> proposals, IReadOnlyList<Decision> decisions, Func<string, string?> bodies) =>
        new Confirmation(document, paragraphs, proposals, decisions, bodies).Brought();

    private Brought Brought()
    {
        var open = _proposals.Where(p => !_decided.ContainsKey(p.Key)).ToList();
        if (open.Count > 0)
        {
            _refusals.Add(new("incoming.undecided", open.Count == 1 ? "One proposal is not decided." : $"{open.Count} proposals are not decided.", open[0].Key));
        }

        var mentions = MentionsByEnd();
        foreach (var twice in _codes.GroupBy(c => c.Value).Where(g => g.Count() > 1))
        {
            _refusals.Add(new("incoming.code", $"{twice.Key} is the code of {twice.Count()} new items. Give each its own, or say that they are the same.", twice.Last().Key[1..]));
        }

        var relations = RelationsByCode();
        RefusedException.ThrowIfAny(_refusals);
        return new(
            InOrder([.. _parts.Select(p => ItemOf(p.Proposal, p.Decision, relations[_codes[Decision.OfThisDocument + p.Proposal.Key]], mentions.GetValueOrDefault(Decision.OfThisDocument + p.Proposal.Key) ?? []))]),
            mentions.Where(m => m.Key[0] != Decision.OfThisDocument).ToDictionary(m => m.Key, m => (IReadOnlyList<Mention>)m.Value),
            BodyMentions());
    }

    /// <summary>Where it ends: an item that there is, or "#" and the proposal that becomes a new one; null, and why, where it leads round or to nothing.</summary>
    private (string? End, string Why) EndOf(string key)
    {
        var title = _byKey.TryGetValue(key, out var first) ? first.Proposal.Title : "";
        for (var steps = 0; steps <= _byKey.Count; steps++)
        {
            if (!_byKey.TryGetValue(key, out var at))
            {
                return (null, _proposals.FirstOrDefault(p => p.Key == key) is { } undecided ? $"“{title}” is to be the same as “{undecided.Title}”, which is not decided." : $"“{title}” is to be the same as something that is proposed no more.");
            }

            if (at.Decision.Kind == DecisionKind.NotTrackable)
            {
                return (null, $"“{title}” is to be the same as “{at.Proposal.Title}”, which is not trackable.");
            }

            if (at.Decision.Kind != DecisionKind.SameItem)
            {
                return (Decision.OfThisDocument + key, "");
            }

            if (at.Decision.To is not [Decision.OfThisDocument, .. var next])
            {
                return string.IsNullOrWhiteSpace(at.Decision.To) ? (null, $"“{title}” is to be the same as nothing.") : (at.Decision.To.Trim(), "");
            }

            key = next;
        }

        return (null, $"“{title}” is to be the same as itself, by way of what it is the same as.");
    }

    /// <summary>What each item, or each proposal that becomes one, is said of.</summary>
    private Dictionary<string, List<Mention>> MentionsByEnd()
    {
        Dictionary<string, List<Mention>> mentions = [];
        foreach (var (key, (proposal, _)) in _byKey.Where(k => k.Value.Decision.Kind != DecisionKind.NotTrackable))
        {
            var (end, why) = EndOf(key);
            if (end is null)
            {
                _refusals.Add(new("incoming.same", $"{why} Choose the item again.", key));
                continue;
            }

            var mention = new Mention(_document, _paragraphs[proposal.Paragraph].Number, SpeakerOf(proposal), proposal.Verb, proposal.Strength, proposal.Addressee, proposal.State);
            var list = mentions.TryGetValue(end, out var known) ? known : mentions[end] = [];
            if (!list.Contains(mention))
            {
                list.Add(mention);
            }
        }

        return mentions;
    }

    private static string SpeakerOf(Proposal proposal) => proposal.Speaker.Length > 0 ? proposal.Speaker : "The document";

    /// <summary>The code of the item in which a proposal ends; null where it ends in none.</summary>
    private string? CodeAt(string key) =>
        EndOf(key).End is { } end ? _codes.GetValueOrDefault(end) ?? (end[0] == Decision.OfThisDocument ? null : end) : null;

    /// <summary>The relations of the new items: what a person decided, then what the text says, where it leads to no circle.</summary>
    private Dictionary<string, List<Relation>> RelationsByCode()
    {
        Dictionary<string, List<Relation>> relations = [];
        foreach (var code in _codes.Values)
        {
            relations[code] = [];
        }

        foreach (var (proposal, decision) in _parts.Where(p => p.Decision.Kind == DecisionKind.PartOf))
        {
            var parent = decision.To is [Decision.OfThisDocument, .. var other] ? CodeAt(other) : decision.To?.Trim();
            var round = RoundOf(proposal.Key);
            if (round is not null || string.IsNullOrEmpty(parent))
            {
                _refusals.Add(new("incoming.part-of", round ?? $"Say what “{proposal.Title}” is part of.", proposal.Key));
            }
            else
            {
                relations[_codes[Decision.OfThisDocument + proposal.Key]].Add(new(RelationKind.PartOf, parent));
            }
        }

        void Add(string from, RelationKind kind, string? to)
        {
            if (to is not null && to != from && !relations[from].Exists(r => r.To == to) && !Leads(to, from))
            {
                relations[from].Add(new(kind, to));
            }
        }

        bool Leads(string from, string to)
        {
            HashSet<string> seen = [from];
            Stack<string> open = new(seen);
            while (open.TryPop(out var at))
            {
                foreach (var next in relations.GetValueOrDefault(at, []).Select(r => r.To).Where(seen.Add))
                {
                    if (next == to)
                    {
                        return true;
                    }

                    open.Push(next);
                }
            }

            return false;
        }

        string? CodeOfNamed(string name, Proposal but) => _called[name].FirstOrDefault(k => k != but.Key) is { } key ? CodeAt(key) : null;
        foreach (var (proposal, _) in _parts.Where(p => p.Decision.Item is not { IsUnrelated: true }))
        {
            var code = _codes[Decision.OfThisDocument + proposal.Key];
            foreach (var (kind, name) in proposal.Relations)
            {
                Add(code, kind, CodeOfNamed(name, proposal));
            }
        }

        // A fund that is in the register already is left as it is.
        foreach (var (key, (proposal, _)) in _byKey.Where(k => k.Value.Decision.Item is not { IsUnrelated: true }))
        {
            if (proposal.FundedBy is { } fund && CodeOfNamed(fund, proposal) is { } funding && relations.ContainsKey(funding))
            {
                Add(funding, RelationKind.Funds, CodeAt(key));
            }
        }

        return relations;
    }

    /// <summary>Why what a new item is part of leads back to itself; null where it does not.</summary>
    private string? RoundOf(string key)
    {
        var (at, by) = (key, "");
        for (var steps = 0; steps <= _byKey.Count; steps++)
        {
            if (!_byKey.TryGetValue(at, out var part) || part.Decision.Kind != DecisionKind.PartOf || part.Decision.To is not [Decision.OfThisDocument, .. var over] || EndOf(over).End is not [Decision.OfThisDocument, .. var whole])
            {
                return null;
            }

            if (whole == key)
            {
                return $"“{_byKey[key].Proposal.Title}” would be part of itself{by}. Choose another.";
            }

            by = by.Length > 0 ? by : $" by way of “{_byKey[whole].Proposal.Title}”";
            at = whole;
        }

        return null;
    }

    private NewItem ItemOf(Proposal proposal, Decision decision, List<Relation> relations, List<Mention> mentions)
    {
        var wanted = WantedOf(proposal, decision, _bodies);
        return new(
            proposal.Key,
            wanted.Code,
            wanted.Kind,
            wanted.Form,
            new Profile
            {
                Title = wanted.Title,
                Acronym = wanted.Acronym,
                OtherNames = [.. proposal.OtherNames.Where(n => n != wanted.Title)],
                Summary = wanted.Summary ?? (proposal.Sum is { } sum ? $"The document names {sum.InWords}." : ""),
                Nature = wanted.Nature,
                Pillar = wanted.Pillar,
                Area = wanted.Area,
                Proposer = wanted.Nature == Nature.Proposal ? wanted.Proposer : null,
                Period = proposal.Period,
                Relations = relations,
                Mentions = mentions,
            },
            proposal.Deadline is { } deadline && wanted.Nature == Nature.Deliverable ? new TargetDate(deadline.Words, deadline.Earliest, deadline.Latest) : null);
    }

    /// <summary>A new item as it is proposed, or as the person wants it.</summary>
    public static ItemWanted WantedOf(Proposal proposal, Decision? decision, Func<string, string?> bodies) =>
        decision?.Item ?? new(
            CodeOf(proposal), proposal.Title, proposal.Acronym, proposal.Kind, proposal.Form, proposal.Nature, proposal.Pillar, proposal.Area,
            proposal.Nature == Nature.Proposal && proposal.Proposer is { } proposer ? bodies(proposer) : null);

    /// <summary>A code from the acronym or the words of the title, with the period.</summary>
    public static string CodeOf(Proposal proposal)
    {
        var period = proposal.Period is { FirstDay: { } first, LastDay: { } last } ? $"-{first.Year}-{last.Year}" : "";
        return Codes.From(proposal.Acronym ?? proposal.Title, Codes.MaximumLength - period.Length) + period;
    }

    /// <summary>What another new item leads to comes before it.</summary>
    private static List<NewItem> InOrder(List<NewItem> items)
    {
        List<NewItem> ordered = [];
        HashSet<string> open = [.. items.Select(i => i.Code)];
        while (ordered.Count < items.Count)
        {
            var next = items.Where(i => open.Contains(i.Code) && !i.Profile.Relations.Any(r => open.Contains(r.To))).ToList();
            ordered.AddRange(next.Count > 0 ? next : throw new InvalidOperationException("New items lead round to each other."));
            open.ExceptWith(next.Select(n => n.Code));
        }

        return ordered;
    }

    /// <summary>The bodies that paragraphs name or ask, each once in a paragraph, in its strongest words.</summary>
    private List<BodyMention> BodyMentions() =>
    [
        .. from proposal in _proposals
           from name in proposal.Named.Append(proposal.Title).Append(proposal.Acronym).Append(proposal.Addressee).OfType<string>()
           let body = _bodies(name)
           where body is not null
           let isIt = name == proposal.Title || name == proposal.Acronym
           let mention = new BodyMention(_paragraphs[proposal.Paragraph].Number, body, SpeakerOf(proposal), proposal.Verb, proposal.Strength, proposal.Addressee, isIt ? proposal.State : null)
           group mention by (mention.Paragraph, mention.Body) into same
           select same.OrderBy(m => m.Strength).First(),
    ];
}
