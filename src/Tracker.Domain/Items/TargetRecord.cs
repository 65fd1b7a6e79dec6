namespace Tracker.Domain.Items;

/// <summary>What became of a deadline, judged against its baseline and never against a revised target (docs/domain.md, Deadlines).</summary>
public enum DeadlineOutcome
{
    /// <summary>The latest day has passed and the stage aimed at was not reached by the day shown.</summary>
    NotMet,

    /// <summary>The stage was reached after the latest day.</summary>
    MetLate,

    /// <summary>The stage was reached by the latest day, that day included.</summary>
    Kept,

    /// <summary>The latest day has not passed and the stage is not reached.</summary>
    Ahead,

    /// <summary>The item ended or was given up on the latest day or before, its stage not reached.</summary>
    GivenUp,

    /// <summary>The words set no latest day, so that nothing can be judged by them.</summary>
    WithoutDay,
}

/// <summary>A target for a stage, with how far it lies from those before it.</summary>
/// <param name="Moved">Days after the target before it, or before it where negative; null for the first one, and where either has no latest day.</param>
/// <param name="MovedInAll">Days after the baseline; null as above.</param>
public sealed record TargetMove(TargetSet Target, int? Moved, int? MovedInAll);

/// <summary>All targets for one stage that an item aims at: the baseline, every later one, and whether it was met.</summary>
/// <param name="Targets">In the order of the journal; the first is the baseline and is never overwritten.</param>
/// <param name="MetOn">The first day of the unbroken time in which the stage has been reached; null while it is not.</param>
/// <param name="OverOn">The first day of the unbroken time in which the item, its stage not reached, has been no longer running.</param>
public sealed record TargetRecord(Stage Aim, IReadOnlyList<TargetMove> Targets, DateOnly? MetOn, DateOnly? OverOn)
{
    public TargetSet Baseline => Targets[0].Target;

    /// <summary>The target that was set last for the stage.</summary>
    public TargetSet Present => Targets[^1].Target;

    public int TimesRevised => Targets.Count - 1;

    /// <summary>Days from the baseline's latest day to that of the present target; null where either has none.</summary>
    public int? MovedInAll => TimesRevised == 0 ? null : Targets[^1].MovedInAll;

    /// <summary>The record of every stage aimed at, in the order of the lifecycle.</summary>
    public static IReadOnlyList<TargetRecord> Of(ItemState state) =>
    [
        .. state.Targets.GroupBy(t => t.Aim).OrderBy(set => state.Lifecycle.OrderOf(set.Key)).Select(set =>
        {
            DateOnly? met = state.ReachedOn.TryGetValue(set.Key, out var on) ? on : null;
            return new TargetRecord(set.Key, Moves([.. set]), met, met is null && !IsOnTheWay(state, set.Key) ? state.OverOn : null);
        }),
    ];

    /// <summary>What became of the baseline by a day.</summary>
    public DeadlineOutcome OutcomeOn(DateOnly day) => Deadlines.Outcome(Baseline.Target.Latest, MetOn, OverOn, day);

    /// <summary>Days after a latest day, that of the baseline or of the present target, until it was met, given up, or until the day.</summary>
    public int DaysLateOn(TargetSet target, DateOnly day) => Deadlines.DaysLate(target.Target.Latest, MetOn, OverOn, day);

    /// <summary>A plan whose period is over is no longer running, and on its way to the final report.</summary>
    private static bool IsOnTheWay(ItemState state, Stage aim) =>
        state.Standstill is { } stage && state.Lifecycle.OrderOf(stage) < state.Lifecycle.OrderOf(aim);

    private static List<TargetMove> Moves(List<TargetSet> set) =>
        [.. set.Select((t, n) => new TargetMove(t, n == 0 ? null : Days(set[n - 1], t), n == 0 ? null : Days(set[0], t)))];

    private static int? Days(TargetSet from, TargetSet to) => to.Target.Latest?.DayNumber - from.Target.Latest?.DayNumber;
}

/// <summary>The one place where it is decided what became of a deadline; all days in the organisation's time zone.</summary>
public static class Deadlines
{
    /// <remarks>What was missed while the item was running stays missed when it is given up later.</remarks>
    public static DeadlineOutcome Outcome(DateOnly? latest, DateOnly? metOn, DateOnly? overOn, DateOnly day) =>
        latest is not { } last ? DeadlineOutcome.WithoutDay
        : metOn is { } met ? (met > last ? DeadlineOutcome.MetLate : DeadlineOutcome.Kept)
        : overOn <= last ? DeadlineOutcome.GivenUp
        : day > last ? DeadlineOutcome.NotMet
        : DeadlineOutcome.Ahead;

    /// <summary>Days after the latest day until the stage was reached, until the item was over, or until the day shown; 0 where it is not late.</summary>
    public static int DaysLate(DateOnly? latest, DateOnly? metOn, DateOnly? overOn, DateOnly day) =>
        latest is { } last ? Math.Max(0, (metOn ?? overOn ?? day).DayNumber - last.DayNumber) : 0;
}

/// <summary>One deadline of an item, and the days on which all this was so. Derived from the journal as spans are.</summary>
/// <param name="Aim">The stage aimed at; an item has one such row a day for each.</param>
/// <param name="SetOn">The day on which the baseline was set.</param>
/// <param name="Named">The leaders' document that named the baseline; null where it is not the leaders' own.</param>
/// <param name="Text">The present target as it is written.</param>
/// <param name="NoDate">"No date set" was said, and no target since.</param>
/// <param name="OverOn">From which day it has been no longer running with the stage not reached.</param>
public sealed record HeldTarget(
    Guid ItemId,
    Stage Aim,
    string BaselineText,
    DateOnly? BaselineLatest,
    DateOnly SetOn,
    string? Named,
    string Text,
    DateOnly? Latest,
    int TimesRevised,
    bool NoDate,
    DateOnly? MetOn,
    DateOnly? OverOn,
    DateOnly From,
    DateOnly Until)
{
    /// <summary>What storage keeps of a record from one day until another.</summary>
    public static HeldTarget Of(Guid itemId, TargetRecord record, bool noDate, DayRange days) => new(
        itemId,
        record.Aim,
        record.Baseline.Target.Text,
        record.Baseline.Target.Latest,
        record.Baseline.On,
        record.Baseline.Named?.Document,
        record.Present.Target.Text,
        record.Present.Target.Latest,
        record.TimesRevised,
        noDate,
        record.MetOn,
        record.OverOn,
        days.From,
        days.Until);
}

/// <summary>What figures, filters and orders ask of a <see cref="HeldTarget"/>: small enough that those of a whole register stand in memory.</summary>
/// <param name="IsLeaders">A leaders' document named the baseline.</param>
public readonly record struct TargetFacets(
    Stage Aim, DateOnly? BaselineLatest, DateOnly? Latest, int TimesRevised, bool NoDate, bool IsLeaders, DateOnly? MetOn, DateOnly? OverOn, DateOnly From, DateOnly Until)
{
    public bool Covers(DateOnly day) => From <= day && day < Until;

    public DeadlineOutcome OutcomeOn(DateOnly day) => Deadlines.Outcome(BaselineLatest, MetOn, OverOn, day);

    /// <summary>Days late against the baseline.</summary>
    public int DaysLateOn(DateOnly day) => Deadlines.DaysLate(BaselineLatest, MetOn, OverOn, day);

    /// <summary>Days from the baseline's latest day to the present target's; null where either has none, or where no date is set any more.</summary>
    public int? MovedInAll => NoDate || TimesRevised == 0 ? null : Latest?.DayNumber - BaselineLatest?.DayNumber;
}
