using Tracker.Domain.Items;

namespace Tracker.Application.Changes;

/// <summary>What a report is narrowed to: an item is looked at where it is in one of each kind that is named.</summary>
public sealed record ReportScope
{
    public static ReportScope Everything { get; } = new();

    /// <summary>Codes of plans: their lines, and what implements them or a line.</summary>
    public IReadOnlyList<string> Plans { get; init; } = [];

    /// <summary>Codes of lead bodies.</summary>
    public IReadOnlyList<string> Bodies { get; init; } = [];

    public IReadOnlyList<Pillar> Pillars { get; init; } = [];

    /// <summary>Code of one item alone.</summary>
    public string? Item { get; init; }

    public bool IsEverything => Plans.Count + Bodies.Count + Pillars.Count == 0 && Item is null;

    public static ReportScope OfPlan(string code) => new() { Plans = [code] };

    public static ReportScope OfBody(string code) => new() { Bodies = [code] };

    public static ReportScope OfPillar(Pillar pillar) => new() { Pillars = [pillar] };

    public static ReportScope OfItem(string code) => new() { Item = code };
}

/// <summary>The groups of a report of changes, in their order.</summary>
public enum ChangeGroup
{
    Stages,
    New,
    Ended,
    Targets,
    TargetsPassed,
    Outlook,
    Progress,
    Assurance,
    Money,
    Mentions,
    Revisions,
    Reports,
    Aged,
    Counting,

    /// <summary>What is dated up to the first day and was recorded, or withdrawn, after it; imports excepted.</summary>
    RecordedLate,
}

/// <summary>One value that changed; null where there was none, or is none any more.</summary>
/// <param name="Word">What it is the value of: "Title"; null where the group says it.</param>
public sealed record Shift(string? Word, string? Before, string? After);

/// <summary>One line of a report: what changed of an item on a day, and which figures that moved.</summary>
/// <param name="Code">Of the item; of money, that of the fund.</param>
/// <param name="Why">The reason, the cause or the note that was given.</param>
/// <param name="Entry">Sequence of the entry in the history of the item, or in the ledger of the fund; null where the day did it alone.</param>
/// <param name="RecordedAt">UTC; only of what was recorded late.</param>
/// <param name="Entered">Figures that count the item by this change and did not before.</param>
/// <param name="Left">Figures that no longer count it.</param>
/// <param name="IsMoney">It tells of an entry in a ledger.</param>
public sealed record ChangeLine(
    ChangeGroup Group, string Code, string Title, string? Acronym, Pillar? Pillar, DateOnly On, IReadOnlyList<Shift> Shifts, string? Why, int? Entry,
    DateTime? RecordedAt, IReadOnlyList<Figure> Entered, IReadOnlyList<Figure> Left, bool IsMoney = false);

/// <summary>The lines of one group, the newest day first.</summary>
/// <param name="Lines">The first of <paramref name="Total"/>, or one page of them.</param>
public sealed record ChangeGroupView(ChangeGroup Group, int Total, IReadOnlyList<ChangeLine> Lines);

/// <summary>A figure on the two days, with what came and went between them.</summary>
/// <param name="Before">At the end of the first day.</param>
/// <param name="Entered">How many lines of the report brought an item into it.</param>
/// <param name="Left">How many lines took one out of it.</param>
/// <param name="After">At the end of the last day: before, with what entered and without what left.</param>
public sealed record FigureChange(Figure Figure, int Before, int Entered, int Left, int After);

/// <summary>What changed after the day <paramref name="From"/> up to the day <paramref name="To"/>.</summary>
/// <param name="ScopeTitle">What it is narrowed to, in words; null for the whole register.</param>
/// <param name="Groups">Those with lines, in their order; where one is asked for, that one alone.</param>
/// <param name="Page">Of the one group that is asked for; 1 otherwise.</param>
public sealed record ChangesView(
    DateOnly From, DateOnly To, ReportScope Scope, string? ScopeTitle, IReadOnlyList<FigureChange> Figures, IReadOnlyList<ChangeGroupView> Groups, int Page, int Pages)
{
    /// <summary>The figures of the headline, whose differences the lines explain.</summary>
    public static IReadOnlyList<Figure> Headline { get; } =
    [
        Figure.Counted, Figure.Delivered, Figure.UnderWay, Figure.NotStarted, Figure.Overdue, Figure.AtRiskOrOffTrack, Figure.NoRecentReport,
        Figure.PeriodOver, Figure.NoLead, Figure.DueNext, Figure.NoLongerRunning, Figure.Continuing, Figure.Positions, Figure.Proposals, Figure.References,
    ];

    public FigureChange this[Figure figure] => Figures.First(f => f.Figure == figure);

    public bool IsEmpty => Groups.Count == 0;
}
