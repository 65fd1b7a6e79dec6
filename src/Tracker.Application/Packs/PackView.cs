using Tracker.Application.Changes;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Packs;

/// <summary>What a pack is made of: everything that decides its content, beside the register itself.</summary>
public sealed record PackRequest
{
    /// <summary>Code of the mechanism.</summary>
    public required string Mechanism { get; init; }

    /// <summary>What the papers call the partnership.</summary>
    public required string Partnership { get; init; }

    /// <summary>Id of the meeting that it is for.</summary>
    public required Guid Meeting { get; init; }

    /// <summary>The cut-off; its own day belongs to the time before.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The cut-off in words: "the 8th JCC, 12 May 2022".</summary>
    public required string FromWords { get; init; }

    /// <summary>The last day that the pack tells of.</summary>
    public required DateOnly AsOf { get; init; }

    public ReportScope Scope { get; init; } = ReportScope.Everything;

    /// <summary>The side whose lines to take stand in it, which only people of that side see; null for a pack that both sides may see.</summary>
    public Side? LinesOf { get; init; }
}

/// <summary>A line of the history since the cut-off.</summary>
public sealed record PackDone(DateOnly On, Stage? Before, Stage? After, string? Note);

/// <summary>A paragraph of a document, by the document's code.</summary>
public sealed record PackSource(string Document, int? Paragraph);

/// <summary>One row of the implementation matrix.</summary>
/// <param name="Number">Of an action line in its plan.</param>
/// <param name="Leads">Names of its lead bodies, by side.</param>
/// <param name="Done">What was reported since the cut-off, the newest first.</param>
/// <param name="LineToTake">Of the side that the pack is made for.</param>
/// <param name="Source">The paragraph of the earliest document that names it.</param>
public sealed record PackRow(
    string Code, string? Number, string Title, string? Acronym, Kind Kind, Nature Nature, Pillar Pillar, Area Area, IReadOnlyList<(Side Side, string Name)> Leads,
    Stage? Stage, Stage? Held, Phase? Phase, DateOnly StageOn, int? Progress, Outlook Outlook, Schedule Schedule, string? TargetText, int DaysLate,
    IReadOnlyList<PackDone> Done, string? NextStep, string? LineToTake, PackSource? Source);

/// <summary>An item that needs attention, and why.</summary>
/// <param name="Figure">The worst of the figures that count it.</param>
public sealed record PackAttention(Figure Figure, string Code, string Title, string? Acronym, string Why, IReadOnlyList<(Side Side, string Name)> Leads);

/// <summary>A document that the pack rests on.</summary>
/// <param name="Code">Null for a link.</param>
/// <param name="Items">How many rows of the matrix it names, or how many reports since the cut-off rest on it.</param>
public sealed record PackDocument(string? Code, string Title, DateOnly? On, string? Issuer, string Kind, string? Address, int Items);

/// <summary>A fund on both days.</summary>
public sealed record PackFund(FundRow Fund, Domain.Funds.FundTotals Since);

/// <summary>An item with the line to take that stands for a meeting.</summary>
public sealed record LineRow(RegisterRow Item, LineToTake? Line);

/// <summary>A page of the items of a meeting's matrix with the lines of one side, by code.</summary>
/// <param name="Written">How many have one.</param>
public sealed record LinesView(IReadOnlyList<LineRow> Rows, int Total, int Written, int Page, int Pages);

/// <summary>A file of a frozen pack, without its bytes.</summary>
/// <param name="Size">In bytes.</param>
public sealed record FrozenFileRow(PackForm Form, int Size, string Hash);

/// <summary>A frozen pack with its files.</summary>
public sealed record FrozenRow(FrozenPack Pack, IReadOnlyList<FrozenFileRow> Files);

/// <summary>What the papers of a meeting hold, before it is written in any form.</summary>
/// <param name="Title">The meeting in words: "9th ASEAN-ROK Joint Cooperation Committee".</param>
/// <param name="MeetingOn">The day of the meeting.</param>
/// <param name="KnownAt">UTC, whole milliseconds: what was recorded later is not in it.</param>
/// <param name="Position">Of the latest entry then recorded.</param>
/// <param name="Matrix">By pillar, then by number and code.</param>
/// <param name="LeftOut">What the matrix leaves out, with its count: positions, references, items no longer running since before the cut-off.</param>
public sealed record PackView(
    PackRequest Request, string Title, DateOnly MeetingOn, string? Place, string? ScopeTitle, DateTime KnownAt, long Position,
    ChangesView Changes, IReadOnlyList<PackRow> Matrix, IReadOnlyList<(string What, int Count)> LeftOut,
    IReadOnlyList<PackAttention> Attention, IReadOnlyList<PackFund> Funds, IReadOnlyList<PackDocument> Documents);
