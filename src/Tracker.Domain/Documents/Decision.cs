using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Domain.Documents;

/// <summary>What becomes of a proposal.</summary>
public enum DecisionKind
{
    NewItem,

    /// <summary>It speaks of an item that there is: a mention is added.</summary>
    SameItem,

    /// <summary>A new item that is part of another one.</summary>
    PartOf,

    NotTrackable,
}

/// <summary>Why a proposal is nothing to follow.</summary>
public enum Untracked
{
    /// <summary>Thanks, greetings, congratulations.</summary>
    Courtesy,

    /// <summary>It is over, and nothing follows from it.</summary>
    Past,

    /// <summary>It tells of a situation; nobody promises anything.</summary>
    Background,

    /// <summary>It names a body, a person or a place.</summary>
    BodyOrPlace,

    /// <summary>It belongs to what another proposal says.</summary>
    SaidElsewhere,

    Misread,
}

/// <summary>A new item as a person wants it, where it is to be other than proposed.</summary>
/// <param name="Proposer">Code of the body; asked for where it is a proposal.</param>
public sealed record ItemWanted(string Code, string Title, string? Acronym, Kind Kind, Form Form, Nature Nature, Pillar Pillar, Area Area, string? Proposer, string? Summary = null);

/// <summary>What a person decided about one proposal.</summary>
/// <param name="Proposal">Its key.</param>
/// <param name="To">Of the same item and of a part: the code of an item, or "#" and the key of another proposal of the document.</param>
/// <param name="Reason">Why it is not trackable.</param>
/// <param name="Item">Of a new item; null as proposed.</param>
public sealed record Decision(string Proposal, DecisionKind Kind, string? To = null, Untracked? Reason = null, ItemWanted? Item = null)
{
    /// <summary>What marks the key of another proposal in <see cref="To"/>.</summary>
    public const char OfThisDocument = '#';
}

/// <summary>A new item that a document brings.</summary>
/// <param name="Proposal">Key of the proposal that became it.</param>
public sealed record NewItem(string Proposal, string Code, Kind Kind, Form Form, Profile Profile, TargetDate? Target);

/// <summary>What a document brings into the register once it is confirmed.</summary>
/// <param name="Items">In an order in which each comes after what it is part of.</param>
/// <param name="Mentions">By the code of an item that there is already.</param>
/// <param name="BodyMentions">Bodies that its paragraphs name.</param>
public sealed record Brought(IReadOnlyList<NewItem> Items, IReadOnlyDictionary<string, IReadOnlyList<Mention>> Mentions, IReadOnlyList<BodyMention> BodyMentions);

