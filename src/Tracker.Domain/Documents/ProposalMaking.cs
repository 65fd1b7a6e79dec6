using Tracker.Domain.Items;

namespace Tracker.Domain.Documents;

/// <summary>What a part of a sentence becomes: something named, something in small letters, or something to be done.</summary>
public static partial class ProposalReading
{
    private static Proposal? Named(Context context, string segment, NameRead name, List<NameRead> all)
    {
        var known = KnownAs(context, name);
        var what = name.Head is { } head ? _heads[head] : null;
        var before = WordsBefore(segment, name);
        var called = Called().Match(before);
        (Kind, Form)? registered = context.Acronyms?.TryGetValue(name.Acronym ?? name.Name, out var there) == true ? there : null;
        if (known is null && registered is null && !called.Success && (name.Name == name.Head || (name.Head is not null && what is null) || (name.Head is null && name.Acronym is null)))
        {
            return null;
        }

        var (kind, form) = known is not null ? (known.Kind, known.Form) : registered ?? what ?? (called.Success ? _things[called.Groups["thing"].Value] : (Kind.Project, Form.Programme));
        var happens = _event.Match(before);
        var isJoint = Partners().IsMatch(name.Name);
        var nature = IsProposal(context) || AsProposed().IsMatch(segment) ? Nature.Proposal
            : happens.Success ? Nature.Deliverable
            : known is not null ? known.Nature
            : !isJoint ? Nature.Reference
            : kind is Kind.Mechanism or Kind.Fund or Kind.Agreement or Kind.Project ? Nature.Continuing : Nature.Deliverable;
        var title = known?.Title ?? name.Name;
        var period = name.From is { } from && name.Until is { } until && from <= until
            ? new Period($"{from}-{until}", new DateOnly(from, 1, 1), new DateOnly(until, 12, 31))
            : known?.Period;
        var proposal = Base(context, segment, title, nature) with
        {
            Acronym = known?.Acronym ?? name.Acronym,
            OtherNames = period is not null && known is null ? [$"{name.Name} ({period.Text})"] : known?.OtherNames ?? [],
            IsNamed = true,
            Kind = kind,
            Form = form,
            Period = period,
            State = StateOf(before),
            Proposer = nature == Nature.Proposal ? ProposerOf(context, segment) : null,
            Relations = [.. RelationsOf(segment, name, all)],
            Named = [.. all.Where(n => n != name).Select(n => n.Name)],
        };
        Define(context, name, proposal);
        return proposal;
    }

    /// <summary>"The AKIIC" and "the new Plan of Action (2021-2025)" are what the document named before.</summary>
    private static Proposal? KnownAs(Context context, NameRead name) =>
        context.Defined.GetValueOrDefault(name.Acronym ?? name.Name) ?? context.Defined.GetValueOrDefault(name.Name)
        ?? (name.Name == name.Head ? context.Defined.GetValueOrDefault($"the {name.Head}") : null)
        ?? (name.From is { } from && name.Until is { } until && name.Head is { } head && PartnersAlone().Replace(name.Name, "") == head ? context.Defined.GetValueOrDefault($"{head} {from}-{until}") : null);

    private static void Define(Context context, NameRead name, Proposal proposal)
    {
        foreach (var called in new[] { proposal.Acronym, name.Name, proposal.Period is { } period && name.Head is { } head ? $"{head} {period.Text}" : null }.OfType<string>())
        {
            context.Defined.TryAdd(called, proposal);
        }

        if (name.Head is not null)
        {
            context.Defined[$"the {name.Head}"] = proposal;
        }
    }

    /// <summary>"The feasibility study on …", "a new cooperation fund": things in small letters.</summary>
    private static IEnumerable<Proposal> Things(Context context, string segment, List<NameRead> names)
    {
        var action = _action.Match(segment);
        var (words, begin) = action.Success ? (WithoutOf().Replace(action.Groups["rest"].Value, ""), ActionOf(action).Begin) : (segment, null);
        words = ProposalTo().Replace(words, "");
        var stripped = Strip().Replace(words, "");
        if (_thing.Match(stripped) is not { Success: true } match || char.IsUpper(match.Groups["thing"].Value[0]) || names.Exists(n => stripped.StartsWith(n.Name, StringComparison.Ordinal)))
        {
            yield break;
        }

        var (kind, form) = _things[Spaces().Replace(match.Groups["thing"].Value, " ")];
        var nature = IsProposal(context) || AsProposed().IsMatch(segment) ? Nature.Proposal
            : form == Form.Programme && begin != "Expand" ? Nature.Continuing
            : Nature.Deliverable;
        var title = Cut(Ends().Replace($"{match.Groups["before"].Value}{match.Groups["thing"].Value}{Tail().Replace(match.Groups["rest"].Value, "")}", ""));
        yield return Base(context, segment, Capital(Article().Replace(title, "")), nature) with
        {
            Kind = kind,
            Form = form,
            State = begin is null ? null : StateOf(segment[..(segment.Length - words.Length)]),
            Proposer = nature == Nature.Proposal ? ProposerOf(context, segment) : null,
            Relations = [.. names.Where(n => n.Head is not null).Take(1).Select(n => (form == Form.Study ? RelationKind.Prepares : RelationKind.PartOf, n.Name))],
            Named = [.. names.Select(n => n.Name)],
        };
    }

