using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Domain.Documents;

/// <summary>What a sentence may say of an item; a person decides what becomes of it (docs/domain.md, Proposals).</summary>
public sealed record Proposal
{
    /// <summary>What tells it from the other proposals of its document, and by which what was decided of it finds it again.</summary>
    public string Key { get; init; } = "";

    /// <summary>Place of its paragraph among those that were read, from 0.</summary>
    public required int Paragraph { get; init; }

    /// <summary>Where its sentence begins in the paragraph, in characters.</summary>
    public required int Start { get; init; }

    /// <summary>Behind the last character of its sentence.</summary>
    public required int End { get; init; }

    /// <summary>A name as the document has it, or what is to be done in the document's own words: to be put into ours.</summary>
    public required string Title { get; init; }

    public string? Acronym { get; init; }

    /// <summary>Longer forms of the name, its period included.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>It is a name, not an action.</summary>
    public bool IsNamed { get; init; }

    public required Kind Kind { get; init; }
    public required Form Form { get; init; }
    public required Nature Nature { get; init; }
    public required Area Area { get; init; }
    public required Pillar Pillar { get; init; }

    public required string Speaker { get; init; }
    public required string Verb { get; init; }
    public required Strength Strength { get; init; }
    public string? Addressee { get; init; }

    /// <summary>The state as the text says it: "progress of the establishment".</summary>
    public string? State { get; init; }

    /// <summary>Who proposed it, as the text names them; only of proposals.</summary>
    public string? Proposer { get; init; }

    /// <summary>The period beside a name.</summary>
    public Period? Period { get; init; }

    /// <summary>By when, as the text says it.</summary>
    public DateRead? Deadline { get; init; }

    /// <summary>A sum that is given; never a statistic.</summary>
    public Money? Sum { get; init; }

    /// <summary>The name of the fund that the same words say to pay for it; the relation is the fund's.</summary>
    public string? FundedBy { get; init; }

    /// <summary>How it stands to another thing that the same words name: the kind of relation and that name.</summary>
    public IReadOnlyList<(RelationKind Kind, string Name)> Relations { get; init; } = [];

    /// <summary>Every other name in the same words: bodies among them, as a register knows them.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];
}
