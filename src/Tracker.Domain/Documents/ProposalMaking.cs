using Tracker.Domain.Items;

namespace Tracker.Domain.Documents;

/// <summary>What a part of a sentence becomes: something named, something in small letters, or something to be done.</summary>
public static partial class ProposalReading
{
    private static Proposal? Named(Context context, Part part, NameRead name)
    {
        var known = KnownAs(context, name);
        var what = name.Head is { } head ? _heads[head] : null;
        var before = WordsBefore(part.Words, name);
        var called = Called().Match(before);
        (Kind, Form)? registered = context.Acronyms?.TryGetValue(name.Acronym ?? name.Name, out var there) == true ? there : null;
        if (known is null && registered is null && !called.Success && (name.Name == name.Head || (name.Head is not null && what is null) || (name.Head is null && name.Acronym is null)))
        {
            return null;
        }

        var (kind, form) = known is not null ? (known.Kind, known.Form) : registered ?? what ?? (called.Success ? _things[called.Groups["thing"].Value] : (Kind.Project, Form.Programme));
        var isJoint = Partners().IsMatch(name.Name);
        var nature = context.IsProposal || AsProposed().IsMatch(part.Words) ? Nature.Proposal
            : _event.IsMatch(before) ? Nature.Deliverable
            : known is not null ? known.Nature
            : !isJoint ? Nature.Reference
            : kind is Kind.Mechanism or Kind.Fund or Kind.Agreement or Kind.Project ? Nature.Continuing : Nature.Deliverable;
        var period = name.From is { } from && name.Until is { } until && from <= until
            ? new Period($"{from}-{until}", new DateOnly(from, 1, 1), new DateOnly(until, 12, 31))
            : known?.Period;
        var proposal = Base(context, part, known?.Title ?? name.Name, nature) with
        {
            Acronym = known?.Acronym ?? name.Acronym,
            OtherNames = period is not null && known is null ? [$"{name.Name} ({period.Text})"] : known?.OtherNames ?? [],
            IsNamed = true,
            Kind = kind,
            Form = form,
            Period = period,
            State = StateOf(before),
            Relations = RelationsOf(part, name),
            FundedBy = FundOf(part, name),
            Named = [.. part.Names.Where(n => n != name).Select(n => n.Name)],
        };
        Define(context, name, proposal, isNew: known is null);
        return proposal;
    }

    /// <summary>"The AKIIC" and "the new Plan of Action (2021-2025)" are what the document named before.</summary>
    private static Proposal? KnownAs(Context context, NameRead name)
    {
        Proposal? Of(string called) => context.Defined.GetValueOrDefault(called) is { } known && IsOne(known, name) ? known : null;
        return Of(name.Acronym ?? name.Name) ?? Of(name.Name)
            ?? (name.Name == name.Head ? Of($"the {name.Head}") : null)
            ?? (name.From is { } from && name.Until is { } until && name.Head is { } head && PartnersAlone().Replace(name.Name, "") == head ? Of($"{head} {from}-{until}") : null);
    }

