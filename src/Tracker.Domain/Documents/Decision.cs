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
/// <param name="IsUnrelated">How it stands to other things, as the text says it, is left out.</param>
public sealed record ItemWanted(string Code, string Title, string? Acronym, Kind Kind, Form Form, Nature Nature, Pillar Pillar, Area Area, string? Proposer, string? Summary = null, bool IsUnrelated = false);

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
