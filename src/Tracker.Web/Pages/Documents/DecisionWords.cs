using Tracker.Application.Documents;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Tracker.Web.Pages.Items;

namespace Tracker.Web.Pages.Documents;

/// <summary>How the pages of a document on its way say what was decided, and why something is proposed.</summary>
public static class DecisionWords
{
    /// <summary>How far the document is, below its title.</summary>
    public static string State(IncomingView view) => view.AttachTo is not null
        ? AttachState(view)
        : $"{RegisterWords.Number(view.Paragraphs.Count)} {(view.Paragraphs.Count == 1 ? "paragraph" : "paragraphs")}; {RegisterWords.Number(view.Proposals.Count(p => p.Decision is not null))} of {RegisterWords.Number(view.Proposals.Count)} proposals decided. Nothing of it is in the register yet.";

    private static string AttachState(IncomingView view) => (view.Lacking.Count, view.Strange.Count) switch
    {
        (0, 0) => view.Paragraphs.Count == 1 ? "The paragraph has its words. Attached, they are never changed." : $"Each of the {RegisterWords.Number(view.Paragraphs.Count)} paragraphs has its words. Attached, they are never changed.",
        (_, 0) => $"{Cited(view.Lacking)} no words in this text: {Some(view.Lacking)}. Number the parts as they are cited.",
        (0, var strange) => $"{(strange == 1 ? "One paragraph of this text is" : $"{RegisterWords.Number(strange)} paragraphs of this text are")} not in the document yet and {(strange == 1 ? "is" : "are")} added: {Some(view.Strange)}.",
        (_, var strange) => $"{Cited(view.Lacking)} no words here ({Some(view.Lacking)}), {RegisterWords.Number(strange)} of this text {(strange == 1 ? "is" : "are")} not cited ({Some(view.Strange)}). Number the parts as they are cited.",
    };

    private static string Cited(IReadOnlyList<int> lacking) => lacking.Count == 1 ? "One cited paragraph has" : $"{RegisterWords.Number(lacking.Count)} cited paragraphs have";

    private static string Some(IReadOnlyList<int> numbers) => string.Join(", ", numbers.Take(20)) + (numbers.Count > 20 ? ", …" : "");

    /// <summary>The view after some decisions, without reading the document again.</summary>
    public static IncomingView With(this IncomingView view, int version, IReadOnlyDictionary<string, Decision?> decisions) => view with
    {
        Version = version,
        Proposals = [.. view.Proposals.Select(row => decisions.TryGetValue(row.Key, out var decision)
            ? row with { Decision = decision, Wanted = decision?.Item ?? row.Wanted }
            : row)],
    };

    /// <summary>"Why it is nothing to follow", as a choice.</summary>
    public static string Name(Untracked reason) => reason switch
    {
        Untracked.Courtesy => "Thanks or greetings",
        Untracked.Past => "Over, and nothing follows",
        Untracked.Background => "Tells of a situation, promises nothing",
        Untracked.BodyOrPlace => "Names a body, person or place",
        Untracked.SaidElsewhere => "Belongs to another proposal",
        _ => "Not what the text says",
    };

    /// <summary>The reason that is likeliest, with which one key decides.</summary>
    public static Untracked ReasonFor(ProposalRow row) =>
        row.Body is not null ? Untracked.BodyOrPlace
        : row.Proposal.Verb.Contains("thank", StringComparison.Ordinal) || row.Proposal.Verb.Contains("congratul", StringComparison.Ordinal) || row.Proposal.Verb.Contains("gratitude", StringComparison.Ordinal) ? Untracked.Courtesy
        : row.Proposal.Strength == Strength.Acknowledged ? Untracked.Background
        : Untracked.SaidElsewhere;

    /// <summary>Why an item may be meant: "same acronym AKIIC", "words in common: maritime, fund".</summary>
    public static string Why(ItemMatch match) => match.Reason switch
    {
        _ when match.Code[0] == Decision.OfThisDocument => "named above in this document",
        MatchReason.Name => "same name",
        MatchReason.Acronym => $"same acronym {match.Shared}",
        _ => $"words in common: {match.Shared}",
    };

    /// <summary>The items that are offered: none of this document that was decided to be nothing.</summary>
    public static IReadOnlyList<ItemMatch> MatchesOf(IncomingView view, ProposalRow row) =>
        [.. row.Matches.Where(m => m.Code is not [Decision.OfThisDocument, .. var key] || view.Proposals.FirstOrDefault(p => p.Key == key)?.Decision is not { Kind: DecisionKind.NotTrackable }).Take(Matching.Most)];

    /// <summary>What was decided, in a few words.</summary>
    public static string Said(IncomingView view, ProposalRow row) => row.Decision switch
    {
        null => "Not decided",
        { Kind: DecisionKind.NewItem } => $"New item {row.Wanted.Code}",
        { Kind: DecisionKind.SameItem, To: var to } => $"Same as {NameOf(view, to)}",
        { Kind: DecisionKind.PartOf, To: var to } => $"New item {row.Wanted.Code}, part of {NameOf(view, to)}",
        { Reason: var reason } => $"Not trackable: {Name(reason ?? Untracked.Misread).ToLowerInvariant()}",
    };

    /// <summary>Place of the next proposal behind one that is not decided, round to the first; null where all are.</summary>
    public static int? NextOpen(IncomingView view, int place) =>
        Enumerable.Range(1, view.Proposals.Count).Select(n => (place + n) % view.Proposals.Count).Where(n => view.Proposals[n].Decision is null).Select(n => (int?)n).FirstOrDefault();

    /// <summary>How it stands to other things, as the text says it: "part of “Ports Plan”", "funded by “Ports Fund”".</summary>
    public static IReadOnlyList<string> Relations(Proposal proposal) =>
    [
        .. proposal.Relations.Select(r => $"{r.Kind switch
        {
            RelationKind.PartOf => "part of",
            RelationKind.Implements => "to implement",
            RelationKind.Funds => "to fund",
            RelationKind.Supports => "to support",
            RelationKind.Prepares => "to prepare",
            RelationKind.DependsOn => "dependent on",
            RelationKind.Succeeds => "the successor of",
            RelationKind.Amends => "to amend",
            RelationKind.CarriedOutBy => "carried out by",
            _ => "to mention",
        }} “{r.Name}”"),
        .. proposal.FundedBy is { } fund ? [$"funded by “{fund}”"] : Array.Empty<string>(),
    ];

    /// <summary>An item's code, or the title of a proposal of the document.</summary>
    public static string NameOf(IncomingView view, string? to) =>
        to is [Decision.OfThisDocument, .. var key] ? view.Proposals.FirstOrDefault(p => p.Key == key)?.Wanted.Title ?? "a proposal that is gone" : to ?? "nothing";

    /// <summary>What a new part is part of with one key: the first match, else the nearest name above it; null where there is none.</summary>
    public static string? WholeFor(IncomingView view, ProposalRow row)
    {
        if (MatchesOf(view, row) is [var match, ..])
        {
            return match.Code;
        }

        var place = view.Proposals.ToList().IndexOf(row);
        for (var n = place - 1; n >= 0; n--)
        {
            if (view.Proposals[n].Proposal.IsNamed && view.Proposals[n].Decision is not { Kind: DecisionKind.NotTrackable })
            {
                return $"{Decision.OfThisDocument}{view.Proposals[n].Key}";
            }
        }

        return null;
    }
}
