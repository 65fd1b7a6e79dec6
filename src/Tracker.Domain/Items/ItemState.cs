using System.Collections.Immutable;
using Tracker.Domain.Bodies;

namespace Tracker.Domain.Items;

/// <summary>Who vouches for the present stage; computed from its sources and from assessments (docs/domain.md, Assurance).</summary>
public enum Assurance
{
    SelfReported,
    Press,
    Official,
    OneSide,
    Confirmed,
    Contested,
}

/// <summary>What an item is in the headline count (docs/domain.md, The headline).</summary>
public enum Standing
{
    NotDeliverable,
    NotStarted,
    UnderWay,
    Delivered,

    /// <summary>Its opening already showed it delivered: named apart, not in N.</summary>
    DeliveredBefore,
    NoLongerRunning,
    StageNotStated,
    Superseded,

    /// <summary>Part of another item that counts; it counts inside that one.</summary>
    CountsInside,
}

/// <summary>All that the register says of an item on one day.</summary>
public sealed record ItemState
{
    public required Lifecycle Lifecycle { get; init; }
    public required Profile Profile { get; init; }

    /// <summary>The day of the first opening.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>An earlier beginning that a source names, as it names it.</summary>
    public string? Since { get; init; }

    /// <summary>The stage as the journal moved it; null for "Stage not stated".</summary>
    internal Stage? Recorded { get; init; }

    /// <summary>The stage on the day that the state was asked for; null for "Stage not stated".</summary>
    public Stage? Stage { get; init; }

    /// <summary>The stage that an item on hold left, and goes back to.</summary>
    public Stage? Held { get; init; }

    /// <summary>The day of the entry that set the stage, or the day from which a plan is in force or ended.</summary>
    public DateOnly StageOn { get; init; }

    /// <summary>Sequence of the entry that set the present stage.</summary>
    public int StageEntry { get; init; }

    /// <summary>The first day of the unbroken time in which it has been no longer running; null while it runs.</summary>
    public DateOnly? OverOn { get; init; }

    internal ImmutableList<int> StageEntries { get; init; } = [];
    internal Assurance Source { get; init; }
    internal ImmutableDictionary<(int Entry, Side Side), Verdict> Verdicts { get; init; } =
        ImmutableDictionary<(int, Side), Verdict>.Empty;

    /// <summary>First day of the unbroken run in which each stage of the path has been reached.</summary>
    public ImmutableDictionary<Stage, DateOnly> ReachedOn { get; init; } = ImmutableDictionary<Stage, DateOnly>.Empty;

    /// <summary>Stages that an entry reported itself; those passed over are not among them.</summary>
    public ImmutableHashSet<Stage> Reported { get; init; } = [];

    /// <summary>It was at a Delivered stage on that day or before, or at one that only follows it.</summary>
    public bool EverDelivered { get; init; }

    /// <summary>Its first opening already showed it so.</summary>
    public bool OpenedDelivered { get; init; }

    /// <summary>The last rating, however old; <see cref="OutlookOn"/> judges its age.</summary>
    public Rating? Rating { get; init; }

    /// <summary>The day of the last rating.</summary>
    public DateOnly? RatedOn { get; init; }

    /// <summary>A figure set by hand at the present stage.</summary>
    public ManualProgress? Manual { get; init; }

    /// <summary>Every target that was set, for any stage, in the order of the journal.</summary>
    public ImmutableList<TargetSet> Targets { get; init; } = [];

    /// <summary>"No date set" was said, and no target since.</summary>
    public bool NoDateSet { get; init; }

    /// <summary>By number, those met and dropped included.</summary>
    public ImmutableSortedDictionary<int, Milestone> Milestones { get; init; } = ImmutableSortedDictionary<int, Milestone>.Empty;

    /// <summary>The next step that was named last.</summary>
    public string? NextStep { get; init; }

    /// <summary>Facts given for the present stage.</summary>
    public ImmutableDictionary<Fact, string> FactsGiven { get; init; } = ImmutableDictionary<Fact, string>.Empty;

    internal ImmutableHashSet<Fact> FactsMissing { get; init; } = [];

    /// <summary>An update says that a source differs from an entry.</summary>
    public bool SourcesDisagree { get; init; }

    /// <summary>The latest opening or update, by the day from which it holds.</summary>
    public DateOnly LastReportedOn { get; init; }

    /// <summary>The stage that phase and figure follow: on hold, the one that was left.</summary>
    public Stage? Standstill => Stage == Items.Stage.OnHold ? Held : Stage;

    /// <summary>Null for "Stage not stated".</summary>
    public Phase? Phase => Standstill is { } stage ? Lifecycle.Rule(stage).Phase : null;

    /// <summary>Null where the stage has no percentage.</summary>
    public ProgressFigure? Progress => Profile.Nature == Nature.Deliverable && Standstill is { } stage
        ? ProgressFigure.Of(Lifecycle.Rule(stage), Milestones.Values, Manual)
        : null;

    public bool HasLead => Profile.Leads.Any();

    /// <summary>Facts of the present stage that the source does not state.</summary>
    public IEnumerable<Fact> MissingFacts => FactsMissing.Order();

    /// <summary>Earlier stages of the path that no entry reports.</summary>
    public IEnumerable<Stage> PassedOver
    {
        get
        {
            var last = Lifecycle.Path.LastOrDefault(r => ReachedOn.ContainsKey(r.Stage));
            return last is null
                ? []
                : Lifecycle.Path.TakeWhile(r => r != last).Select(r => r.Stage).Where(s => !Reported.Contains(s));
        }
    }

