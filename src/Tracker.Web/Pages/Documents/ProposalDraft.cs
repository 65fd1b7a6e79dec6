using Tracker.Application.Documents;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Web.Pages.Documents;

/// <summary>What is typed into the form of a proposal.</summary>
public sealed class ProposalDraft
{
    public DecisionKind Kind { get; set; }

    /// <summary>Code of the same item or of the whole; "#" and a key for a proposal of the document.</summary>
    public string? To { get; set; }

    public Untracked Reason { get; set; }
    public string? Code { get; set; }
    public string? Title { get; set; }
    public string? Acronym { get; set; }
    public Kind ItemKind { get; set; }
    public Form Form { get; set; }
    public Nature Nature { get; set; }
    public Pillar Pillar { get; set; }
    public Area Area { get; set; }
    public string? Proposer { get; set; }
    public string? Summary { get; set; }

    /// <summary>It stands to other things as the text says.</summary>
    public bool IsRelated { get; set; } = true;

    /// <summary>The form as it opens.</summary>
    public static ProposalDraft Of(ProposalRow row) => new()
    {
        Kind = row.Decision?.Kind ?? DecisionKind.NewItem,
        To = row.Decision?.To ?? (row.Matches.Count > 0 ? row.Matches[0].Code : null),
        Reason = row.Decision?.Reason ?? DecisionWords.ReasonFor(row),
        Code = row.Wanted.Code,
        Title = row.Wanted.Title,
        Acronym = row.Wanted.Acronym,
        ItemKind = row.Wanted.Kind,
        Form = row.Wanted.Form,
        Nature = row.Wanted.Nature,
        Pillar = row.Wanted.Pillar,
        Area = row.Wanted.Area,
        Proposer = row.Wanted.Proposer,
        Summary = row.Wanted.Summary,
        IsRelated = !row.Wanted.IsUnrelated,
    };

    /// <summary>What is against it before it is sent.</summary>
    public IReadOnlyList<Refusal> Objections()
    {
        List<Refusal> refusals = [];
        if (Kind is DecisionKind.SameItem or DecisionKind.PartOf && string.IsNullOrWhiteSpace(To))
        {
            refusals.Add(new("incoming.to", "Choose the item.", "To"));
        }

        if (Kind is DecisionKind.NewItem or DecisionKind.PartOf)
        {
            refusals.AddRange(Domain.Bodies.Codes.ObjectionsTo(Code?.Trim(), "Code"));
            refusals.AddRange(new Profile { Title = Title ?? "", Acronym = Acronym, Nature = Nature, Pillar = Pillar, Area = Area, Proposer = Proposer, Summary = Summary ?? "" }.Objections());
            if (!Forms.Of(ItemKind).Contains(Form))
            {
                refusals.Add(new("item.form", $"Choose what form of {ItemKind.Name().ToLowerInvariant()} it is.", "ItemKind"));
            }
        }

        return refusals;
    }

    public Decision ToDecision(string key) => Kind switch
    {
        DecisionKind.NotTrackable => new(key, Kind, Reason: Reason),
        DecisionKind.SameItem => new(key, Kind, To!.Trim()),
        _ => new(key, Kind, Kind == DecisionKind.PartOf ? To!.Trim() : null, Item: new(
            Code!.Trim(), Title!.Trim(), string.IsNullOrWhiteSpace(Acronym) ? null : Acronym.Trim(), ItemKind, Form, Nature, Pillar, Area,
            Nature == Nature.Proposal ? Proposer : null, string.IsNullOrWhiteSpace(Summary) ? null : Summary.Trim(), !IsRelated)),
    };
}