    private static Proposal Commitment(Context context, string segment, string title, Nature nature, List<NameRead> names)
    {
        var isGift = Gift().Match(segment);
        return Base(context, segment, Capital(Cut(Ends().Replace(Tail().Replace(title, ""), ""))), isGift.Success && nature == Nature.Continuing ? Nature.Deliverable : nature) with
        {
            Kind = isGift.Success ? Kind.Contribution : Kind.Commitment,
            Form = Form.None,
            Proposer = nature == Nature.Proposal ? ProposerOf(context, segment) : null,
            Relations = [.. RelationsOf(segment, null, names)],
            Named = [.. names.Select(n => n.Name)],
        };
    }

    private static Proposal Base(Context context, string segment, string title, Nature nature)
    {
        var said = context.Said;
        var (area, pillar, deadline, sum) = context.FactsOf(segment);
        return new Proposal
        {
            Paragraph = context.Paragraph,
            Start = context.Sentence.Start,
            End = context.Sentence.End,
            Title = Cut(title),
            Kind = Kind.Commitment,
            Form = Form.None,
            Nature = nature,
            Area = area,
            Pillar = pillar,
            Speaker = said.Speaker,
            Verb = said.Verb,
            Strength = said.Strength,
            Addressee = said.Addressee,
            Deadline = deadline,
            Sum = sum,
        };
    }

    private static IEnumerable<(RelationKind, string)> RelationsOf(string segment, NameRead? name, List<NameRead> all)
    {
        foreach (var other in all.Where(o => o != name && o.Head is not null))
        {
            var before = WordsBefore(segment, other);
            if (name is not null && other.Start < name.Start)
            {
                continue;
            }

            if (FundedBy().IsMatch(before))
            {
                yield return (RelationKind.Funds, other.Name);
            }
            else if (Under().IsMatch(before))
            {
                yield return (RelationKind.PartOf, other.Name);
            }
            else if (name is null && Implementing().IsMatch(before))
            {
                yield return (RelationKind.Implements, other.Name);
            }
            else if (name is null && Supporting().IsMatch(before))
            {
                yield return (RelationKind.Supports, other.Name);
            }
        }
    }

    /// <summary>The last words before a name, which say how it is meant.</summary>
    private static string WordsBefore(string segment, NameRead name)
    {
        var end = Math.Min(name.Start, segment.Length);
        return segment[Math.Max(0, end - 400)..end];
    }

    private static (Area, Pillar) AreaOf(string segment, string said)
    {
        foreach (var words in new[] { segment, said })
        {
            var (area, pillar, count) = _areas.Select(a => (a.Area, a.Pillar, Count: a.Words.Count(words))).MaxBy(a => a.Count);
            if (count > 0)
            {
                return (area, pillar);
            }
        }

        return (Area.PoliticalDialogue, Pillar.CrossPillar);
    }

    private static string? StateOf(string before)
    {
        var state = Ends().Replace(OfThe().Replace(InSmallLetters().Match(before).Value.Trim(), ""), "");
        return state.Length <= 200 && Happening().IsMatch(state) ? Article().Replace(state, "") : null;
    }

    private static string? ProposerOf(Context context, string segment) =>
        ByWhom().Match($"{context.Said.Words} {segment}") is { Success: true } by ? (by.Groups["a"].Success ? by.Groups["a"] : by.Groups["b"]).Value : context.Said.Speaker;

    private static bool IsStranger(NameRead name) =>
        NameReading.IsStranger(Article().Replace(name.Name, "")) || (name.Acronym is { } acronym && NameReading.IsStranger(acronym));

    private static string Capital(string title) => title.Length > 0 ? char.ToUpperInvariant(title[0]) + title[1..] : title;

    private static string Cut(string title)
    {
        title = Spaces().Replace(title, " ").Trim();
        return title.Length <= LongestTitle ? title : title[..title.LastIndexOf(' ', LongestTitle)];
    }
}
