using System.Linq.Expressions;

namespace Tracker.Domain.Items;

/// <summary>
/// A named figure: what it counts, as one function that tile, page and list all use
/// (docs/domain.md, The figures).
/// </summary>
/// <param name="Name">As in the address: <c>figure=overdue</c>.</param>
/// <param name="Label">As on the page.</param>
/// <param name="Explanation">What is counted and what is left out.</param>
/// <param name="Test">The question to the spans of a day; what passes is counted and listed.</param>
public sealed record Figure(string Name, string Label, string Explanation, Expression<Func<Span, FigureDays, bool>> Test)
{
    private static readonly Lazy<FiguresTest> EveryTest = new(CompiledTogether);
    private readonly Lazy<FigureTest> _compiled = new(() => Compiled(Test));

    public static readonly Figure Counted = new("counted", "deliverables",
        "Items with an end that can be seen. Left out: items already delivered when first recorded, superseded items, items that count inside another, items no longer running that were never delivered, and items whose stage is not stated.",
        (s, _) => s.Standing == Standing.NotStarted || s.Standing == Standing.UnderWay || s.Standing == Standing.Delivered);

    public static readonly Figure NotStarted = new("not-started", "not started",
        "Deliverables of which nothing has begun as far as the register knows.",
        (s, _) => s.Standing == Standing.NotStarted);

    public static readonly Figure UnderWay = new("under-way", "under way",
        "Deliverables that have begun and are not delivered.",
        (s, _) => s.Standing == Standing.UnderWay);

    public static readonly Figure Delivered = new("delivered", "delivered",
        "Deliverables delivered since they were first recorded, those no longer running since included.",
        (s, _) => s.Standing == Standing.Delivered);

    public static readonly Figure DeliveredBefore = new("delivered-before", "delivered before they were first recorded",
        "Deliverables that their first document already shows as delivered. They are named apart and not counted.",
        (s, _) => s.Standing == Standing.DeliveredBefore);

    public static readonly Figure NoLongerRunning = new("no-longer-running", "no longer running",
        "Deliverables that ended or were given up without being delivered. They are named beside the count.",
        (s, _) => s.Standing == Standing.NoLongerRunning);

    public static readonly Figure StageNotStated = new("stage-not-stated", "stage not stated",
        "Deliverables whose stage no source states. They are named beside the count.",
        (s, _) => s.Standing == Standing.StageNotStated);

    public static readonly Figure Superseded = new("superseded", "superseded",
        "Deliverables whose place another item took; that one counts.",
        (s, _) => s.Standing == Standing.Superseded);

    public static readonly Figure CountsInside = new("counts-inside", "counted inside another item",
        "Deliverables that are part of another counted item, and studies that prepare one.",
        (s, _) => s.Standing == Standing.CountsInside);

    public static readonly Figure Overdue = new("overdue", "overdue",
        "Deliverables not started or under way whose target’s latest day has passed without the stage it is for.",
        (s, d) => (s.Standing == Standing.NotStarted || s.Standing == Standing.UnderWay)
            && s.TargetMetOn == null && s.TargetLatest < d.Day);

    public static readonly Figure DueNext = new("due-next", "due in the next 90 days",
        "Deliverables not started or under way whose target’s latest day lies within the next 90 days.",
        (s, d) => (s.Standing == Standing.NotStarted || s.Standing == Standing.UnderWay)
            && s.TargetMetOn == null && s.TargetLatest >= d.Day && s.TargetLatest <= d.NextUntil);

    public static readonly Figure AtRisk = new("at-risk", "at risk",
        "Deliverables not started or under way that were rated at risk within the reporting cycle.",
        (s, d) => (s.Standing == Standing.NotStarted || s.Standing == Standing.UnderWay) && s.Outlook == Outlook.AtRisk && s.RatedOn >= d.RecentFrom);

    public static readonly Figure OffTrack = new("off-track", "off track",
        "Deliverables not started or under way that were rated off track within the reporting cycle.",
        (s, d) => (s.Standing == Standing.NotStarted || s.Standing == Standing.UnderWay) && s.Outlook == Outlook.OffTrack && s.RatedOn >= d.RecentFrom);

    public static readonly Figure AtRiskOrOffTrack = new("at-risk-or-off-track", "at risk or off track",
        "Deliverables not started or under way that were rated at risk or off track within the reporting cycle.",
        (s, d) => (s.Standing == Standing.NotStarted || s.Standing == Standing.UnderWay)
            && (s.Outlook == Outlook.AtRisk || s.Outlook == Outlook.OffTrack) && s.RatedOn >= d.RecentFrom);

    public static readonly Figure NoRecentReport = new("no-recent-report", "no recent report",
        "Deliverables not started or under way whose latest opening or update is older than the reporting cycle.",
        (s, d) => (s.Standing == Standing.NotStarted || s.Standing == Standing.UnderWay) && s.LastReportedOn < d.RecentFrom);

    public static readonly Figure NoLead = new("no-lead", "no lead named",
        "Deliverables not started or under way that no body leads.",
        (s, _) => (s.Standing == Standing.NotStarted || s.Standing == Standing.UnderWay) && !s.HasLead);

    public static readonly Figure PeriodOver = new("period-over", "period over without a final report",
        "Plans whose period has ended and whose final report is not adopted.",
        (s, _) => s.Kind == Kind.Plan && s.Stage == Stage.Ended);

    public static readonly Figure MissingFacts = new("missing-facts", "facts not stated",
        "Items whose present stage lacks facts that the source does not state.",
        (s, _) => s.MissingFacts > 0);

