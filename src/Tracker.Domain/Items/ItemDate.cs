namespace Tracker.Domain.Items;

/// <summary>What a date of an item is.</summary>
public enum DateKind
{
    /// <summary>The days that a plan or a project is for.</summary>
    Period,

    /// <summary>The target that holds for a stage.</summary>
    Target,

    /// <summary>A target for a stage that another one, or "no date set", took the place of.</summary>
    EarlierTarget,

    /// <summary>A milestone that was not dropped.</summary>
    Milestone,
}

/// <summary>A date of an item as it stood on a day, for a line of time (docs/domain.md, The timeline).</summary>
/// <param name="Words">As it is written; for a milestone without a date of its own, its title.</param>
/// <param name="Earliest">The first day; null where the words set none.</param>
/// <param name="Latest">The last day that keeps it, or the last day of a period; null where the words set none.</param>
/// <param name="Schedule">What the calendar says of a target or a milestone; null for periods and earlier targets.</param>
/// <param name="MetOn">The day on which the stage aimed at was reached, or the milestone was met.</param>
/// <param name="DaysLate">Days after the latest day: until it was met, or until the day asked for.</param>
/// <param name="Aim">The stage that a target is for.</param>
/// <param name="Title">Of a milestone.</param>
/// <param name="SetOn">The day from which a target holds.</param>
/// <param name="Revision">0 for the first target for its stage, 1 for the first that took its place.</param>
public sealed record ItemDate(
    DateKind Kind, string Words, DateOnly? Earliest, DateOnly? Latest, Schedule? Schedule = null, DateOnly? MetOn = null, int DaysLate = 0,
    Stage? Aim = null, string? Title = null, DateOnly? SetOn = null, int Revision = 0)
{
    /// <summary>The first day that it touches, whatever is known of it; null where no day is.</summary>
    public DateOnly? First => Earliest ?? Latest ?? MetOn;

    /// <summary>The last day that it touches on a day, its lateness included; a period without a last day reaches to the day.</summary>
    public DateOnly? LastOn(DateOnly day) => (Latest ?? Earliest ?? MetOn) is not { } last ? null
        : DaysLate > 0 || (Kind == DateKind.Period && Latest is null) ? MetOn ?? (day > last ? day : last)
        : Kind == DateKind.Milestone && MetOn > last ? MetOn
        : last;

    /// <summary>
    /// Every date of an item on a day: its period, for each stage aimed at the targets in the order in which they were set,
    /// the last of them the one that holds, and its milestones by number, those dropped left out.
    /// </summary>
    /// <remarks>Where "no date set" was said last, all targets are earlier ones.</remarks>
    public static IReadOnlyList<ItemDate> Of(ItemState state, DateOnly day, ReportingRules rules)
    {
        List<ItemDate> dates = [];
        if (state.Profile.Period is { } period)
        {
            dates.Add(new(DateKind.Period, period.Text, period.FirstDay, period.LastDay));
        }

        foreach (var aim in state.Targets.GroupBy(t => t.Aim).OrderBy(a => state.Lifecycle.OrderOf(a.Key)))
        {
            var set = aim.ToList();
            dates.AddRange(set.Select((target, n) => n == set.Count - 1 && !state.NoDateSet
                ? Held(state, target, n, day, rules)
                : new(DateKind.EarlierTarget, target.Target.Text, target.Target.Earliest, target.Target.Latest, Aim: target.Aim, SetOn: target.On, Revision: n)));
        }

        dates.AddRange(state.Milestones.Values.Where(m => !m.IsDropped).Select(m => Of(m, state.Phase, day, rules)));
        return dates;
    }

    private static ItemDate Held(ItemState state, TargetSet set, int revision, DateOnly day, ReportingRules rules)
    {
        DateOnly? met = state.ReachedOn.TryGetValue(set.Aim, out var on) ? on : null;
        var schedule = Schedules.Of(true, set.Target.Latest, met, state.Phase, day, rules);
        return new(DateKind.Target, set.Target.Text, set.Target.Earliest, set.Target.Latest, schedule, met, Late(schedule, set.Target.Latest, met, day), set.Aim, null, set.On, revision);
    }

    private static ItemDate Of(Milestone milestone, Phase? phase, DateOnly day, ReportingRules rules)
    {
        var schedule = Schedules.Of(milestone.Due is not null || milestone.MetOn is not null, milestone.Due?.Latest, milestone.MetOn, phase, day, rules);
        return new(
            DateKind.Milestone, milestone.Due?.Text ?? milestone.Title, milestone.Due?.Earliest, milestone.Due?.Latest, schedule,
            milestone.MetOn, Late(schedule, milestone.Due?.Latest, milestone.MetOn, day), Title: milestone.Title);
    }

    private static int Late(Schedule schedule, DateOnly? latest, DateOnly? met, DateOnly day) =>
        schedule is Items.Schedule.Overdue or Items.Schedule.MetLate && latest is { } last ? (met ?? day).DayNumber - last.DayNumber : 0;
}
