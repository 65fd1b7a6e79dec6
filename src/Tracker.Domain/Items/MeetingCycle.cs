namespace Tracker.Domain.Items;

/// <summary>When a mechanism is to meet, worked out for a day; nothing of it is stored (docs/domain.md, Meetings).</summary>
/// <param name="Frequency">How often it meets, in the words recorded last; null where nothing says so.</param>
/// <param name="Months">Months between two meetings; null where none is set or the words are not understood.</param>
/// <param name="DueBy">The last day on which the next meeting is on time; null where it cannot be said, and while the mechanism is not active.</param>
/// <param name="Missed">Whole cycles after <paramref name="DueBy"/> that passed without a held meeting.</param>
public sealed record MeetingCycle(string? Frequency, int? Months, DateOnly? DueBy, int Missed)
{
    /// <summary>It is said that no frequency is set.</summary>
    public bool IsNoneSet => MeetingFrequency.IsNoneSet(Frequency);

    /// <param name="day">The day asked for, on which the mechanism is in the register.</param>
    /// <param name="lastHeld">The day of its last held meeting on or before that day.</param>
    /// <example>Every two years, last held on 15 May 2022: due by 15 May 2024, and from 16 May 2026 one cycle is missed.</example>
    public static MeetingCycle Of(Item mechanism, DateOnly day, DateOnly? lastHeld)
    {
        var frequency = LastSaid(mechanism, Fact.Frequency, day);
        var months = MeetingFrequency.MonthsBetween(frequency);
        if (months is not { } interval || mechanism.StateOn(day) is not { Stage: Stage.Active } state)
        {
            return new(frequency, months, null, 0);
        }

        var from = From(mechanism, state, lastHeld);
        var missed = 0;
        while (from.AddMonths(interval * (missed + 2)) < day)
        {
            missed++;
        }

        return new(frequency, months, from.AddMonths(interval), missed);
    }

    /// <summary>A fact in the words that were recorded last, up to a day; null where nothing says so.</summary>
    public static string? LastSaid(Item mechanism, Fact fact, DateOnly day) =>
        mechanism.LiveEntries()
            .Where(e => e.On <= day)
            .Select(e => e.Update?.Facts.GetValueOrDefault(fact))
            .LastOrDefault(text => !Texts.IsBlank(text));

    /// <summary>The last meeting; without one, and after a pause, the day from which the mechanism has been active.</summary>
    private static DateOnly From(Item mechanism, ItemState state, DateOnly? lastHeld)
    {
        var wasPaused = state.StageOn > state.OpenedOn
            && mechanism.StateOn(state.StageOn.AddDays(-1))?.Stage is Stage.Dormant or Stage.OnHold or Stage.Ended;
        return lastHeld is { } last && (last >= state.StageOn || !wasPaused) ? last : state.StageOn;
    }
}