    public static readonly Figure NoDate = new("no-date", "without a date",
        "Items of any nature without a period, and without a target whose words set a latest day; the timeline does not draw them.",
        (s, _) => s.PeriodFirst == null && s.PeriodLast == null && s.TargetLatest == null && s.BaselineLatest == null);

    public static readonly Figure PlannedCentres = new("planned-centres", "planned centres",
        "Centres and facilities that are deliverables and not opened yet.",
        (s, _) => s.Kind == Kind.Centre && (s.Standing == Standing.NotStarted || s.Standing == Standing.UnderWay));

    public static readonly Figure Continuing = OfNature("continuing", "continuing", Nature.Continuing,
        "Cooperation that goes on without an end; listed with its last activity.");

    public static readonly Figure NoActivity = new("no-activity", "continuing without recent activity",
        "Continuing cooperation that has not ended and whose latest opening or update is older than the reporting cycle.",
        (s, d) => s.Nature == Nature.Continuing && (s.Phase == null || s.Phase != Phase.NoLongerRunning) && s.LastReportedOn < d.RecentFrom);

    public static readonly Figure Positions = OfNature("positions", "positions", Nature.Position,
        "Views and principles; listed.");

    public static readonly Figure Proposals = OfNature("proposals", "proposals", Nature.Proposal,
        "What one side proposed and is not yet taken up.");

    public static readonly Figure References = OfNature("references", "references", Nature.Reference,
        "What belongs to one side or to third parties and is only pointed to.");

    /// <summary>Every figure, those of the headline first.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        Counted, NotStarted, UnderWay, Delivered, DeliveredBefore, NoLongerRunning, StageNotStated, Superseded, CountsInside,
        Overdue, DueNext, AtRisk, OffTrack, AtRiskOrOffTrack, NoRecentReport, NoLead, PeriodOver, MissingFacts, NoDate, PlannedCentres,
        Continuing, NoActivity, Positions, Proposals, References,
    ];

    /// <summary>The figure of that name, or null.</summary>
    public static Figure? Named(string? name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>The nature that all it counts have and that is listed by what matters for it; null for the figures of deliverables and those across natures.</summary>
    public Nature? ListedNature =>
        this == Continuing || this == NoActivity ? Nature.Continuing
        : this == Positions ? Nature.Position
        : this == Proposals ? Nature.Proposal
        : this == References ? Nature.Reference
        : null;

    /// <summary>The question as of a day, for storage.</summary>
    public Expression<Func<Span, bool>> On(DateOnly day, ReportingRules rules) =>
        Expression.Lambda<Func<Span, bool>>(
            new Replaced(Test.Parameters[1], Expression.Constant(FigureDays.Of(day, rules))).Visit(Test.Body),
            Test.Parameters[0]);

    /// <summary>The answer for one span, from what stands in memory of it.</summary>
    public bool Counts(ref Facets facets, FigureDays days) => _compiled.Value(ref facets, days);

    /// <summary>The answers of all figures for one span at once, one bit each in the order of <see cref="All"/>.</summary>
    public static ulong AllThatCount(ref Facets facets, FigureDays days) => EveryTest.Value(ref facets, days);

    private static FigureTest Compiled(Expression<Func<Span, FigureDays, bool>> test)
    {
        var (facets, days) = Parameters();
        return Expression.Lambda<FigureTest>(Asked(test, facets, days), facets, days).Compile();
    }

    private static FiguresTest CompiledTogether()
    {
        var (facets, days) = Parameters();
        var bits = All.Select((figure, n) => (Expression)Expression.Condition(Asked(figure.Test, facets, days), Expression.Constant(1ul << n), Expression.Constant(0ul)));
        return Expression.Lambda<FiguresTest>(bits.Aggregate(Expression.Or), facets, days).Compile();
    }

    private static (ParameterExpression Facets, ParameterExpression Days) Parameters() =>
        (Expression.Parameter(typeof(Facets).MakeByRefType(), "f"), Expression.Parameter(typeof(FigureDays), "d"));

    private static Expression Asked(Expression<Func<Span, FigureDays, bool>> test, Expression facets, Expression days) =>
        new Replaced(test.Parameters[1], days).Visit(new AskedOfFacets(test.Parameters[0], facets).Visit(test.Body));

    private static Figure OfNature(string name, string label, Nature nature, string explanation) =>
        new(name, label, explanation, (s, _) => s.Nature == nature);

    private delegate bool FigureTest(ref Facets facets, FigureDays days);

    private delegate ulong FiguresTest(ref Facets facets, FigureDays days);

    private sealed class Replaced(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }

    /// <summary>The same question with the facets' members in the place of the span's, which have the same names.</summary>
    private sealed class AskedOfFacets(ParameterExpression span, Expression facets) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression == span ? Expression.Property(facets, node.Member.Name) : base.VisitMember(node);
    }
}

/// <summary>The days with which figures compare those of a span.</summary>
/// <param name="RecentFrom">The first day whose reports still count as recent.</param>
/// <param name="NextUntil">The last of the next 90 days.</param>
public sealed record FigureDays(DateOnly Day, DateOnly RecentFrom, DateOnly NextUntil)
{
    /// <summary>How many days "the next 90 days" are.</summary>
    internal const int DaysNext = 90;

    public static FigureDays Of(DateOnly day, ReportingRules rules) => new(day, rules.RecentFrom(day), ReportingRules.Moved(day, DaysNext));
}