/// <summary>Puts proposals and what was decided about them together (docs/domain.md, Confirming).</summary>
public static class Confirmation
{
    /// <param name="paragraphs">As <see cref="PartEdits.Numbered"/> gives them, in the order in which they were read.</param>
    /// <param name="bodies">Code of the body that a name stands for; null where there is none.</param>
    /// <exception cref="RefusedException">Something is not decided, or rests on what is nothing; every reason at once, its field the key of the proposal.</exception>
    public static Brought Of(string document, IReadOnlyList<Paragraph> paragraphs, IReadOnlyList<Proposal> proposals, IReadOnlyList<Decision> decisions, Func<string, string?> bodies)
    {
        var decided = decisions.DistinctBy(d => d.Proposal).ToDictionary(d => d.Proposal);
        var open = proposals.Count(p => !decided.ContainsKey(p.Key));
        List<Refusal> refusals = [];
        if (open > 0)
        {
            refusals.Add(new("incoming.undecided", open == 1 ? "One proposal is not decided." : $"{open} proposals are not decided.", proposals.First(p => !decided.ContainsKey(p.Key)).Key));
        }

        Dictionary<string, (Proposal Proposal, Decision Decision)> byKey = proposals.Where(p => decided.ContainsKey(p.Key)).ToDictionary(p => p.Key, p => (p, decided[p.Key]));
        Mention MentionOf(Proposal p) => new(
            document, paragraphs[p.Paragraph].Number, p.Speaker.Length > 0 ? p.Speaker : "The document", p.Verb, p.Strength, p.Addressee, p.State);

        // Where it ends: an item that there is, or the proposal that becomes a new one; null where it leads round or to nothing.
        string? EndOf(string key)
        {
            for (var steps = 0; steps <= byKey.Count; steps++)
            {
                if (!byKey.TryGetValue(key, out var at) || at.Decision.Kind == DecisionKind.NotTrackable)
                {
                    return null;
                }

                if (at.Decision.Kind != DecisionKind.SameItem)
                {
                    return Decision.OfThisDocument + key;
                }

                if (at.Decision.To is not [Decision.OfThisDocument, .. var next])
                {
                    return string.IsNullOrWhiteSpace(at.Decision.To) ? null : at.Decision.To.Trim();
                }

                key = next;
            }

            return null;
        }

        Dictionary<string, List<Mention>> mentions = [];
        void Add(string end, Proposal proposal)
        {
            var list = mentions.TryGetValue(end, out var known) ? known : mentions[end] = [];
            var mention = MentionOf(proposal);
            if (!list.Contains(mention))
            {
                list.Add(mention);
            }
        }

        foreach (var (key, (proposal, decision)) in byKey)
        {
            if (decision.Kind == DecisionKind.NotTrackable)
            {
                continue;
            }

            if (EndOf(key) is { } end)
            {
                Add(end, proposal);
            }
            else
            {
                refusals.Add(new("incoming.same", $"“{proposal.Title}” is to be the same as something that is not in the register. Choose the item again.", key));
            }
        }

        var parts = byKey.Values.Where(v => v.Decision.Kind is DecisionKind.NewItem or DecisionKind.PartOf).ToList();
        var codes = parts.ToDictionary(v => Decision.OfThisDocument + v.Proposal.Key, v => WantedOf(v.Proposal, v.Decision, bodies).Code);
        foreach (var twice in codes.GroupBy(c => c.Value).Where(g => g.Count() > 1))
        {
            refusals.Add(new("incoming.code", $"{twice.Key} is the code of {twice.Count()} new items. Give each its own, or say that they are the same.", twice.Last().Key[1..]));
        }

        // Whether what a new item is part of leads back to itself.
        bool LeadsRound(string key)
        {
            var at = key;
            for (var steps = 0; steps <= byKey.Count; steps++)
            {
                if (!byKey.TryGetValue(at, out var part) || part.Decision.Kind != DecisionKind.PartOf || part.Decision.To is not [Decision.OfThisDocument, .. var over] || EndOf(over) is not [Decision.OfThisDocument, .. var whole])
                {
                    return false;
                }

                if (whole == key)
                {
                    return true;
                }

                at = whole;
            }

            return true;
        }

        List<NewItem> items = [];
        foreach (var (proposal, decision) in parts)
        {
            string? parent = null;
            if (decision.Kind == DecisionKind.PartOf)
            {
                var whole = decision.To is [Decision.OfThisDocument, .. var other] ? EndOf(other) : decision.To?.Trim();
                parent = string.IsNullOrEmpty(whole) || LeadsRound(proposal.Key) ? null : codes.GetValueOrDefault(whole) ?? (whole[0] == Decision.OfThisDocument ? null : whole);
                if (parent is null)
                {
                    refusals.Add(new("incoming.part-of", $"Say what “{proposal.Title}” is part of.", proposal.Key));
                    continue;
                }
            }

            var wanted = WantedOf(proposal, decision, bodies);
            List<Relation> relations = parent is null ? [] : [new(RelationKind.PartOf, parent)];
            foreach (var (kind, name) in proposal.Relations)
            {
                var other = byKey.Values.FirstOrDefault(v => v.Proposal.Key != proposal.Key && v.Proposal.IsNamed && (v.Proposal.Title == name || v.Proposal.OtherNames.Contains(name) || v.Proposal.Acronym == name));
                var end = other.Proposal is null ? null : EndOf(other.Proposal.Key);
                var to = end is null ? null : codes.GetValueOrDefault(end) ?? (end[0] == Decision.OfThisDocument ? null : end);
                if (to is not null && to != wanted.Code && !relations.Exists(r => r.To == to))
                {
                    relations.Add(new(kind, to));
                }
            }

            items.Add(new(
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
                    Mentions = mentions.GetValueOrDefault(Decision.OfThisDocument + proposal.Key) ?? [],
                },
                proposal.Deadline is { } deadline && wanted.Nature == Nature.Deliverable ? new TargetDate(deadline.Words, deadline.Earliest, deadline.Latest) : null));
        }

        RefusedException.ThrowIfAny(refusals);
        return new(
            InOrder(items),
            mentions.Where(m => m.Key[0] != Decision.OfThisDocument).ToDictionary(m => m.Key, m => (IReadOnlyList<Mention>)m.Value),
            BodiesOf(paragraphs, proposals, bodies));
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

    /// <summary>What is part of another new item comes after it.</summary>
    private static List<NewItem> InOrder(List<NewItem> items)
    {
        List<NewItem> ordered = [];
        HashSet<string> open = [.. items.Select(i => i.Code)];
        while (ordered.Count < items.Count)
        {
            var next = items.Where(i => open.Contains(i.Code) && i.Profile.Relations.All(r => !open.Contains(r.To) || r.To == i.Code)).ToList();

            // Where two lean on each other, the relations of the first are left for a person.
            if (next.Count == 0)
            {
                var first = items.First(i => open.Contains(i.Code));
                next = [first with { Profile = first.Profile with { Relations = [.. first.Profile.Relations.Where(r => !open.Contains(r.To))] } }];
            }

            ordered.AddRange(next);
            open.ExceptWith(next.Select(n => n.Code));
        }

        return ordered;
    }

    private static List<BodyMention> BodiesOf(IReadOnlyList<Paragraph> paragraphs, IReadOnlyList<Proposal> proposals, Func<string, string?> bodies) =>
    [
        .. from proposal in proposals
           from name in proposal.Named.Append(proposal.Title)
           let body = bodies(name)
           where body is not null
           let mention = new BodyMention(paragraphs[proposal.Paragraph].Number, body, proposal.Speaker.Length > 0 ? proposal.Speaker : "The document", proposal.Verb, proposal.Strength)
           group mention by (mention.Paragraph, mention.Body) into same
           select same.First(),
    ];
}