    /// <summary>
    /// The target now in force: of the stages aimed at and not reached the one that comes first, with the target
    /// that was set for it last; where all are reached, that of the furthest.
    /// </summary>
    /// <example>A study due in 2020 stays the target until it is completed, whatever is set for the opening.</example>
    public TargetSet? Target => NoDateSet
        ? null
        : Targets.GroupBy(t => t.Aim, (_, set) => set.Last())
            .OrderBy(t => ReachedOn.ContainsKey(t.Aim))
            .ThenBy(t => Lifecycle.OrderOf(t.Aim) * (ReachedOn.ContainsKey(t.Aim) ? -1 : 1))
            .FirstOrDefault();

    /// <summary>How the item may move to a stage, or null where it may not.</summary>
    /// <remarks>
    /// What was delivered once is over, not given up. A plan with a known period is in force and ended by itself:
    /// its adoption is recorded (docs/domain.md, Plan).
    /// </remarks>
    public MoveKind? Move(Stage to) =>
        (to == Items.Stage.NotPursued && ReachedOn.ContainsKey(Lifecycle.FirstDelivered))
        || (IsByItself(to) && to != Held)
            ? null
            : Lifecycle.Move(Stage, to, Held);

    /// <summary>The plan reaches the stage by itself, from its period.</summary>
    internal bool IsByItself(Stage stage) =>
        Lifecycle == Lifecycle.Plan
        && ((stage == Items.Stage.InForce && Profile.Period?.FirstDay is not null) || (stage == Items.Stage.Ended && Profile.Period?.LastDay is not null));

    /// <summary>Every stage that may follow, in the order of the table.</summary>
    public IEnumerable<(StageRule Rule, MoveKind Kind)> Moves =>
        Lifecycle.MovesFrom(Stage, Held).Where(m => Move(m.Rule.Stage) is not null);

    /// <summary>The first target for the stage now aimed at; never overwritten.</summary>
    public TargetSet? Baseline => Target is { } target ? Targets.First(t => t.Aim == target.Aim) : null;

    /// <summary>How often the target for the stage now aimed at was revised.</summary>
    public int TimesRevised => Target is { } target ? Targets.Count(t => t.Aim == target.Aim) - 1 : 0;

    /// <summary>The day on which the stage aimed at was reached, or null.</summary>
    public DateOnly? TargetMetOn => Target is { } target && ReachedOn.TryGetValue(target.Aim, out var on) ? on : null;

    /// <summary>That of the entry which set the present stage.</summary>
    public Assurance Assurance
    {
        get
        {
            var verdicts = VerdictsOn(StageEntry);
            return verdicts.Contains(Verdict.Contested) ? Assurance.Contested
                : verdicts.Count == 2 ? Assurance.Confirmed
                : verdicts.Count == 1 ? Assurance.OneSide
                : Source;
        }
    }

    /// <summary>An earlier stage was confirmed, this one is not.</summary>
    public bool ChangedSinceConfirmed =>
        !VerdictsOn(StageEntry).Contains(Verdict.Confirmed)
        && StageEntries.Any(entry => entry != StageEntry && VerdictsOn(entry).Contains(Verdict.Confirmed));

    private List<Verdict> VerdictsOn(int entry) =>
        [.. Verdicts.Where(v => v.Key.Entry == entry).Select(v => v.Value)];

    /// <summary>The rating on a day: one older than the reporting cycle reads as Not rated.</summary>
    public Outlook OutlookOn(DateOnly day, ReportingRules rules) =>
        Rating is { } rating && RatedOn >= rules.RecentFrom(day) ? rating.Outlook : Outlook.NotRated;

    /// <summary>What the calendar says on a day.</summary>
    public Schedule ScheduleOn(DateOnly day, ReportingRules rules) =>
        Schedules.Of(Target is not null, Target?.Target.Latest, TargetMetOn, Phase, day, rules);

    /// <summary>Days after the latest day of the target: until it was met, or until the day asked for.</summary>
    public int DaysLateOn(DateOnly day) =>
        Target?.Target.Latest is { } latest && (TargetMetOn is not null || Phase != Items.Phase.NoLongerRunning)
            ? Math.Max(0, (TargetMetOn ?? day).DayNumber - latest.DayNumber)
            : 0;

    /// <summary>What it is in the headline count, before asking whether it counts inside another.</summary>
    public Standing OwnStanding =>
        Profile.Nature != Nature.Deliverable ? Standing.NotDeliverable
        : Stage is null || Phase is null ? Standing.StageNotStated
        : Stage == Items.Stage.Superseded ? Standing.Superseded
        : OpenedDelivered ? Standing.DeliveredBefore
        : EverDelivered ? Standing.Delivered
        : Phase switch
        {
            Items.Phase.NotStarted => Standing.NotStarted,
            Items.Phase.UnderWay => Standing.UnderWay,
            Items.Phase.Delivered => Standing.Delivered,
            _ => Standing.NoLongerRunning,
        };

    /// <summary>In N: it counts in the headline, and what is part of it counts inside it.</summary>
    public bool Counts => OwnStanding is Standing.NotStarted or Standing.UnderWay or Standing.Delivered;
}

/// <summary>The one place where a schedule is decided (docs/domain.md, Schedule).</summary>
public static class Schedules
{
    /// <summary>The schedule from what is stored of a target; all days in the organisation's time zone.</summary>
    public static Schedule Of(bool hasTarget, DateOnly? latest, DateOnly? metOn, Phase? phase, DateOnly day, ReportingRules rules) =>
        !hasTarget ? Schedule.NoDate
        : metOn is { } met ? (met > latest ? Schedule.MetLate : Schedule.MetOnTime)
        : phase == Phase.NoLongerRunning ? Schedule.NotApplicable
        : latest is not { } last ? Schedule.Upcoming
        : day > last ? Schedule.Overdue
        : last <= rules.DueUntil(day) ? Schedule.Due
        : Schedule.Upcoming;
}