    /// <summary>Not where the periods differ, nor where both names are written out and neither is in the other.</summary>
    private static bool IsOne(Proposal known, NameRead name)
    {
        if (name.From is not null && known.Period is { FirstDay: { } first, LastDay: { } last } && (first.Year, last.Year) != (name.From, name.Until))
        {
            return false;
        }

        if (name.Acronym is null || known.Title == name.Name)
        {
            return true;
        }

        var (one, other) = (Matching.Normal(known.Title).Replace('-', ' '), Matching.Normal(name.Name).Replace('-', ' '));
        return one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal);
    }

    private static void Define(Context context, NameRead name, Proposal proposal, bool isNew)
    {
        foreach (var called in new[] { proposal.Acronym, name.Name, proposal.Period is { } period && name.Head is { } head ? $"{head} {period.Text}" : null }.OfType<string>())
        {
            // A short form is what it was last said to be.
            if (!context.Defined.TryAdd(called, proposal) && isNew)
            {
                context.Defined[called] = proposal;
            }
        }

        if (name.Head is not null)
        {
            context.Defined[$"the {name.Head}"] = proposal;
        }
    }

    /// <summary>"The feasibility study on …", "a new cooperation fund": a thing in small letters.</summary>
    private static Proposal? Thing(Context context, Part part)
    {
        var action = _action.Match(part.Words);
        var (words, begin) = action.Success ? (WithoutOf().Replace(action.Groups["rest"].Value, ""), ActionOf(action).Begin) : (part.Words, null);
        words = ProposalTo().Replace(words, "");
        var stripped = Strip().Replace(words, "");
        if (_thing.Match(stripped) is not { Success: true } match || char.IsUpper(match.Groups["thing"].Value[0]) || part.Names.Exists(n => stripped.StartsWith(n.Name, StringComparison.Ordinal)))
        {
            return null;
        }

        var (kind, form) = _things[Spaces().Replace(match.Groups["thing"].Value, " ")];
        var nature = context.IsProposal || AsProposed().IsMatch(part.Words) ? Nature.Proposal
            : form == Form.Programme && begin != "Expand" ? Nature.Continuing
            : Nature.Deliverable;
        var title = Cut(Trimmed($"{match.Groups["before"].Value}{match.Groups["thing"].Value}{Tail().Replace(match.Groups["rest"].Value, "")}"));
        var studied = form == Form.Study ? part.Names.Find(n => n.Head is not null && StudyOn().IsMatch(WordsBefore(part.Words, n))) : null;
        return Base(context, part, Capital(Article().Replace(title, "")), nature) with
        {
            Kind = kind,
            Form = form,
            State = begin is null ? null : StateOf(part.Words[..(part.Words.Length - words.Length)]),
            Relations = studied is not null ? [(RelationKind.Prepares, studied.Name)] : RelationsOf(part, null),
            FundedBy = FundOf(part, null),
            Named = [.. part.Names.Select(n => n.Name)],
        };
    }

    private static Proposal Commitment(Context context, Part part, string title, Nature nature)
    {
        var isGift = Gift().IsMatch(part.Words);
        return Base(context, part, Capital(Cut(Trimmed(Tail().Replace(title, "")))), isGift && nature == Nature.Continuing ? Nature.Deliverable : nature) with
        {
            Kind = isGift ? Kind.Contribution : Kind.Commitment,
            Relations = RelationsOf(part, null),
            FundedBy = FundOf(part, null),
            Named = [.. part.Names.Select(n => n.Name)],
        };
    }

    private static Proposal Base(Context context, Part part, string title, Nature nature)
    {
        var said = context.Said;
        var (area, pillar, deadline, sum) = context.FactsOf(part.Words);
        return new Proposal
        {
            Paragraph = context.Paragraph,
            Start = context.Saying.Start,
            End = context.Saying.End,
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
            Proposer = nature == Nature.Proposal ? context.Proposer : null,
            Deadline = deadline,
            Sum = sum,
        };
    }

    /// <summary>To what the part names how the name stands, or, without a name, what is to be done.</summary>
    private static List<(RelationKind, string)> RelationsOf(Part part, NameRead? name) =>
        [.. part.Relations.Where(r => r.Kind == RelationKind.PartOf ? IsBehind(name, r.Name) : name is null && r.Kind != RelationKind.Funds).Select(r => (r.Kind, r.Name.Name))];

    /// <summary>The fund that the part says to pay for it.</summary>
    private static string? FundOf(Part part, NameRead? name) => part.Relations.FirstOrDefault(r => r.Kind == RelationKind.Funds && IsBehind(name, r.Name)).Name?.Name;

    private static bool IsBehind(NameRead? name, NameRead other) => name is null || (other != name && other.Start >= name.Start);

    /// <summary>By the words before the other name.</summary>
    private static RelationKind? RelationOf(string before) =>
        FundedBy().IsMatch(before) ? RelationKind.Funds
        : Under().IsMatch(before) ? RelationKind.PartOf
        : Implementing().IsMatch(before) ? RelationKind.Implements
        : Supporting().IsMatch(before) ? RelationKind.Supports
        : null;

    /// <summary>The last words before a name, which say how it is meant.</summary>
    private static string WordsBefore(string part, NameRead name)
    {
        var end = Math.Min(name.Start, part.Length);
        return part[Math.Max(0, end - 400)..end];
    }

    private static string? StateOf(string before)
    {
        var state = Trimmed(OfThe().Replace(InSmallLetters().Match(before).Value.Trim(), ""));
        return state.Length <= 200 && Happening().IsMatch(state) ? Article().Replace(state, "") : null;
    }

    private static bool IsStranger(NameRead name) =>
        NameReading.IsStranger(Article().Replace(name.Name, "")) || (name.Acronym is { } acronym && NameReading.IsStranger(acronym));

    private static string Capital(string title) => title.Length > 0 ? char.ToUpperInvariant(title[0]) + title[1..] : title;

    private static string Cut(string title)
    {
        title = Spaces().Replace(title, " ").Trim();
        if (title.Length <= LongestTitle)
        {
            return title;
        }

        // One word that goes on and on is cut within, but no character is.
        var space = title.LastIndexOf(' ', LongestTitle);
        return title[..(space > LongestTitle / 2 ? space : char.IsLowSurrogate(title[LongestTitle]) ? LongestTitle - 1 : LongestTitle)];
    }
}
